package io.aigateway.limit;

/** Whether a call may go on now. */
public sealed interface RateVerdict {

    /** No limit applies. */
    record Unlimited() implements RateVerdict {}

    /**
     * The call was counted. The figures are those of the limit with the least left.
     *
     * @param limit per minute
     * @param remaining how many more could come at once
     * @param resetSeconds until the limit is whole again, rounded up
     */
    record Granted(long limit, long remaining, long resetSeconds) implements RateVerdict {}

    /**
     * The call must wait; nothing was counted in any limit.
     *
     * @param retryAfterSeconds until all limits have enough, rounded up; at least 1
     * @param limit the one that was short for longest, per minute
     * @param subject whose limit that is
     */
    record Limited(long retryAfterSeconds, long limit, String subject) implements RateVerdict {}
}
