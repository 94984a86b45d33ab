package io.aigateway.routing;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking somebody in the last half minute, in slices of five seconds. Noting an
 * attempt takes well under a microsecond and no lock, reading a few microseconds.
 */
final class Trailing {

    /** How far back it looks; up to a slice more. */
    static final Duration WINDOW = Duration.ofSeconds(30);

    private static final long SLICE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int SLICES = (int) (WINDOW.toNanos() / SLICE_NANOS) + 1;

    private final AtomicReferenceArray<@Nullable Slice> slices = new AtomicReferenceArray<>(SLICES);

    /** Notes an attempt that ended now. */
    void note(Sample sample, long nanos) {
        Slice slice = slice(Math.floorDiv(nanos, SLICE_NANOS));
        if (sample.failed()) {
            slice.failed.incrementAndGet();
            return;
        }
        slice.answered.incrementAndGet();
        sample.firstTokenMillis().ifPresent(slice.firstToken::add);
        sample.wholeMillis().ifPresent(slice.whole::add);
        sample.tokensPerSecond().ifPresent(slice.throughput::add);
    }

    private Slice slice(long epoch) {
        int at = (int) Math.floorMod(epoch, (long) SLICES);
        Slice slice = slices.get(at);
        if (slice != null && slice.epoch == epoch) {
            return slice;
        }
        Slice fresh = new Slice(epoch);
        return slices.compareAndSet(at, slice, fresh) ? fresh : slice(epoch);
    }

    /** What is known now. */
    Seen seen(long nanos) {
        long newest = Math.floorDiv(nanos, SLICE_NANOS);
        int[] firstToken = Histogram.noCounts();
        int[] whole = Histogram.noCounts();
        int[] throughput = Histogram.noCounts();
        int answered = 0;
        int failed = 0;
        for (int i = 0; i < SLICES; i++) {
            Slice slice = slices.get(i);
            if (slice != null && slice.epoch > newest - SLICES) {
                answered += slice.answered.get();
                failed += slice.failed.get();
                slice.firstToken.addTo(firstToken);
                slice.whole.addTo(whole);
                slice.throughput.addTo(throughput);
            }
        }
        return new Seen(
                answered,
                failed,
                Quantiles.of(firstToken),
                Quantiles.of(whole),
                Histogram.quantile(throughput, 0.5));
    }

    /**
     * What came of one attempt.
     *
     * @param failed true when it speaks against who was asked
     * @param firstTokenMillis until the first token of a stream
     * @param wholeMillis until the end of an answer in one piece
     * @param tokensPerSecond how fast the answer was generated
     */
    record Sample(
            boolean failed,
            OptionalDouble firstTokenMillis,
            OptionalDouble wholeMillis,
            OptionalDouble tokensPerSecond) {

        static final Sample FAILED =
                new Sample(
                        true,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty());
    }

    private static final class Slice {
        private final long epoch;
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();
        private final Histogram firstToken = new Histogram();
        private final Histogram whole = new Histogram();
        private final Histogram throughput = new Histogram();

        private Slice(long epoch) {
            this.epoch = epoch;
        }
    }
}
