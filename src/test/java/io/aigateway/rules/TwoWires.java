package io.aigateway.rules;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** The least that can stand behind the wires {@code openai} and {@code anthropic}. */
final class TwoWires implements AutoCloseable {

    private static final String CHAT =
            """
            {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
             "message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],
             "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""";
    private static final String MESSAGE =
            """
            {"id":"m","type":"message","role":"assistant","model":"m","stop_reason":"end_turn",
             "content":[{"type":"text","text":"Hi"}],"usage":{"input_tokens":1,"output_tokens":1}}""";

    private final HttpServer server;

    TwoWires() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> answer(exchange, CHAT));
        server.createContext("/v1/messages", exchange -> answer(exchange, MESSAGE));
        server.createContext("/slow/v1/chat/completions", TwoWires::answerSlowly);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    /** The rows of two providers, one a wire, and of a slow one. */
    String providers() {
        return """
        providers:
          - {id: demo, wire: demo}
          - {id: one, wire: openai, base-url: "%1$s/v1", api-key: "${NOBODY_SETS_THIS:none}"}
          - {id: slow, wire: openai, base-url: "%1$s/slow/v1", api-key: "${NOBODY_SETS_THIS:none}"}
          - {id: two, wire: anthropic, base-url: "%1$s/v1", api-key: "${NOBODY_SETS_THIS:none}"}
        """
                .formatted("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Slow enough that another provider is asked beside it. */
    private static void answerSlowly(HttpExchange exchange) throws IOException {
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        answer(exchange, CHAT);
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
