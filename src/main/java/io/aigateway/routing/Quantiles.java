package io.aigateway.routing;

import java.util.OptionalDouble;

/**
 * The middle and the slow end of some durations, in milliseconds; empty when there were none.
 *
 * @param p50 what half of them did not exceed
 * @param p99 what all but one in a hundred did not exceed
 */
public record Quantiles(OptionalDouble p50, OptionalDouble p99) {

    /** None. */
    static final Quantiles NONE = new Quantiles(OptionalDouble.empty(), OptionalDouble.empty());

    static Quantiles of(int[] counts) {
        return new Quantiles(Histogram.quantile(counts, 0.5), Histogram.quantile(counts, 0.99));
    }
}
