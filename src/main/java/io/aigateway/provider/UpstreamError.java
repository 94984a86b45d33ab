package io.aigateway.provider;

import org.jspecify.annotations.Nullable;

/**
 * What a provider said went wrong. The message is safe to show and to log: keys are masked, and it
 * is at most 500 characters long.
 *
 * @param status the HTTP status, 400 to 599; for an error inside a 200 the status it stands for
 * @param type the provider's class of error, such as {@code rate_limit_error}
 * @param code the provider's own code, such as {@code context_length_exceeded}, if it gave one
 * @param message what happened, in the provider's words
 */
public record UpstreamError(int status, String type, @Nullable String code, String message) {

    /** The type of an error that stands for "the provider could not be reached". */
    public static final String CONNECTION_TYPE = "connection_error";

    /** The type of an error that stands for "the provider did not answer in time". */
    public static final String TIMEOUT_TYPE = "timeout_error";

    private static final int MAX_WORD = 100;

    public UpstreamError {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status must be 400 to 599, but was " + status);
        }
        type = word(type);
        code = code == null ? null : word(code);
        message = Redaction.clean(message);
    }

    /** The provider could not be reached: no connection, no TLS, no such host, or it hung up. */
    public static UpstreamError connection(String message) {
        return new UpstreamError(502, CONNECTION_TYPE, null, message);
    }

    /** The provider was reached but did not answer, or not go on, in time. */
    public static UpstreamError timeout(String message) {
        return new UpstreamError(504, TIMEOUT_TYPE, null, message);
    }

    /** The provider answered with something that is not its own protocol. */
    public static UpstreamError unreadable(String message) {
        return new UpstreamError(502, "invalid_response", null, message);
    }

    private static String word(String text) {
        String clean = Redaction.clean(text);
        return clean.length() <= MAX_WORD ? clean : clean.substring(0, MAX_WORD);
    }
}
