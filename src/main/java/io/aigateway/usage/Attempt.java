package io.aigateway.usage;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.aigateway.money.Money;

/**
 * One try of a call at one provider.
 *
 * @param provider the provider's id
 * @param model the model id
 * @param status the HTTP status it answered with; 0 when it did not answer
 * @param outcome what that meant, such as {@code ok} or {@code rate-limit}
 * @param latencyMs how long it took, in milliseconds
 * @param nanos what it cost, in nano-dollars; a failed attempt may have cost something too
 */
public record Attempt(
        String provider,
        String model,
        int status,
        String outcome,
        @JsonProperty("latency_ms") long latencyMs,
        long nanos) {

    public Attempt {
        if (latencyMs < 0 || nanos < 0) {
            throw new IllegalArgumentException(
                    "attempt's latency and cost must not be negative, but were "
                            + latencyMs
                            + " ms and "
                            + nanos
                            + " nano-dollars");
        }
    }

    /** What it cost. */
    public Money cost() {
        return new Money(nanos);
    }
}
