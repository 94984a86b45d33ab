package io.aigateway.limit;

import java.util.concurrent.locks.ReentrantLock;

/** What is left of one limit. Every method needs {@link #lock}. */
abstract sealed class Meter permits Bucket, Places {

    final ReentrantLock lock = new ReentrantLock();

    private boolean removed;

    /** Makes it the meter of a limit, and brings it up to date. */
    abstract void refresh(long most, long nowMillis);

    /** The limit it was last refreshed with. */
    abstract long most();

    abstract boolean has(long amount);

    /** Takes an amount, though it may not have so many. */
    abstract void take(long amount);

    /** Takes an amount back; it never holds more than its limit. */
    abstract void giveBack(long amount);

    abstract long remaining();

    /** Until there is enough; at least 1. */
    abstract long secondsUntil(long amount);

    abstract long secondsUntilFull();

    abstract boolean full();

    /** A full meter says nothing that a new one would not say. */
    final boolean removeIfFull(long nowMillis) {
        refresh(most(), nowMillis);
        removed = full();
        return removed;
    }

    final boolean removed() {
        return removed;
    }
}
