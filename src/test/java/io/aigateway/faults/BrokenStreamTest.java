package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.Fault;
import io.aigateway.fixture.Faults;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.SentEvents;
import io.aigateway.fixture.StreamFaults;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that break, as their callers see it on the wire, with both kinds of provider. */
class BrokenStreamTest {

    private static final String NOT_JSON = "{\"choices\":[{\"delta\":{\"content\":\"half";
    private static final String GHOST =
            "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
                    + "[{\"index\":0,\"delta\":{\"content\":\"GHOST\"},\"finish_reason\":null}]}\n\n";

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench = Bench.started(folder, Map.of(), files -> files.limiting("between-events: 1s"));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void calm() {
        bench.calm();
    }

    @ParameterizedTest
    @CsvSource({"openai, 3", "anthropic, 5"})
    @Tag("U9")
    void endWithAnErrorWhenTheConnectionIsCut(String provider, int afterEvents) {
        // Given
        bench.provider(provider).cutting(afterEvents);

        // When
        HttpResponse<String> answer = stream(provider, "cut-" + provider);

        // Then
        assertTold(answer);
        JsonNode record = bench.onlyRecord("cut-" + provider);
        assertThat(record.path("status").asInt()).isEqualTo(502);
        assertThat(record.path("cost_cents").decimalValue()).isPositive();
        assertThat(record.path("estimated").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"openai, 3", "anthropic, 5"})
    @Tag("U10")
    void endWithAnErrorWhenTheyEndTooEarly(String provider, int afterEvents) {
        // Given
        bench.provider(provider).ending(afterEvents);

        // When
        HttpResponse<String> answer = stream(provider, "early-" + provider);

        // Then
        assertTold(answer);
        assertThat(bench.onlyRecord("early-" + provider).path("status").asInt()).isEqualTo(502);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    @Tag("U17")
    void neverPassOnWhatIsNotJson(String provider) {
        // Given
        bench.provider(provider)
                .blurting(4, "event: content_block_delta\ndata: " + NOT_JSON + "\n\n");

        // When
        HttpResponse<String> answer = stream(provider, "garbled-" + provider);

        // Then
        assertTold(answer);
        assertThat(answer.body()).doesNotContain("half");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai|{\"error\":{\"message\":\"Upset\",\"type\":\"server_error\"}}",
                "anthropic|{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Upset\"}}"
            })
    @Tag("U11")
    void endWithAnErrorWhenTheProviderSaysSo(String provider, String error) {
        // Given
        bench.provider(provider).blurting(4, "event: error\ndata: " + error + "\n\n");

        // When
        HttpResponse<String> answer = stream(provider, "upset-" + provider);

        // Then
        assertTold(answer);
        assertThat(answer.body()).contains("Upset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    @Tag("U12")
    void endWithAnErrorWhenTheyStall(String provider) {
        // Given
        bench.provider(provider).stalling(4);

        // When
        HttpResponse<String> answer = stream(provider, "stalled-" + provider);

        // Then
        assertTold(answer);
        assertThat(answer.body()).contains("timeout_error");
        assertThat(bench.onlyRecord("stalled-" + provider).path("status").asInt()).isEqualTo(504);
        assertThat(bench.provider(provider).awaitAborted(Duration.ofSeconds(5))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"openai, true", "anthropic, false"})
    void areWholeWhenTheyBreakOffAfterTheFinishReason(String provider, boolean counted) {
        // Given
        bench.provider(provider).doing(Faults.resettingAfterTheFinishReason());

        // When
        HttpResponse<String> answer = stream(provider, "said-" + provider);

        // Then
        assertThat(SentEvents.said(answer.body())).isEqualTo("You said: Tell me more please");
        assertThat(answer.body())
                .contains("\"finish_reason\":\"stop\"")
                .doesNotContain("event: error")
                .endsWith("data: [DONE]\n\n");
        JsonNode record = bench.onlyRecord("said-" + provider);
        assertThat(record.path("status").asInt()).isEqualTo(200);
        assertThat(record.path("estimated").asBoolean()).isEqualTo(counted);
        assertThat(record.path("cost_cents").decimalValue()).isPositive();
    }

    @Test
    void endWithAnErrorWhenTheirEndMarkComesWithoutAFinishReason() {
        // Given
        bench.provider("openai").doing(Faults.markingTheEndAfter(3));

        // When
        HttpResponse<String> answer = stream("openai", "marked");

        // Then
        assertTold(answer);
        assertThat(bench.onlyRecord("marked").path("status").asInt()).isEqualTo(502);
    }

    @Test
    void endWithAnErrorWhenAMessageStopsWithoutAStopReason() {
        // Given
        bench.provider("anthropic")
                .doing(
                        StreamFaults.rewritten(
                                text ->
                                        text.replaceAll(
                                                "event: message_delta\ndata: [^\n]*\n\n", "")));

        // When
        HttpResponse<String> answer = stream("anthropic", "unreasoned");

        // Then
        assertTold(answer);
        assertThat(answer.body()).doesNotContain("\"finish_reason\":\"");
        assertThat(bench.onlyRecord("unreasoned").path("status").asInt()).isEqualTo(502);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // what comes after both choices have begun; whether the answer is whole
                "one ends, then the mark|0 D|false",
                "one ends, then nothing|0|false",
                "one ends, then a reset|0 R|false",
                "both end, then the mark|0 1 D|true",
                "both end, then nothing|0 1|true",
                "both end, then a reset|0 1 R|true"
            })
    void ofSeveralChoicesAreWholeWhenEachHasItsFinishReason(
            String name, String rest, boolean whole) {
        // Given
        String tag = name.replaceAll("\\W+", "-");
        bench.provider("openai").doing(twoChoices(rest));

        // When
        HttpResponse<String> answer =
                bench.gateway()
                        .post(
                                "/v1/chat/completions",
                                body(bench.unusedRow("openai") + "/chat")
                                        .replaceFirst("\\{", "{\"n\":2,"),
                                "x-aig-tag",
                                tag);

        // Then
        assertThat(answer.body().contains("event: error")).isEqualTo(!whole);
        assertThat(answer.body().endsWith("data: [DONE]\n\n")).isEqualTo(whole);
        assertThat(answer.body().split("\"finish_reason\":\"stop\"", -1))
                .hasSize((int) rest.chars().filter(Character::isDigit).count() + 1);
        assertThat(bench.onlyRecord(tag).path("status").asInt()).isEqualTo(whole ? 200 : 502);
    }

    private static Fault twoChoices(String rest) {
        List<String> events = new ArrayList<>(List.of(choice(0, "null"), choice(1, "null")));
        rest.chars()
                .filter(Character::isDigit)
                .forEach(one -> events.add(choice(one - '0', "\"stop\"")));
        if (rest.endsWith("D")) {
            events.add("data: [DONE]\n\n");
        }
        return rest.endsWith("R")
                ? Faults.resettingAfter(events.toArray(String[]::new))
                : Faults.streaming(events.toArray(String[]::new));
    }

    private static String choice(int index, String finishReason) {
        return ("data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                        + "\"choices\":[{\"index\":%d,\"delta\":{\"content\":\"Hi\"},\"finish_reason\":%s}]}\n\n")
                .formatted(index, finishReason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void areSilentAfterDone(String provider) {
        // Given
        bench.provider(provider).blurting(1_000, GHOST);

        // When
        HttpResponse<String> answer = stream(provider, "ghost-" + provider);

        // Then
        assertThat(answer.body()).endsWith("data: [DONE]\n\n").doesNotContain("GHOST");
        assertThat(answer.body().split("\\[DONE]", -1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    @Tag("U17")
    void areRefusedWholeWhenTheProviderAnswersWithSomethingElse(String provider) {
        // Given
        bench.provider(provider)
                .answering(200, "<html>It works!</html>", "content-type", "text/html");

        // When
        HttpResponse<String> answer = stream(provider, "html-" + provider);

        // Then
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(GatewayUnderTest.json(answer).at("/error/type").asText())
                .isEqualTo("provider_error");
        assertThat(answer.body()).doesNotContain("It works!");
    }

    private static HttpResponse<String> stream(String provider, String tag) {
        String body = body(bench.unusedRow(provider) + "/chat");
        return bench.gateway().post("/v1/chat/completions", body, "x-aig-tag", tag);
    }

    private static String body(String model) {
        return "{\"model\":\"%s\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Tell me more please\"}]}"
                .formatted(model);
    }

    private static void assertTold(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("data: {").contains("You ").doesNotContain("[DONE]");
        assertThat(answer.body()).doesNotContain("\"finish_reason\":\"stop\"");
        String last =
                answer.body()
                        .substring(
                                answer.body().lastIndexOf("\n\n", answer.body().length() - 3) + 2);
        assertThat(last).startsWith("event: error\ndata: {\"error\":{\"message\":");
    }
}
