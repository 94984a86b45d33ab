package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.Faults;
import io.aigateway.fixture.SentEvents;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that is asked for a stream, and answers whole: it bills, so its answer counts. */
class WholeInsteadOfStreamTest {

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench = Bench.started(folder);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void calm() {
        bench.calm();
    }

    /** The fake's completions are never streams. */
    @Test
    void isToldAsAStreamOfCompletions() {
        // Given
        String body =
                "{\"model\":\"openai/chat\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"prompt\":\"Tell me more\"}";

        // When
        HttpResponse<String> answer =
                bench.gateway().post("/v1/completions", body, "x-aig-tag", "completions");

        // Then
        List<JsonNode> events = SentEvents.in(answer.body());
        assertThat(events.get(0).at("/choices/0/text").asText())
                .isEqualTo("You said: Tell me more");
        assertThat(events.get(1).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(events)
                .allMatch(event -> event.path("object").asText().equals("text_completion"));
        assertEnd(answer, events, "completions", new BigDecimal("0.0013"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void isToldAsAStreamOfChat(String provider) {
        // Given
        chat(provider + "/chat", "", "stream-" + provider);
        JsonNode stream = bench.onlyRecord("stream-" + provider);
        bench.provider(provider).answeringWhole();

        // When
        HttpResponse<String> answer = chat(provider + "/chat", "", "chat-" + provider);

        // Then
        List<JsonNode> events = SentEvents.in(answer.body());
        assertThat(SentEvents.said(answer.body())).isEqualTo("You said: Tell me more");
        assertThat(events.get(0).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(events.get(1).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertEnd(answer, events, "chat-" + provider, stream.path("cost_cents").decimalValue());
        assertThat(events.get(events.size() - 1).at("/usage/prompt_tokens"))
                .isEqualTo(stream.path("input_tokens"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void isToldWithItsCallsOfTools(String provider) {
        // Given
        bench.provider(provider).answeringWhole();
        String tools =
                ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}}]";

        // When
        HttpResponse<String> answer = chat(provider + "/chat", tools, "tools-" + provider);

        // Then
        JsonNode call = SentEvents.in(answer.body()).get(0).at("/choices/0/delta/tool_calls/0");
        assertThat(call.path("index").asInt(-1)).isZero();
        assertThat(call.path("id").asText()).isNotEmpty();
        assertThat(call.at("/function/name").asText()).isEqualTo("weather");
        assertThat(call.at("/function/arguments").asText()).contains("Oslo");
        assertThat(answer.body()).contains("\"tool_calls\"}").endsWith("data: [DONE]\n\n");
    }

    @Test
    void isLookedAtAndNotBelievedToBeJsonByItsContentType() {
        // Given
        bench.provider("openai").doing(Faults.withHead("content-type: application/json"));

        // When
        HttpResponse<String> answer = chat("openai/chat", "", "mislabelled");

        // Then
        assertThat(SentEvents.said(answer.body())).isEqualTo("You said: Tell me more");
        assertThat(answer.body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void isAskedForElsewhereWhenItDoesNotSayWhyItEnded() {
        // Given
        bench.provider("openai")
                .answering(
                        200,
                        "{\"id\":\"x\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"}}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":5}}");
        String models =
                bench.unusedRow("openai") + "/chat\",\"fallbacks\":[\"anthropic/chat\"],\"x\":\"";

        // When
        HttpResponse<String> answer = chat(models, "", "unended");

        // Then
        assertThat(answer.headers().firstValue("x-aig-served-by")).hasValue("anthropic/chat");
        assertThat(answer.body()).doesNotContain("Hi\"").endsWith("data: [DONE]\n\n");
        assertThat(bench.records("unended").at("/0/attempts/0/cost_cents").decimalValue())
                .isEqualByComparingTo(new BigDecimal("0.0013"));
    }

    private static HttpResponse<String> chat(String model, String more, String tag) {
        String body =
                "{\"model\":\"%s\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"messages\":[{\"role\":\"user\",\"content\":\"Tell me more\"}]%s}"
                        .formatted(model, more);
        return bench.gateway().post("/v1/chat/completions", body, "x-aig-tag", tag);
    }

    private static void assertEnd(
            HttpResponse<String> answer, List<JsonNode> events, String tag, BigDecimal cost) {
        assertThat(answer.headers().firstValue("content-type").orElse(""))
                .startsWith("text/event-stream");
        JsonNode usage = events.get(events.size() - 1).path("usage");
        assertThat(answer.body()).endsWith("data: [DONE]\n\n");
        JsonNode record = bench.onlyRecord(tag);
        assertThat(record.path("status").asInt()).isEqualTo(200);
        assertThat(record.path("estimated").asBoolean()).isFalse();
        assertThat(record.path("attempts")).hasSize(1);
        assertThat(usage.path("completion_tokens")).isEqualTo(record.path("output_tokens"));
        assertThat(record.path("cost_cents").decimalValue()).isEqualByComparingTo(cost);
    }
}
