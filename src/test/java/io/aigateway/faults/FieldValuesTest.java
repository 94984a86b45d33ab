package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.LogCapture;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields of a request whose values cannot be meant: 400, naming the field. */
class FieldValuesTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String COMPLETIONS = "/v1/completions";
    private static final String EMBEDDINGS = "/v1/embeddings";

    /** One value of each kind; numbers are chosen so that no range allows them. */
    private static final Map<String, String> KINDS =
            Map.of(
                    "text", "\"text\"",
                    "bool", "true",
                    "number", "-77.5",
                    "list", "[[1]]",
                    "object", "{\"a\":1}");

    @TempDir static Path folder;
    static Bench bench;
    static LogCapture log;

    @BeforeAll
    static void start() {
        log = LogCapture.started();
        bench = Bench.started(folder);
    }

    @AfterAll
    static void stop() {
        CleanRefusal.assertNothingSpent(bench);
        bench.close();
        log.close();
    }

    @BeforeEach
    void calm() {
        bench.calm();
    }

    static Stream<Arguments> wrongTypes() {
        Map<String, Set<String>> chat =
                Map.ofEntries(
                        Map.entry("model", Set.of("text")),
                        Map.entry("models", Set.of()),
                        Map.entry("fallbacks", Set.of("bool", "list")),
                        Map.entry("messages", Set.of()),
                        Map.entry("stream", Set.of("bool")),
                        Map.entry("stream_options", Set.of("object")),
                        Map.entry("user", Set.of("text")),
                        Map.entry("metadata", Set.of("object")),
                        Map.entry("tags", Set.of("text")),
                        Map.entry("temperature", Set.of()),
                        Map.entry("top_p", Set.of()),
                        Map.entry("presence_penalty", Set.of()),
                        Map.entry("frequency_penalty", Set.of()),
                        Map.entry("n", Set.of()),
                        Map.entry("max_tokens", Set.of()),
                        Map.entry("max_completion_tokens", Set.of()),
                        Map.entry("seed", Set.of()),
                        Map.entry("stop", Set.of("text")),
                        Map.entry("logit_bias", Set.of("object")),
                        Map.entry("tools", Set.of()),
                        Map.entry("tool_choice", Set.of("text", "object")),
                        Map.entry("parallel_tool_calls", Set.of("bool")),
                        Map.entry("response_format", Set.of("object")),
                        Map.entry("reasoning_effort", Set.of("text")),
                        Map.entry("logprobs", Set.of("bool")),
                        Map.entry("top_logprobs", Set.of()),
                        Map.entry("modalities", Set.of()));
        Map<String, Set<String>> embeddings =
                Map.of(
                        "input", Set.of("text", "list"),
                        "encoding_format", Set.of(),
                        "dimensions", Set.of());
        Map<String, Set<String>> completions =
                Map.of(
                        "prompt", Set.of("text", "list"),
                        "suffix", Set.of("text"),
                        "echo", Set.of("bool"),
                        "best_of", Set.of());
        return Stream.of(
                        rows(CHAT, chat),
                        rows(EMBEDDINGS, embeddings),
                        rows(COMPLETIONS, completions))
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> rows(String path, Map<String, Set<String>> allowed) {
        return allowed.entrySet().stream()
                .flatMap(
                        field ->
                                KINDS.entrySet().stream()
                                        .filter(kind -> !field.getValue().contains(kind.getKey()))
                                        .map(
                                                kind ->
                                                        Arguments.of(
                                                                path,
                                                                field.getKey(),
                                                                kind.getValue())));
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    @Tag("B7")
    void ofAWrongTypeAreNamed(String path, String field, String value) {
        // Given
        String body = with(path, field, value);

        // When
        HttpResponse<String> answer = post(path, body);

        // Then
        JsonNode error = check(answer, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error.path("param").asText())
                .startsWith(field.equals("models") ? "model" : field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stream|\"true\"",
                "stream|1",
                "n|0",
                "n|-1",
                "n|1000000",
                "n|1.5",
                "max_tokens|-1",
                "max_tokens|0",
                "max_tokens|1e9",
                "max_tokens|1000000000",
                "max_tokens|99999999999999999999",
                "max_tokens|\"10\"",
                "max_completion_tokens|0",
                "temperature|-0.1",
                "temperature|2.1",
                "temperature|1e400",
                "temperature|\"hot\"",
                "top_p|1.01",
                "top_logprobs|21",
                "presence_penalty|-3",
                "seed|1.5"
            })
    @Tag("B9")
    void outOfRangeAreNamed(String field, String value) {
        // Given
        String body = with(CHAT, field, value);

        // When
        HttpResponse<String> answer = post(CHAT, body);

        // Then
        JsonNode error = check(answer, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error.path("param").asText()).isEqualTo(field);
    }

    @Test
    @Tag("B9")
    void areAllReservedForWhenTheyMultiplyTheAnswer() {
        // Given
        bench.gateway()
                .post(
                        "/v1/budgets",
                        "{\"tag\":\"many-answers\",\"cap_cents\":1,\"period\":\"month\"}");
        String one = "{\"max_tokens\":1000," + with(CHAT, "n", "1").substring(1);
        String hundred = one.replace("\"n\":1", "\"n\":100");

        // When
        int ofOne = tagged(one).statusCode();
        int ofHundred = tagged(hundred).statusCode();

        // Then
        assertThat(ofOne).isEqualTo(200);
        assertThat(ofHundred).isEqualTo(402);
    }

    private static HttpResponse<String> tagged(String body) {
        return bench.gateway().post(CHAT, body, "x-aig-tag", "many-answers");
    }

    private static String with(String path, String field, String value) {
        String basis =
                switch (path) {
                    case EMBEDDINGS -> "\"model\":\"openai/embed\",\"input\":\"X\"";
                    case COMPLETIONS -> "\"model\":\"openai/chat\",\"prompt\":\"X\"";
                    default ->
                            "\"model\":\"openai/chat\",\"messages\":[{\"role\":\"user\",\"content\":\"X\"}]";
                };
        String added = '"' + field + "\":" + value;
        String rest =
                Stream.of(basis.split(",(?=\"(messages|input|prompt)\":)"))
                        .filter(pair -> !pair.startsWith('"' + field + '"'))
                        .collect(Collectors.joining(","));
        return ("{" + added + (rest.isEmpty() ? "" : ",") + rest + "}")
                .replace("\"X\"", '"' + CleanRefusal.PROMPT + '"');
    }

    private static JsonNode check(HttpResponse<String> answer, String about) {
        return CleanRefusal.check(bench, log, answer.statusCode(), answer.body(), about);
    }

    private static HttpResponse<String> post(String path, String body) {
        return bench.gateway().post(path, body, "x-aig-tag", CleanRefusal.TAG);
    }
}
