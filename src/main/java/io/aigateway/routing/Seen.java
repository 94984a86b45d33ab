package io.aigateway.routing;

import java.util.OptionalDouble;

/**
 * What was seen of a provider or a model in the last half minute.
 *
 * @param answered attempts that were answered
 * @param failed attempts that failed in a way that speaks against who was asked
 * @param firstToken until the first token of streams
 * @param whole until the end of answers in one piece
 * @param tokensPerSecond how fast half of the answers were generated, at least
 */
public record Seen(
        int answered,
        int failed,
        Quantiles firstToken,
        Quantiles whole,
        OptionalDouble tokensPerSecond) {

    private static final double SLOW_MILLIS = 2_000;
    private static final double MOST_FAILURES = 0.5;
    private static final int ENOUGH = 10;

    /** Nothing. */
    static final Seen NOTHING =
            new Seen(0, 0, Quantiles.NONE, Quantiles.NONE, OptionalDouble.empty());

    /** The share of attempts that failed, 0 to 1; empty when there were none. */
    public OptionalDouble errorRate() {
        int all = answered + failed;
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) failed / all);
    }

    /**
     * Within the health budget: fewer than half of the attempts fail, and all but one stream in a
     * hundred begin within two seconds. A few attempts prove nothing.
     */
    boolean healthy() {
        return answered + failed < ENOUGH
                || (errorRate().orElse(0) < MOST_FAILURES
                        && firstToken.p99().orElse(0) <= SLOW_MILLIS);
    }

    /** What a caller waits for. */
    OptionalDouble latency(boolean stream) {
        return stream ? firstToken.p50() : whole.p50();
    }
}
