package io.aigateway.store;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A line on its way into a {@link Journal}, and the thread that waits for it. */
final class JournalTicket {

    private final String id;
    private final byte[] line;
    private final Thread owner = Thread.currentThread();
    private volatile boolean done;
    private volatile @Nullable StoreException failure;

    JournalTicket(String id, byte[] line) {
        this.id = id;
        this.line = line;
    }

    String id() {
        return id;
    }

    byte[] line() {
        return line;
    }

    boolean isOpen() {
        return !done;
    }

    void written() {
        done = true;
        wake();
    }

    void fail(StoreException reason) {
        failure = reason;
        done = true;
        wake();
    }

    void wake() {
        if (owner != Thread.currentThread()) {
            LockSupport.unpark(owner);
        }
    }

    /** Throws what went wrong with a ticket that is no longer open. */
    void requireWritten() {
        StoreException reason = failure;
        if (reason != null) {
            throw new StoreException(String.valueOf(reason.getMessage()));
        }
    }
}
