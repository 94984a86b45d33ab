package io.aigateway.compat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;

/** LiteLLM's headers and body fields. */
final class LiteLlmWords {

    /** Read elsewhere, or of no consequence. */
    private static final Set<String> SILENT =
            Set.of("api-key", "tags", "call-id", "trace-id", "enable-message-redaction");

    private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(86_400);
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);
    private static final int MOST_RETRIES = 100;

    private LiteLlmWords() {}

    static void header(String rest, String value, Draft draft) {
        switch (rest) {
            case "timeout", "stream-timeout" -> timeout("x-litellm-" + rest, value, draft);
            case "num-retries" -> retries("x-litellm-num-retries", value, draft);
            case "customer-id", "end-user-id" -> draft.property(TagKeys.USER, value);
            default -> {
                if (!SILENT.contains(rest)) {
                    draft.ignore("x-litellm-" + rest);
                }
            }
        }
    }

    /** How long a call may take, in seconds. */
    static void timeout(String field, JsonNode value, Draft draft) {
        timeout(field, value.asText(), draft);
    }

    private static void timeout(String field, String value, Draft draft) {
        BigDecimal seconds = number(value);
        if (seconds.signum() > 0 && seconds.compareTo(LONGEST_SECONDS) <= 0) {
            draft.total(Duration.ofNanos(Math.max(1, seconds.multiply(NANOS).longValue())));
        } else {
            draft.ignore(field);
        }
    }

    /** How often a call is tried again. */
    static void retries(String field, JsonNode value, Draft draft) {
        retries(field, value.asText(), draft);
    }

    private static void retries(String field, String value, Draft draft) {
        BigDecimal times = value.isBlank() ? BigDecimal.ONE.negate() : number(value);
        if (times.signum() >= 0 && times.compareTo(BigDecimal.valueOf(MOST_RETRIES)) <= 0) {
            draft.attempts(times.intValue() + 1);
        } else {
            draft.ignore(field);
        }
    }

    /** -1 for what is no number, or an unwieldy one. */
    private static BigDecimal number(String text) {
        try {
            return text.length() > 20 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0
                    ? BigDecimal.ONE.negate()
                    : new BigDecimal(text.strip());
        } catch (NumberFormatException notOne) {
            return BigDecimal.ONE.negate();
        }
    }
}
