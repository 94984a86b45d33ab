package io.aigateway.budget;

import java.time.Instant;
import java.time.ZoneId;

/**
 * Where a window has its place in the arrays of a {@link Balance}: the newest window of a period
 * comes first, the one before it next.
 *
 * <p>Two windows are kept, so that a call which began before midnight, or on a node whose clock is
 * behind, is counted where it belongs.
 */
final class Slots {

    static final int KEPT = 2;
    static final int COUNT = Period.values().length * KEPT;

    private static final Period[] PERIODS = Period.values();

    private Slots() {}

    static int newestOf(int period) {
        return period * KEPT;
    }

    static int olderOf(int period) {
        return period * KEPT + 1;
    }

    /** The window number of every period at an instant, by the period's ordinal. */
    static long[] windowsAt(Instant instant, ZoneId zone) {
        long[] numbers = new long[PERIODS.length];
        for (int period = 0; period < numbers.length; period++) {
            numbers[period] = PERIODS[period].numberAt(instant, zone);
        }
        return numbers;
    }
}
