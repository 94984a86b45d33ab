package io.aigateway.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A gateway that answers what it was told to, in order, and remembers what it was asked. */
final class FakeGateway implements AutoCloseable {

    /** What a request looked like when it arrived. */
    record Seen(
            String line,
            String body,
            @Nullable String authorization,
            @Nullable String tag,
            @Nullable String userAgent,
            @Nullable String accept) {}

    /** Writes one answer. */
    @FunctionalInterface
    interface Answer {
        void write(HttpExchange exchange) throws IOException;
    }

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private FakeGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** A gateway that answers 200 with this JSON. */
    static FakeGateway answering(String json) {
        return listening().then(200, json);
    }

    /** A gateway that refuses with an error in the API's shape. */
    static FakeGateway refusing(int status, String type, String message) {
        return listening().then(status, error(status, type, message));
    }

    /** A gateway that streams these lines of server-sent events and ends properly. */
    static FakeGateway streaming(String... events) {
        return listening()
                .then(
                        exchange -> {
                            try (OutputStream body = startStream(exchange)) {
                                send(body, events);
                            }
                        });
    }

    /** A gateway without any answer yet. */
    static FakeGateway listening() {
        try {
            return new FakeGateway();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds an answer to the next request; the last one added serves all further requests. */
    FakeGateway then(Answer answer) {
        answers.add(answer);
        return this;
    }

    FakeGateway then(int status, String json) {
        return then(exchange -> answer(exchange, status, "application/json", json));
    }

    static void answer(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    static OutputStream startStream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    static void send(OutputStream body, String... events) throws IOException {
        for (String event : events) {
            body.write((event + "\n\n").getBytes(StandardCharsets.UTF_8));
            body.flush();
        }
    }

    static String token(String text) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}";
    }

    static String finish(String reason) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\""
                + reason
                + "\"}]}";
    }

    static String error(int status, String type, String message) {
        return "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"param\":null,\"code\":%d}}"
                .formatted(message, type, status);
    }

    /** Everything it was asked, oldest first. */
    List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** The only request it was asked; fails when it was none or several. */
    Seen onlySeen() {
        if (seen.size() != 1) {
            throw new AssertionError("expected one request, but saw " + seen);
        }
        return seen.get(0);
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        seen.add(
                new Seen(
                        exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                        exchange.getRequestHeaders().getFirst("Authorization"),
                        exchange.getRequestHeaders().getFirst("x-aig-tag"),
                        exchange.getRequestHeaders().getFirst("User-Agent"),
                        exchange.getRequestHeaders().getFirst("Accept")));
        Answer answer = answers.size() > 1 ? answers.poll() : answers.peek();
        if (answer == null) {
            answer(exchange, 500, "application/json", error(500, "api_error", "not told what"));
        } else {
            answer.write(exchange);
        }
    }
}
