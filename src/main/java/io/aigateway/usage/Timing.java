package io.aigateway.usage;

import org.jspecify.annotations.Nullable;

/**
 * How long a call took, in milliseconds.
 *
 * @param latencyMs from the request to the last byte of the answer
 * @param firstTokenMs from the request to the first token, if one came
 */
public record Timing(long latencyMs, @Nullable Long firstTokenMs) {

    public Timing {
        if (latencyMs < 0 || (firstTokenMs != null && firstTokenMs < 0)) {
            throw new IllegalArgumentException(
                    "times must not be negative, but were "
                            + latencyMs
                            + " ms and "
                            + firstTokenMs
                            + " ms to the first token");
        }
    }
}
