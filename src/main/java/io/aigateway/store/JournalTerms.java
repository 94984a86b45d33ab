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
 * @param mostBytes how large their lines may be together
 */
public record JournalTerms(
        Durability durability, Duration forceEvery, long segmentBytes, int most, long mostBytes) {

    private static final long USUAL_SEGMENT = 8L << 20;
    private static final int USUAL_MOST = 200_000;

    /** A record in memory is about twice as large as its line, which is in memory too. */
    private static final int PART_OF_THE_HEAP = 8;

    public JournalTerms {
        if (forceEvery.isNegative() || forceEvery.isZero()) {
            throw new IllegalArgumentException(
                    "time between two writes to the disk must be positive, but was " + forceEvery);
        }
        if (segmentBytes <= 0 || most <= 0 || mostBytes <= 0) {
            throw new IllegalArgumentException(
                    "sizes and number must be positive, but were "
                            + segmentBytes
                            + ", "
                            + mostBytes
                            + " and "
                            + most);
        }
    }

    /** Files of 8 MiB and 200,000 ids. */
    public static JournalTerms of(Durability durability, Duration forceEvery) {
        return of(durability, forceEvery, USUAL_MOST);
    }

    /** Files of 8 MiB, so many ids, and an eighth of the heap for their lines. */
    public static JournalTerms of(Durability durability, Duration forceEvery, int most) {
        long bytes = Runtime.getRuntime().maxMemory() / PART_OF_THE_HEAP;
        return new JournalTerms(durability, forceEvery, USUAL_SEGMENT, most, bytes);
    }
}
