package io.aigateway.call;

/**
 * How long one attempt may take, in nanoseconds.
 *
 * @param first to the first good event of a stream, or the head of a whole answer
 * @param between from one event to the next
 * @param total in all
 */
public record TimeLimits(long first, long between, long total) {

    private static final long NEVER = Long.MAX_VALUE / 4;

    /** As long as it takes. */
    public static final TimeLimits NONE = new TimeLimits(NEVER, NEVER, NEVER);
}
