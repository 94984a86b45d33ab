package io.aigateway.limit;

import java.util.concurrent.locks.ReentrantLock;

/**
 * A token bucket in whole numbers: a unit of the limit is 60,000 drops, so that each millisecond
 * refills exactly as many drops as the limit per minute says. Every method needs {@link #lock}.
 */
final class Bucket {

    private static final long DROPS = 60_000;
    private static final long MILLIS_OF_A_SECOND = 1_000;

    final ReentrantLock lock = new ReentrantLock();

    private long perMinute;
    private long drops;
    private long filledAt;
    private boolean removed;

    Bucket(long perMinute, long nowMillis) {
        this.perMinute = perMinute;
        this.drops = capacity();
        this.filledAt = nowMillis;
    }

    /**
     * Brings the level up to now. Threads may arrive slightly out of order, which must not refill
     * twice; a clock that was set back is followed, and refills nothing.
     */
    void refill(long limitPerMinute, long nowMillis) {
        perMinute = limitPerMinute;
        long passed = Math.max(0, nowMillis - filledAt);
        long refilled = passed >= DROPS ? capacity() : passed * perMinute;
        drops = Math.min(capacity(), drops + refilled);
        boolean late = nowMillis < filledAt && filledAt - nowMillis <= MILLIS_OF_A_SECOND;
        filledAt = late ? filledAt : nowMillis;
    }

    boolean has(long amount) {
        return drops >= amount * DROPS;
    }

    void take(long amount) {
        drops -= amount * DROPS;
    }

    long remaining() {
        return drops / DROPS;
    }

    /** Until there is enough; an amount beyond the limit waits for a full bucket. */
    long secondsUntil(long amount) {
        long missing = Math.min(amount * DROPS, capacity()) - drops;
        return Math.max(1, ceiling(ceiling(missing, perMinute), MILLIS_OF_A_SECOND));
    }

    long secondsUntilFull() {
        return ceiling(ceiling(capacity() - drops, perMinute), MILLIS_OF_A_SECOND);
    }

    /** A full bucket says nothing that a new one would not say. */
    boolean removeIfFull(long nowMillis) {
        refill(perMinute, nowMillis);
        removed = drops == capacity();
        return removed;
    }

    boolean removed() {
        return removed;
    }

    private long capacity() {
        return perMinute * DROPS;
    }

    private static long ceiling(long value, long unit) {
        return (value + unit - 1) / unit;
    }
}
