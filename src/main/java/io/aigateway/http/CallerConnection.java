package io.aigateway.http;

import io.aigateway.error.ErrorBody;
import io.aigateway.error.Errors;
import io.aigateway.error.GatewayError;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One caller's connection: how long a request may take to come in, how long nothing may happen, and
 * what it means when the caller stops sending. Everything here runs on the connection's own event
 * loop; a request costs it two looks at the clock.
 *
 * <p>A caller that closes its connection and one that only stops sending (a half-close) look the
 * same: until something is written, which the one answers with a reset, and the other reads. So a
 * caller that stopped sending is written to at once, and again after short whiles: an interim
 * status before the answer has begun, a comment inside a stream.
 */
final class CallerConnection extends ChannelInboundHandlerAdapter {

    private static final AttributeKey<CallerConnection> KEY = AttributeKey.valueOf("aig-caller");
    private static final int SMALL_BODY = 64 * 1024;
    private static final long FIRST_GAP_MILLIS = 10;
    private static final long LONGEST_GAP_MILLIS = 1_000;

    private final Channel channel;
    private final Patience patience;
    private final BodyMemory memory;
    private @Nullable RoutingContext current;
    private @Nullable AtomicLong held;
    private boolean reading;
    private boolean inputClosed;
    private boolean asking;
    private long sinceNanos = System.nanoTime();
    private long bodyBytes;
    private long unreadRoom = Long.MAX_VALUE;
    private long unreadNanos;

    private CallerConnection(Channel channel, Patience patience, BodyMemory memory) {
        this.channel = channel;
        this.patience = patience;
        this.memory = memory;
    }

    /** Watches over a connection from now on. */
    static void watch(HttpConnection connection, Patience patience, BodyMemory memory) {
        Channel channel = ((ConnectionBase) connection).channel();
        CallerConnection watching = new CallerConnection(channel, patience, memory);
        channel.attr(KEY).set(watching);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.pipeline().addFirst(watching);
        watching.lookLater();
    }

    /** The head of a request has come in. */
    static void begins(RoutingContext request) {
        CallerConnection watching =
                ((ConnectionBase) request.request().connection()).channel().attr(KEY).get();
        if (watching != null) {
            watching.begin(request);
        }
    }

    private void begin(RoutingContext request) {
        current = request;
        held = null;
        reading = false;
        bodyBytes = 0;
        sinceNanos = System.nanoTime();
        if (inputClosed) {
            askWhetherStillThere();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (isBusy()) {
            countBody(message);
        } else if (!reading) {
            reading = true;
            sinceNanos = System.nanoTime();
        }
        ctx.fireChannelRead(message);
    }

    private boolean isBusy() {
        return current != null && !current.response().ended();
    }

    private void countBody(Object message) {
        RoutingContext request = current;
        if (!(message instanceof ByteBuf bytes) || request == null || request.request().isEnded()) {
            return;
        }
        bodyBytes += bytes.readableBytes();
        if (bodyBytes > SMALL_BODY && !holdFor(request, bytes.readableBytes())) {
            Door.refuse(request, Errors.busy("The gateway holds too many large requests."));
        }
    }

    private boolean holdFor(RoutingContext request, long bytes) {
        if (!memory.take(bytes)) {
            return false;
        }
        AtomicLong taken = held;
        if (taken == null) {
            AtomicLong fresh = new AtomicLong();
            request.addEndHandler(done -> letGo(request, fresh));
            held = fresh;
            taken = fresh;
        }
        taken.addAndGet(bytes);
        return true;
    }

    /**
     * A large body goes with its request at once: what is counted as free must be free. An answer
     * may end on any thread; a refusal ends on this one, and the next caller needs what it held.
     */
    private void letGo(RoutingContext request, AtomicLong taken) {
        if (!channel.eventLoop().inEventLoop()) {
            channel.eventLoop().execute(() -> letGo(request, taken));
            return;
        }
        if (current == request) {
            current = null;
            sinceNanos = System.nanoTime();
        }
        memory.give(taken.getAndSet(0));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputClosed = true;
            RoutingContext request = current;
            if (isBusy() && request != null && request.request().isEnded()) {
                askWhetherStillThere();
            } else {
                closeWhenWritten(Unpooled.EMPTY_BUFFER);
            }
        }
        ctx.fireUserEventTriggered(event);
    }

    private void askWhetherStillThere() {
        if (!asking) {
            asking = true;
            ask(FIRST_GAP_MILLIS);
        }
    }

    private void ask(long gapMillis) {
        RoutingContext request = current;
        if (!channel.isActive()) {
            return;
        }
        if (request == null || !isBusy() || !write(request)) {
            asking = false;
            closeWhenWritten(Unpooled.EMPTY_BUFFER);
            return;
        }
        channel.eventLoop()
                .schedule(
                        () -> ask(Math.min(gapMillis * 2, LONGEST_GAP_MILLIS)),
                        gapMillis,
                        TimeUnit.MILLISECONDS);
    }

    /** False for a caller to whom nothing may be written before its answer. */
    private static boolean write(RoutingContext request) {
        if (request.response().headWritten()) {
            if (request.response().isChunked() && !request.response().writeQueueFull()) {
                request.response().write(HttpReplyStream.HEART_BEAT);
            }
            return true;
        }
        if (request.request().version() != HttpVersion.HTTP_1_1) {
            return false;
        }
        request.response().writeContinue();
        return true;
    }

    private void lookLater() {
        channel.eventLoop().schedule(this::look, patience.lookMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (!channel.isActive()) {
            return;
        }
        RoutingContext request = current;
        if (!isReading()) {
            channel.close();
        } else if (request != null && isBusy()) {
            if (!request.request().isEnded() && isOver(sinceNanos, patience.body())) {
                Door.refuse(request, Errors.tooSlow("The request's body took too long to arrive."));
            }
        } else if (reading) {
            if (isOver(sinceNanos, patience.head())) {
                closeWhenWritten(
                        raw(Errors.tooSlow("The request's head took too long to arrive.")));
            }
        } else if (request != null) {
            current = null;
            sinceNanos = System.nanoTime();
        } else if (isOver(sinceNanos, patience.idle())) {
            channel.close();
        }
        lookLater();
    }

    /** False when the caller has read nothing for too long of what waits to be read. */
    private boolean isReading() {
        long room = channel.isWritable() ? Long.MAX_VALUE : channel.bytesBeforeWritable();
        if (room == Long.MAX_VALUE || room != unreadRoom) {
            unreadRoom = room;
            unreadNanos = System.nanoTime();
        }
        return !isOver(unreadNanos, patience.reader());
    }

    private static boolean isOver(long sinceNanos, Duration limit) {
        return System.nanoTime() - sinceNanos > limit.toNanos();
    }

    private void closeWhenWritten(ByteBuf last) {
        ChannelHandlerContext own = channel.pipeline().context(this);
        if (own != null) {
            own.writeAndFlush(last).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** An answer to a request whose head is not known: it cannot go through the server. */
    private static ByteBuf raw(GatewayError error) {
        byte[] body = ErrorBody.of(error);
        String head =
                "HTTP/1.1 %d Request Timeout\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: %d\r\n\r\n"
                        .formatted(error.status(), body.length);
        return Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.US_ASCII), body);
    }
}
