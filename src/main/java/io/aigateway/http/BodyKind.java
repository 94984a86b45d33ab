package io.aigateway.http;

import io.aigateway.error.Errors;
import io.aigateway.error.GatewayError;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request body is of a kind and size that the gateway reads: JSON in UTF-8, uncompressed.
 */
final class BodyKind {

    private BodyKind() {}

    /** The refusal, decided from the headers alone; empty when the body may be read. */
    static Optional<GatewayError> refusal(HttpServerRequest request, long maxBytes) {
        String type = request.getHeader("content-type");
        if (type != null && !isJson(type)) {
            return Optional.of(Errors.unsupportedMediaType(type));
        }
        String encoding = request.getHeader("content-encoding");
        if (encoding != null && !"identity".equalsIgnoreCase(encoding)) {
            return Optional.of(Errors.unsupportedMediaType("content-encoding " + encoding));
        }
        return declaredLength(request.getHeader("content-length")) > maxBytes
                ? Optional.of(Errors.bodyTooLarge(maxBytes))
                : Optional.empty();
    }

    /** True when the headers say that a body follows. */
    static boolean isAnnounced(HttpServerRequest request) {
        return request.headers().contains("transfer-encoding")
                || declaredLength(request.getHeader("content-length")) > 0;
    }

    private static boolean isJson(String contentType) {
        String[] parts = Door.lower(contentType).split(";");
        String kind = parts[0].trim();
        if (!kind.equals("application/json") && !kind.endsWith("+json")) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].trim().replace("\"", "");
            if (parameter.startsWith("charset=")
                    && !parameter.matches("charset=utf-?8|charset=us-ascii")) {
                return false;
            }
        }
        return true;
    }

    private static long declaredLength(@Nullable String header) {
        try {
            return header == null ? 0 : Long.parseLong(header.trim());
        } catch (NumberFormatException notANumber) {
            return Long.MAX_VALUE;
        }
    }
}
