package io.aigateway.money;

/**
 * What one call used, in tokens, after the conventions of all wires are normalised.
 *
 * @param input all prompt tokens, those read from and written to the provider's cache included
 * @param cachedInput the part of {@code input} read from the provider's prompt cache
 * @param cacheWrite the part of {@code input} written to the cache for the provider's short time (5
 *     minutes)
 * @param cacheWriteLong the part of {@code input} written to the cache for an hour
 * @param output all generated tokens, reasoning included
 * @param reasoning the part of {@code output} spent on reasoning
 * @param estimated true when the gateway counted because the provider did not say
 */
public record Usage(
        long input,
        long cachedInput,
        long cacheWrite,
        long cacheWriteLong,
        long output,
        long reasoning,
        boolean estimated) {

    /** Nothing used. */
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, false);

    public Usage {
        requireCount("input", input);
        requireCount("cached input", cachedInput);
        requireCount("cache write", cacheWrite);
        requireCount("cache write (1 h)", cacheWriteLong);
        requireCount("output", output);
        requireCount("reasoning", reasoning);
        if (cachedInput + cacheWrite + cacheWriteLong > input) {
            throw new IllegalArgumentException(
                    "cached parts must not exceed the input of "
                            + input
                            + " tokens, but were "
                            + (cachedInput + cacheWrite + cacheWriteLong));
        }
        if (reasoning > output) {
            throw new IllegalArgumentException(
                    "reasoning must not exceed the output of "
                            + output
                            + " tokens, but was "
                            + reasoning);
        }
    }

    /** Plain usage as a provider told it: no cache, no reasoning. */
    public static Usage of(long input, long output) {
        return new Usage(input, 0, 0, 0, output, 0, false);
    }

    /** Plain usage that the gateway counted itself. */
    public static Usage estimated(long input, long output) {
        return new Usage(input, 0, 0, 0, output, 0, true);
    }

    /** Input and output together. */
    public long total() {
        return input + output;
    }

    private static void requireCount(String field, long value) {
        if (value < 0 || value > 1_000_000_000_000L) {
            throw new IllegalArgumentException(
                    field + " must be between 0 and 10^12 tokens, but was " + value);
        }
    }
}
