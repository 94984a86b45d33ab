package io.aigateway.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of large request bodies are held at once, so that many of them together cannot use
 * up the heap. Small bodies are not counted: there cannot be enough of them.
 */
final class BodyMemory {

    private final long limit;
    private final AtomicLong held = new AtomicLong();

    /** Holds at most {@code limit} bytes. */
    BodyMemory(long limit) {
        this.limit = limit;
    }

    /** Takes up memory; false, and nothing taken, when there is not so much left. */
    boolean take(long bytes) {
        if (held.addAndGet(bytes) <= limit) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    /** Gives back what was taken. */
    void give(long bytes) {
        held.addAndGet(-bytes);
    }
}
