package io.aigateway.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of server-sent events. JSON holds no line breaks, so each event is one {@code data:}
 * line.
 */
public final class SseWriter {

    private static final byte[] DATA = ascii("data: ");
    private static final byte[] ERROR = ascii("event: error\ndata: ");
    private static final byte[] COMMENT = ascii(": ");
    private static final byte[] END = ascii("\n\n");
    private static final byte[] DONE = ascii("data: [DONE]\n\n");

    private SseWriter() {}

    /** One JSON document as an event. */
    public static byte[] event(ObjectNode json) {
        return join(DATA, Json.bytes(json));
    }

    /**
     * An error inside a stream. The event name and the {@code error} object are both needed:
     * measured with seven SDKs, this is the one form that all of them notice.
     */
    public static byte[] error(ObjectNode errorBody) {
        return join(ERROR, Json.bytes(errorBody));
    }

    /** A line that no client takes for an event; it must not hold a line break. */
    public static byte[] comment(String text) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a comment is one line");
        }
        return join(COMMENT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The end of a whole stream. */
    public static byte[] done() {
        return DONE.clone();
    }

    private static byte[] join(byte[] prefix, byte[] body) {
        ByteArrayOutputStream out =
                new ByteArrayOutputStream(prefix.length + body.length + END.length);
        out.writeBytes(prefix);
        out.writeBytes(body);
        out.writeBytes(END);
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
