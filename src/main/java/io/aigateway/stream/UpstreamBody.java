package io.aigateway.stream;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.io.EofSensorInputStream;

/** The body of a provider's answer, as it arrives. */
public final class UpstreamBody {

    private UpstreamBody() {}

    /** Reads all of it, at most {@code limit} bytes; fails when there is more. */
    public static byte[] readAll(InputStream body, int limit) throws IOException {
        byte[] bytes = body.readNBytes(limit);
        if (bytes.length == limit && body.read() >= 0) {
            abort(body);
            throw new IOException("the provider's answer is larger than " + limit + " bytes");
        }
        return bytes;
    }

    /**
     * Drops the connection. Closing the stream would first read the rest of the answer, which the
     * provider would bill.
     */
    public static void abort(InputStream body) {
        try {
            if (body instanceof EofSensorInputStream connection) {
                connection.abort();
            } else {
                body.close();
            }
        } catch (IOException alreadyGone) {
            return;
        }
    }
}
