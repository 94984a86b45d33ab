package io.aigateway.routing;

import java.time.Duration;

/**
 * How long somebody is left alone.
 *
 * @param rateLimit after a rate limit that did not say how long
 * @param key after the provider refused our key, or said that its credit is used up
 * @param longest however long a provider asks for
 */
public record CoolDownTerms(Duration rateLimit, Duration key, Duration longest) {

    public CoolDownTerms {
        requirePositive("rate-limit", rateLimit);
        requirePositive("key", key);
        requirePositive("longest", longest);
    }

    private static void requirePositive(String field, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(field + " must be positive, but was " + value);
        }
    }
}
