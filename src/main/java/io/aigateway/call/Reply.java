package io.aigateway.call;

import java.util.Map;

/**
 * What goes back to the caller.
 *
 * @param status the HTTP status
 * @param headers answer headers by name
 * @param body the body's bytes; empty when the answer was streamed already
 * @param streamed true when the answer has been sent through the {@link ReplyStream}
 */
public record Reply(int status, Map<String, String> headers, byte[] body, boolean streamed) {

    /** An answer in one piece. */
    public static Reply whole(int status, Map<String, String> headers, byte[] body) {
        return new Reply(status, headers, body, false);
    }

    /** An answer that has been sent already, event by event. */
    public static Reply sent() {
        return new Reply(200, Map.of(), new byte[0], true);
    }
}
