package io.aigateway.routing;

import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Counts values by their size, four steps to each doubling, so that a quantile is right within a
 * tenth. Lock-free; takes 350 bytes whatever is counted.
 */
final class Histogram {

    private static final int STEPS = 4;
    private static final int BUCKETS = 84;

    /** What the first bucket begins with: an eighth of a millisecond, or of a token a second. */
    private static final double LEAST = 0.125;

    private static final double LOG_2 = Math.log(2);

    private final AtomicIntegerArray counts = new AtomicIntegerArray(BUCKETS);

    void add(double value) {
        counts.incrementAndGet(bucket(value));
    }

    private static int bucket(double value) {
        if (!(value > LEAST)) {
            return 0;
        }
        int step = (int) (Math.log(value / LEAST) / LOG_2 * STEPS);
        return Math.min(step, BUCKETS - 1);
    }

    /** Adds these counts to others. */
    void addTo(int[] sums) {
        for (int i = 0; i < BUCKETS; i++) {
            sums[i] += counts.get(i);
        }
    }

    static int[] noCounts() {
        return new int[BUCKETS];
    }

    /** The value that a share of all values does not exceed; empty when there are none. */
    static OptionalDouble quantile(int[] counts, double share) {
        long all = 0;
        for (int count : counts) {
            all += count;
        }
        if (all == 0) {
            return OptionalDouble.empty();
        }
        long rank = (long) Math.ceil(share * all);
        int bucket = 0;
        for (long below = counts[0]; below < rank; below += counts[bucket]) {
            bucket++;
        }
        return OptionalDouble.of(LEAST * Math.pow(2, (bucket + 0.5) / STEPS));
    }
}
