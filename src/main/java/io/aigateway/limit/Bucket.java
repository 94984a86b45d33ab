package io.aigateway.limit;

/**
 * A token bucket in whole numbers: a unit of the limit is 60,000 drops, so that each millisecond
 * refills exactly as many drops as the limit per minute says. Its level may be below nothing: what
 * a call used beyond its estimate is a debt that has to be refilled first.
 */
final class Bucket extends Meter {

    private static final long DROPS = 60_000;
    private static final long MILLIS_OF_A_SECOND = 1_000;

    private long perMinute;
    private long drops;
    private long filledAt;

    Bucket(long perMinute, long nowMillis) {
        this.perMinute = perMinute;
        this.drops = capacity();
        this.filledAt = nowMillis;
    }

    /**
     * Brings the level up to now. Threads may arrive slightly out of order, which must not refill
     * twice; a clock that was set back is followed, and refills nothing.
     */
    @Override
    void refresh(long limitPerMinute, long nowMillis) {
        perMinute = limitPerMinute;
        long passed = Math.max(0, nowMillis - filledAt);
        long refilled = Math.min(passed, minutesOfDebt() * DROPS) * perMinute;
        drops = Math.min(capacity(), drops + refilled);
        boolean late = nowMillis < filledAt && filledAt - nowMillis <= MILLIS_OF_A_SECOND;
        filledAt = late ? filledAt : nowMillis;
    }

    /** In this many minutes it is full, whatever its level: more need not be computed. */
    private long minutesOfDebt() {
        return ceiling(capacity() - drops, capacity()) + 1;
    }

    @Override
    long most() {
        return perMinute;
    }

    @Override
    boolean has(long amount) {
        return drops >= amount * DROPS;
    }

    @Override
    void take(long amount) {
        drops -= amount * DROPS;
    }

    @Override
    void giveBack(long amount) {
        drops = Math.min(capacity(), drops + amount * DROPS);
    }

    @Override
    long remaining() {
        return Math.max(0, drops / DROPS);
    }

    /** An amount beyond the limit waits for a full bucket. */
    @Override
    long secondsUntil(long amount) {
        long missing = Math.min(amount * DROPS, capacity()) - drops;
        return Math.max(1, ceiling(ceiling(missing, perMinute), MILLIS_OF_A_SECOND));
    }

    @Override
    long secondsUntilFull() {
        return ceiling(ceiling(capacity() - drops, perMinute), MILLIS_OF_A_SECOND);
    }

    @Override
    boolean full() {
        return drops == capacity();
    }

    private long capacity() {
        return perMinute * DROPS;
    }

    private static long ceiling(long value, long unit) {
        return (value + unit - 1) / unit;
    }
}
