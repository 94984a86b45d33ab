package io.aigateway.store;

import java.io.IOException;

/** One file of a {@link Journal}: bytes are added at its end and never changed. */
interface Segment extends AutoCloseable {

    /** Adds bytes, all or none: what a failed call left behind is cut off by the next one. */
    void append(byte[] bytes) throws IOException;

    /** Waits until everything added so far is on the disk. */
    void force() throws IOException;

    /** How many bytes it holds. */
    long length();

    /** Closes and removes it. */
    void delete() throws IOException;

    @Override
    void close() throws IOException;

    /** Makes the files of a journal. */
    @FunctionalInterface
    interface Maker {
        /** A new, empty one. */
        Segment make(long number) throws IOException;
    }
}
