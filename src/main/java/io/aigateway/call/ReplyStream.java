package io.aigateway.call;

import java.util.Map;

/**
 * Where the events of a streamed reply go: the HTTP connection of the caller, or whatever an
 * embedding application gave. Methods are called by one thread, but for {@link #close}, which each
 * of two attempts at the same time may call; {@link #whenClosed} may fire on another thread.
 */
public interface ReplyStream {

    /** Commits the status 200 with these headers; called once, before the first event. */
    void open(Map<String, String> headers);

    /**
     * Sends one event's bytes, and waits while the caller reads slower than the provider writes.
     *
     * @throws CallerGone when the caller has left
     */
    void send(byte[] event);

    /** Ends the reply; doing it twice is doing it once. */
    void close();

    /**
     * Sends an answer in one piece, where the stream can do that itself.
     *
     * @return false when the answer is to be handed on as a message instead
     */
    default boolean sendWhole(Reply reply, String requestId) {
        return false;
    }

    /**
     * Runs the action once the caller has left, on whatever thread notices it, so it must not wait
     * for anything; at once when that has already happened. Every action given runs, so whoever
     * asks a provider gives one that hangs up on it; one for a request that has ended must do
     * nothing.
     */
    void whenClosed(Runnable action);

    /** True once the caller has left. */
    boolean callerLeft();

    /**
     * True once the status has been committed: from here on a failure can only be told inside the
     * stream.
     */
    boolean opened();

    /** The caller left before the reply was complete. */
    final class CallerGone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public CallerGone() {
            super("the caller left before the reply was complete", null, false, false);
        }
    }
}
