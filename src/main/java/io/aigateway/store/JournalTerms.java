package io.aigateway.store;

import java.time.Duration;

/**
 * How a journal works.
 *
 * @param durability {@link Durability#FULL}: whoever adds a line waits until it is on the disk
 * @param forceEvery the longest time, but for the disk's own, that a line is not on the disk
 *     otherwise
 * @param segmentBytes how large a file grows before the next one is begun
 * @param most how many ids may be kept at a time
 */
public record JournalTerms(
        Durability durability, Duration forceEvery, long segmentBytes, int most) {

    private static final long USUAL_SEGMENT = 8L << 20;
    static final int USUAL_MOST = 200_000;

    public JournalTerms {
        if (forceEvery.isNegative() || forceEvery.isZero()) {
            throw new IllegalArgumentException(
                    "time between two writes to the disk must be positive, but was " + forceEvery);
        }
        if (segmentBytes <= 0 || most <= 0) {
            throw new IllegalArgumentException(
                    "size and number must be positive, but were " + segmentBytes + " and " + most);
        }
    }

    /** Files of 8 MiB and 200,000 ids. */
    public static JournalTerms of(Durability durability, Duration forceEvery) {
        return new JournalTerms(durability, forceEvery, USUAL_SEGMENT, USUAL_MOST);
    }
}
