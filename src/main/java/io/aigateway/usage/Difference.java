package io.aigateway.usage;

/**
 * A counter that is not the sum of its usage records.
 *
 * @param counter what kind of counter: {@code ledger} or {@code rollup}
 * @param scope what it counts, such as {@code tag:team-a}
 * @param window the stretch of time, such as {@code month from 2026-11-01T00:00:00Z}
 * @param counted what it says
 * @param recorded what the records say
 */
public record Difference(String counter, String scope, String window, Sums counted, Sums recorded) {

    /** How much more it says than the records, in nano-dollars. */
    public long nanos() {
        return counted.nanos() - recorded.nanos();
    }
}
