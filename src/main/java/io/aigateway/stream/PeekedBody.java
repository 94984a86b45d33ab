package io.aigateway.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** A provider's answer of which the first character has been looked at. */
public final class PeekedBody extends PushbackInputStream {

    private PeekedBody(InputStream body) {
        super(body, 1);
    }

    /** Waits for the first character; blank ones mean nothing, in JSON and in a stream alike. */
    public static PeekedBody of(InputStream body) throws IOException {
        PeekedBody peeked = new PeekedBody(body);
        int first = body.read();
        while (first == ' ' || first == '\n' || first == '\r' || first == '\t') {
            first = body.read();
        }
        if (first >= 0) {
            peeked.unread(first);
        }
        return peeked;
    }

    /** Whether it begins as a JSON object does, and no event of a stream. */
    public boolean isObject() throws IOException {
        int first = read();
        if (first >= 0) {
            unread(first);
        }
        return first == '{';
    }

    /** The answer itself, to be dropped. */
    InputStream body() {
        return in;
    }
}
