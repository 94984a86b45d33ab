package io.aigateway.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.SeenRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A gateway whose providers have the names that the world uses, all of them one fake that can tell
 * them apart by their keys.
 */
final class CompatBench implements AutoCloseable {

    static final String CHAT = "/v1/chat/completions";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String MODELS =
            """
            models:
              - {id: openai/gpt-4o, aliases: [gpt-4o], price: {input: 2.5, output: 10}, limits: {context: 100000, output: 1000}}
              - {id: openai/gpt-4o-mini, aliases: [gpt-4o-mini], price: {input: 0.15, output: 0.6}, limits: {context: 100000, output: 1000}}
              - {id: anthropic/claude-sonnet-4.5, aliases: [claude-sonnet-4.5], price: {input: 3, output: 15}, limits: {context: 100000, output: 1000}}
              - {id: together/openai/gpt-oss-20b, price: {input: 0.05, output: 0.2}, limits: {context: 100000, output: 1000}}
              - {id: groq/openai/gpt-oss-20b, price: {input: 0.1, output: 0.5}, limits: {context: 100000, output: 1000}}
              - {id: together/meta-llama/Llama-3.3-70B-Instruct-Turbo, price: {input: 0.8, output: 0.8}, limits: {context: 100000, output: 1000}}
              - {id: deepinfra/meta-llama/llama-3.3-70b-instruct, price: {input: 0.3, output: 0.4}, limits: {context: 100000, output: 1000}}
              - {id: groq/llama-3.3-70b-instruct, price: {input: 0.59, output: 0.79}, limits: {context: 100000, output: 1000}}
              - {id: fireworks/deepseek-v3p1, price: {input: 0.5, output: 1.5}, limits: {context: 100000, output: 1000}}
              - {id: openai/text-embedding-3-small, price: {input: 0.02, output: 0}, limits: {context: 8000}, capabilities: [embeddings]}
              - {id: xai/grok-4, price: {input: 3, output: 15}, limits: {context: 100000, output: 1000}}
            """;

    private static final String RULES =
            """
            rules:
              - {model: cheap, failover: [openai/gpt-4o-mini]}
              - {model: cheap-embeddings, failover: [openai/text-embedding-3-small]}
              - {model: pc-main-2b1f, failover: [anthropic/claude-sonnet-4.5]}
              - model: by-team
                conditional:
                  - {when: "metadata.team == 'search'", use: groq/openai/gpt-oss-20b}
                  - {use: openai/gpt-4o}
            """;

    private final FakeProvider fake = FakeProvider.openAi();
    private final GatewayUnderTest gateway;

    CompatBench(Path folder, Map<String, String> settings) {
        StringBuilder rows = new StringBuilder("providers:\n");
        add(rows, "openai", "");
        add(rows, "anthropic", "");
        add(rows, "together", "    aliases: [together_ai]\n");
        add(rows, "groq", "");
        add(rows, "deepinfra", "");
        add(
                rows,
                "fireworks",
                "    aliases: [fireworks_ai]\n    model-prefix: accounts/fireworks/models/\n");
        add(rows, "xai", "    aliases: [x-ai]\n");
        for (String left : new String[] {"litellm", "openrouter"}) {
            rows.append("  - id: ").append(left).append("\n    base-url: http://127.0.0.1:9/v1\n");
        }
        gateway =
                GatewayUnderTest.started(
                        folder,
                        Map.of(
                                "providers.yaml",
                                rows.toString(),
                                "models.yaml",
                                MODELS,
                                "rules.yaml",
                                RULES),
                        settings);
    }

    private void add(StringBuilder rows, String id, String more) {
        rows.append("  - id: ").append(id).append("\n    base-url: ").append(fake.baseUrl());
        rows.append("\n    api-key: key-of-").append(id).append('\n').append(more);
    }

    GatewayUnderTest gateway() {
        return gateway;
    }

    FakeProvider fake() {
        return fake;
    }

    /** What a provider was asked last. */
    SeenRequest last() {
        return fake.requests().get(fake.requests().size() - 1);
    }

    /** The body of a question for a model. */
    static ObjectNode question(String model) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", model);
        body.putArray("messages").addObject().put("role", "user").put("content", "Hello");
        return body;
    }

    /** A question for a model with more fields, which are JSON without the outer braces. */
    static String question(String model, String fields) {
        String text = question(model).toString();
        return fields.isEmpty() ? text : text.substring(0, text.length() - 1) + "," + fields + "}";
    }

    HttpResponse<String> ask(String body, String... headers) {
        return gateway.post(CHAT, body, headers);
    }

    /** The tags that a call was booked under. */
    String tagsOf(HttpResponse<String> answer) {
        JsonNode record = recordOf(answer);
        TreeSet<String> tags = new TreeSet<>();
        record.path("tags").forEach(tag -> tags.add(tag.asText()));
        return String.join(",", tags);
    }

    /** The record of a call; waits a little for it. */
    JsonNode recordOf(HttpResponse<String> answer) {
        String id = header(answer, "x-aig-request-id");
        Instant deadline = Instant.now().plus(PATIENCE);
        HttpResponse<String> record = gateway.get("/v1/usage/" + id);
        while (record.statusCode() != 200 && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(1_000_000);
            record = gateway.get("/v1/usage/" + id);
        }
        return GatewayUnderTest.json(record);
    }

    static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    static String servedBy(HttpResponse<String> answer) {
        return header(answer, "x-aig-served-by");
    }

    static String warning(HttpResponse<String> answer) {
        return header(answer, "x-aig-warning");
    }

    /** Headers as name and value in turns, from lines {@code Name: value}. */
    static String[] headers(String lines) {
        Map<String, String> headers = new HashMap<>();
        lines.lines()
                .filter(line -> !line.isBlank())
                .forEach(
                        line -> {
                            int colon = line.indexOf(": ");
                            headers.put(
                                    line.substring(0, colon).strip(), line.substring(colon + 2));
                        });
        return headers.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                .toArray(String[]::new);
    }

    @Override
    public void close() {
        gateway.close();
        fake.close();
    }
}
