package io.aigateway.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongPredicate;
import org.apache.hc.core5.http.io.EofSensorInputStream;

/** The body of a provider's answer, as it arrives. */
public final class UpstreamBody {

    private UpstreamBody() {}

    private static final int BLOCK = 1 << 20;

    /**
     * Reads all of it.
     *
     * @param limit the most bytes
     * @param mayHold whether so many bytes more may be held; not asked for the first megabyte
     * @throws IOException when the body breaks, or there is more than may be held
     */
    public static byte[] readAll(InputStream body, int limit, LongPredicate mayHold)
            throws IOException {
        byte[] first = body.readNBytes(BLOCK);
        if (first.length < BLOCK) {
            return first;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(4 * BLOCK);
        byte[] block = first;
        while (block.length > 0) {
            if (all.size() + block.length > limit || !mayHold.test(block.length)) {
                abort(body);
                throw new IOException("the answer is larger than there is room for");
            }
            all.writeBytes(block);
            block = body.readNBytes(BLOCK);
        }
        return all.toByteArray();
    }

    /**
     * Drops the connection. Closing the stream would first read the rest of the answer, which the
     * provider would bill.
     */
    public static void abort(InputStream body) {
        try {
            if (body instanceof PeekedBody peeked) {
                abort(peeked.body());
            } else if (body instanceof EofSensorInputStream connection) {
                connection.abort();
            } else {
                body.close();
            }
        } catch (IOException alreadyGone) {
            return;
        }
    }
}
