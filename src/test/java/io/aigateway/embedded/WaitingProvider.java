package io.aigateway.embedded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A provider that streams one word, and the rest only when somebody has seen that word: whoever
 * collects the stream before passing it on never gets it in time.
 */
final class WaitingProvider implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 10;
    private static final String CHUNK =
            "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"words\","
                    + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word \"},\"finish_reason\":%s}]}\n\n";

    private final HttpServer server;
    private final CountDownLatch firstWordSeen = new CountDownLatch(1);
    private volatile boolean releasedInTime;

    WaitingProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", this::stream);
        server.createContext("/broken/", WaitingProvider::fail);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    String brokenUrl() {
        return baseUrl().replace("/v1", "/broken");
    }

    void firstWordSeen() {
        firstWordSeen.countDown();
    }

    boolean wasReleasedInTime() {
        return releasedInTime;
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            send(out, CHUNK.formatted("null"));
            releasedInTime = firstWordSeen.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            send(out, CHUNK.formatted("\"stop\""));
            send(out, "data: [DONE]\n\n");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fail(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(500, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            send(out, "{\"error\":{\"message\":\"out of order\",\"type\":\"server_error\"}}");
        }
    }

    private static void send(OutputStream out, String event) throws IOException {
        out.write(event.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
