package io.aigateway.error;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error as a caller is told it.
 *
 * @param status the HTTP status, which is also the {@code code} in the body
 * @param type the machine-readable class, such as {@code budget_exceeded}
 * @param message what was wrong, where, and what would be right; never a key, a prompt or a stack
 *     trace
 * @param param the request field at fault, if one is
 * @param headers answer headers that belong to the error, such as {@code Retry-After}
 */
public record GatewayError(
        int status,
        String type,
        String message,
        @Nullable String param,
        Map<String, String> headers) {

    public GatewayError {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status must be 400 to 599, but was " + status);
        }
        headers = Map.copyOf(headers);
    }

    /** An error without a field at fault and without headers of its own. */
    public GatewayError(int status, String type, String message) {
        this(status, type, message, null, Map.of());
    }

    /** The same error, naming the request field at fault. */
    public GatewayError about(String field) {
        return new GatewayError(status, type, message, field, headers);
    }

    /** The error as something to throw. */
    public GatewayException asException() {
        return new GatewayException(this);
    }
}
