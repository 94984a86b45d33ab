package io.aigateway.http;

import io.aigateway.call.Reply;
import io.aigateway.call.ReplyStream;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Writes events straight to the connection, one at a time. (A stream given to {@code platform-http}
 * as a body would be sent in blocks of 16 KiB: tokens would arrive in lumps.)
 */
final class HttpReplyStream implements ReplyStream {

    static final Buffer HEART_BEAT = Buffer.buffer(": keep-alive\n\n");

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final long silenceMillis;
    private final Duration slowestReader;
    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean opened;
    private boolean gone;
    private volatile long lastWriteNanos = System.nanoTime();
    private final List<Runnable> onClosed = new ArrayList<>(1);
    private volatile @Nullable CountDownLatch drained;

    HttpReplyStream(Vertx vertx, HttpServerResponse response, Patience patience) {
        this.silenceMillis = patience.heartBeat().toMillis();
        this.vertx = vertx;
        this.slowestReader = patience.reader();
        this.response = response;
        response.closeHandler(closed -> left());
        response.exceptionHandler(failure -> left());
    }

    private void left() {
        List<Runnable> actions;
        synchronized (this) {
            gone = true;
            actions = List.copyOf(onClosed);
            onClosed.clear();
        }
        CountDownLatch waiting = drained;
        if (waiting != null) {
            waiting.countDown();
        }
        actions.forEach(Runnable::run);
    }

    @Override
    public void open(Map<String, String> headers) {
        opened = true;
        headers.forEach(response::putHeader);
        response.setStatusCode(200).setChunked(true);
        vertx.setTimer(silenceMillis, this::keepAlive);
    }

    /**
     * Proxies between us and the caller close connections that stay silent; a comment is not an
     * event to any SDK.
     */
    private void keepAlive(long timer) {
        if (isGone() || response.ended()) {
            return;
        }
        long silentMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastWriteNanos);
        if (silentMillis >= silenceMillis) {
            lastWriteNanos = System.nanoTime();
            silentMillis = 0;
            response.write(HEART_BEAT);
        }
        vertx.setTimer(silenceMillis - silentMillis, this::keepAlive);
    }

    @Override
    public void send(byte[] event) {
        if (isGone()) {
            throw new CallerGone();
        }
        lastWriteNanos = System.nanoTime();
        response.write(Buffer.buffer(event));
        if (response.writeQueueFull()) {
            waitUntilRead();
        }
    }

    private void waitUntilRead() {
        CountDownLatch waiting = new CountDownLatch(1);
        drained = waiting;
        response.drainHandler(ready -> waiting.countDown());
        try {
            boolean read =
                    !response.writeQueueFull()
                            || waiting.await(slowestReader.toMillis(), TimeUnit.MILLISECONDS);
            if (!read || isGone()) {
                throw new CallerGone();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CallerGone();
        }
    }

    /**
     * Writes straight to the connection: the platform would send bytes through a stream and a
     * second thread.
     */
    @Override
    public boolean sendWhole(Reply reply, String requestId) {
        if (response.ended() || isGone()) {
            return true;
        }
        reply.headers().forEach(response::putHeader);
        response.putHeader("x-request-id", requestId);
        Future<Void> sent = response.setStatusCode(reply.status()).end(Buffer.buffer(reply.body()));
        if ("close".equals(reply.headers().get("Connection"))) {
            sent.onComplete(done -> response.close());
        }
        return true;
    }

    /** Ends the reply even when the caller has left: else the platform begins one of its own. */
    @Override
    public void close() {
        if (!closed.getAndSet(true) && !response.ended()) {
            response.end();
        }
    }

    @Override
    public void whenClosed(Runnable action) {
        boolean now;
        synchronized (this) {
            now = gone;
            if (!now) {
                onClosed.add(action);
            }
        }
        if (now) {
            action.run();
        }
    }

    @Override
    public boolean opened() {
        return opened;
    }

    @Override
    public boolean callerLeft() {
        return isGone();
    }

    private synchronized boolean isGone() {
        return gone || response.closed();
    }
}
