package io.aigateway.error;

import java.util.List;
import java.util.Map;

/**
 * Every error a caller can be told, in one place. Statuses and types are those of the public
 * contract.
 */
public final class Errors {

    private Errors() {}

    /** 400: the request cannot be understood; {@code field} is the part at fault. */
    public static GatewayError invalidRequest(String field, String message) {
        return new GatewayError(400, "invalid_request_error", message).about(field);
    }

    /** 400: the body as a whole cannot be understood. */
    public static GatewayError invalidBody(String message) {
        return new GatewayError(400, "invalid_request_error", message);
    }

    /**
     * 401: one answer for a missing, unknown, expired or revoked key, so that nothing can be
     * learned from it.
     */
    public static GatewayError unknownKey() {
        return new GatewayError(
                401,
                "authentication_error",
                "The API key is missing or not valid. Send it as 'Authorization: Bearer sk-aig-...'.");
    }

    /** 400: the same credential header twice, which no client means. */
    public static GatewayError repeatedHeader(String name) {
        return new GatewayError(
                400,
                "invalid_request_error",
                "The header '" + name + "' was sent more than once. Send exactly one API key.");
    }

    /** 401: two credentials in one request that do not agree. */
    public static GatewayError conflictingKeys() {
        return new GatewayError(
                401,
                "authentication_error",
                "The request carries two different API keys. Send exactly one, in one header.");
    }

    /** 402: a spend cap is used up; the message names the scope, the cap and what is used. */
    public static GatewayError budgetExceeded(String message) {
        return new GatewayError(402, "budget_exceeded", message);
    }

    /** 403: the key is good but may not do this. */
    public static GatewayError notAllowed(String message) {
        return new GatewayError(403, "scope_exceeded", message);
    }

    /** 404: no such model; {@code nearest} are the names that look most like it. */
    public static GatewayError modelNotFound(String model, List<String> nearest) {
        String hint =
                nearest.isEmpty() ? "" : " Nearest known: " + String.join(", ", nearest) + ".";
        return new GatewayError(
                        404,
                        "model_not_found",
                        "The model '" + printable(model) + "' does not exist." + hint)
                .about("model");
    }

    /** 404: no such thing. */
    public static GatewayError notFound(String message) {
        return new GatewayError(404, "not_found_error", message);
    }

    /** 405: the path exists, the method does not; {@code allowed} are the methods that do. */
    public static GatewayError methodNotAllowed(String method, String path, String allowed) {
        return new GatewayError(
                405,
                "invalid_request_error",
                "Method "
                        + printable(method)
                        + " is not allowed on "
                        + printable(path)
                        + "; use "
                        + allowed
                        + ".",
                null,
                Map.of("Allow", allowed));
    }

    /** 408: the caller took too long to send its request. */
    public static GatewayError tooSlow(String message) {
        return new GatewayError(408, "timeout_error", message);
    }

    /** 409: an Idempotency-Key that was used before; waiting does not help. */
    public static GatewayError twin(String message) {
        return new GatewayError(409, "idempotency_error", message);
    }

    /**
     * 409: a request with the same Idempotency-Key is running; its answer can be had in a while.
     */
    public static GatewayError runningTwin(String message) {
        return new GatewayError(
                409, "idempotency_error", message, null, Map.of("Retry-After", "1"));
    }

    /** 413: the body is larger than the gateway accepts. */
    public static GatewayError bodyTooLarge(long limitBytes) {
        return new GatewayError(
                413,
                "invalid_request_error",
                "The request body is larger than the "
                        + limitBytes
                        + " bytes this gateway accepts.");
    }

    /** 415: the body is of a kind the gateway does not read. */
    public static GatewayError unsupportedMediaType(String got) {
        return new GatewayError(
                415,
                "invalid_request_error",
                "The content type '"
                        + printable(got)
                        + "' is not supported; send application/json in UTF-8, uncompressed.");
    }

    /** 429: too many requests; the caller may try again after {@code seconds}. */
    public static GatewayError rateLimited(String message, long seconds) {
        return new GatewayError(
                429,
                "rate_limit_error",
                message,
                null,
                Map.of("Retry-After", Long.toString(seconds)));
    }

    /** 429: the call asks for more than a limit allows at all; trying again does not help. */
    public static GatewayError neverFits(String message) {
        return new GatewayError(
                429, "rate_limit_error", message, null, Map.of("x-should-retry", "false"));
    }

    /**
     * 499: the caller left before it was answered; nobody reads this but the record of the call.
     */
    public static GatewayError callerLeft() {
        return new GatewayError(
                499, "client_closed_request", "The caller left before it was answered.");
    }

    /** 500: a fault of the gateway itself; the message never tells its cause. */
    public static GatewayError internal(String requestId) {
        return new GatewayError(
                500,
                "internal_error",
                "The gateway failed to handle this request. Quote request id "
                        + requestId
                        + " when you report it.");
    }

    /** 502: the provider failed or answered something unusable. */
    public static GatewayError provider(String message) {
        return new GatewayError(502, "provider_error", message);
    }

    /** 503: nobody can serve this right now. */
    public static GatewayError overloaded(String message) {
        return new GatewayError(503, "overloaded_error", message);
    }

    /** 503: too much is under way at this moment; the caller may try again after a second. */
    public static GatewayError busy(String message) {
        return new GatewayError(503, "overloaded_error", message, null, Map.of("Retry-After", "1"));
    }

    /** 503: the gateway is about to stop; another one, or this one later, may serve the call. */
    public static GatewayError closing() {
        return new GatewayError(
                503,
                "overloaded_error",
                "The gateway is about to stop and takes on no more calls.",
                null,
                Map.of("Retry-After", "1", "Connection", "close"));
    }

    /** 504: the provider did not answer in time. */
    public static GatewayError timeout(String message) {
        return new GatewayError(504, "timeout_error", message);
    }

    /** A caller's own text made safe to show: short, on one line, without control characters. */
    public static String printable(String text) {
        String cut = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return cut.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "�");
    }
}
