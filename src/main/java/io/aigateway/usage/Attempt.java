package io.aigateway.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.aigateway.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One try of a call at one provider.
 *
 * @param provider the provider's id
 * @param model the model id
 * @param status the HTTP status it answered with; 0 when it did not answer
 * @param outcome what that meant, such as {@code ok} or {@code rate-limit}
 * @param latencyMs how long it took, in milliseconds
 * @param nanos what the provider charges for it, in nano-dollars; a failed attempt may cost
 *     something too
 * @param inputTokens the prompt tokens that it is charged for
 * @param outputTokens the generated tokens that it is charged for
 * @param priceVersion which price row that was computed from; null when none was needed or known
 * @param kind why it was asked when it was not its turn: {@link #HEDGE} or {@link #RESCUE}
 */
public record Attempt(
        String provider,
        String model,
        int status,
        String outcome,
        @JsonProperty("latency_ms") long latencyMs,
        long nanos,
        @JsonProperty("input_tokens") long inputTokens,
        @JsonProperty("output_tokens") long outputTokens,
        @JsonProperty("price_version") @Nullable String priceVersion,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String kind) {

    /** It was asked beside one that had not answered yet. */
    public static final String HEDGE = "hedge";

    /** It went on with the stream of one that had broken off. */
    public static final String RESCUE = "rescue";

    /** An attempt that used no tokens. */
    public Attempt(
            String provider, String model, int status, String outcome, long latencyMs, long nanos) {
        this(provider, model, status, outcome, latencyMs, nanos, 0, 0, null, null);
    }

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

    /** Whether it was asked for that reason. */
    public boolean is(String reason) {
        return reason.equals(kind);
    }

    /** What it cost. */
    public Money cost() {
        return new Money(nanos);
    }
}
