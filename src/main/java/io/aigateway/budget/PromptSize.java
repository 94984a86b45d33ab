package io.aigateway.budget;

/**
 * How large a prompt is expected to be at most.
 *
 * @param tokens everything the provider will count as input
 * @param cacheWrites whether the request asks the provider to write the prompt to its cache
 */
public record PromptSize(long tokens, CacheWrites cacheWrites) {

    public PromptSize {
        if (tokens < 0) {
            throw new IllegalArgumentException(
                    "prompt tokens must not be negative, but were " + tokens);
        }
    }

    /** What a request asks of the provider's prompt cache. */
    public enum CacheWrites {
        /** Nothing; the provider may still read from its cache. */
        NONE,
        /** To keep parts for the provider's short time. */
        SHORT,
        /** To keep parts for an hour. */
        LONG
    }
}
