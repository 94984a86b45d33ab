package io.aigateway.call;

import java.io.ByteArrayOutputStream;
import java.util.Map;

/**
 * A reply stream that keeps everything in memory: for applications that embed the routes and want
 * the whole text.
 */
public final class CollectedReply implements ReplyStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean opened;

    @Override
    public void open(Map<String, String> headers) {
        opened = true;
    }

    @Override
    public void send(byte[] event) {
        bytes.writeBytes(event);
    }

    @Override
    public void close() {
        // nothing is held open
    }

    @Override
    public void whenClosed(Runnable action) {
        // a caller in the same process cannot leave
    }

    @Override
    public boolean opened() {
        return opened;
    }

    @Override
    public boolean callerLeft() {
        return false;
    }

    /** Everything that was sent, as it would have stood on the wire. */
    public byte[] bytes() {
        return bytes.toByteArray();
    }
}
