package io.aigateway.usage;

import io.aigateway.money.Money;

/**
 * Totals of some calls.
 *
 * @param nanos the cost, fees included, in nano-dollars
 * @param requests how many calls, refused and failed ones included
 * @param inputTokens prompt tokens
 * @param outputTokens generated tokens
 */
public record Sums(long nanos, long requests, long inputTokens, long outputTokens) {

    /** No call. */
    public static final Sums NONE = new Sums(0, 0, 0, 0);

    /** One call. */
    public static Sums of(UsageRecord call) {
        return new Sums(
                call.cost().total().nanos(), 1, call.usage().input(), call.usage().output());
    }

    /** Both together; throws {@link ArithmeticException} rather than overflow. */
    public Sums plus(Sums other) {
        return new Sums(
                Math.addExact(nanos, other.nanos),
                Math.addExact(requests, other.requests),
                Math.addExact(inputTokens, other.inputTokens),
                Math.addExact(outputTokens, other.outputTokens));
    }

    /** The same calls at another cost, in nano-dollars. */
    Sums costing(long other) {
        return new Sums(other, requests, inputTokens, outputTokens);
    }

    /** The cost. */
    public Money cost() {
        return new Money(nanos);
    }
}
