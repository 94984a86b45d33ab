package io.aigateway.limit;

/**
 * What one call wants from one limit.
 *
 * @param subject whose limit: a key's or a sub-account's id; for another unit than requests, an id
 *     of its own such as {@code key_1:tokens}
 * @param perMinute the limit; a quiet minute saves up this many and no more
 * @param amount how many the call wants: 1 for requests
 */
public record RateLimit(String subject, long perMinute, long amount) {

    private static final long HIGHEST = 1_000_000_000L;

    public RateLimit {
        requireCount("limit per minute", perMinute);
        requireCount("amount", amount);
    }

    /** One request. */
    public static RateLimit ofRequests(String subject, long perMinute) {
        return new RateLimit(subject, perMinute, 1);
    }

    private static void requireCount(String field, long value) {
        if (value < 1 || value > HIGHEST) {
            throw new IllegalArgumentException(
                    field + " must be 1 to " + HIGHEST + ", but was " + value);
        }
    }
}
