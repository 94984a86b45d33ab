package io.aigateway.call;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A reply stream whose answer is kept, so that it can be sent again. Of a stream, a copy is made of
 * what is sent; once it is whole, it is handed on. The caller of an answer in one piece counts as
 * there to the end, though it may have left: the answer is for its next try.
 */
public final class KeptStream implements ReplyStream {

    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8);

    private final ReplyStream caller;
    private final boolean streamed;
    private final int most;
    private final Consumer<Reply> whole;
    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
    private Map<String, String> headers = Map.of();
    private boolean tooLarge;

    /**
     * A stream to this caller.
     *
     * @param streamed whether the call asked for a stream
     * @param most the largest stream that is kept, in bytes
     * @param whole gets the stream once it has ended as it should, before its caller sees the end
     */
    public KeptStream(ReplyStream caller, boolean streamed, int most, Consumer<Reply> whole) {
        this.caller = caller;
        this.streamed = streamed;
        this.most = most;
        this.whole = whole;
    }

    @Override
    public void open(Map<String, String> sent) {
        headers = Map.copyOf(sent);
        caller.open(sent);
    }

    @Override
    public void send(byte[] event) {
        tooLarge |= copy.size() + event.length > most;
        if (!tooLarge) {
            copy.writeBytes(event);
        }
        if (Arrays.equals(event, DONE)) {
            whole.accept(Reply.whole(200, headers, tooLarge ? new byte[0] : copy.toByteArray()));
        }
        caller.send(event);
    }

    @Override
    public void close() {
        caller.close();
    }

    @Override
    public boolean sendWhole(Reply reply, String requestId) {
        return caller.sendWhole(reply, requestId);
    }

    @Override
    public void whenClosed(Runnable action) {
        if (streamed) {
            caller.whenClosed(action);
        }
    }

    @Override
    public boolean callerLeft() {
        return streamed && caller.callerLeft();
    }

    @Override
    public boolean opened() {
        return caller.opened();
    }
}
