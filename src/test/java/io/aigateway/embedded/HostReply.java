package io.aigateway.embedded;

import io.aigateway.call.ReplyStream;
import java.util.Map;

/** A reply stream of the host's own, that tells the provider once the first event has arrived. */
final class HostReply implements ReplyStream {

    private final WaitingProvider provider;
    private volatile boolean opened;

    HostReply(WaitingProvider provider) {
        this.provider = provider;
    }

    @Override
    public void open(Map<String, String> headers) {
        opened = true;
    }

    @Override
    public void send(byte[] event) {
        provider.firstWordSeen();
    }

    @Override
    public void close() {
        // nothing is held open
    }

    @Override
    public void whenClosed(Runnable action) {
        // it stays
    }

    @Override
    public boolean callerLeft() {
        return false;
    }

    @Override
    public boolean opened() {
        return opened;
    }
}
