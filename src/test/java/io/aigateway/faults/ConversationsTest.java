package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.LogCapture;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conversations that cannot be meant. */
class ConversationsTest {

    private static final String CHAT = "/v1/chat/completions";

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null|messages",
                "[]|messages",
                "{}|messages",
                "\"hi\"|messages",
                "[null]|messages[0]",
                "[1]|messages[0]",
                "[\"hi\"]|messages[0]",
                "[{}]|messages[0].role",
                "[{\"role\":\"king\",\"content\":\"x\"}]|messages[0].role",
                "[{\"role\":1,\"content\":\"x\"}]|messages[0].role",
                "[{\"role\":\"user\",\"content\":1}]|messages[0].content",
                "[{\"role\":\"user\",\"content\":{\"a\":1}}]|messages[0].content",
                "[{\"role\":\"user\",\"content\":[1]}]|messages[0].content[0]",
                "[{\"role\":\"user\",\"content\":[{}]}]|messages[0].content[0]"
            })
    @Tag("B6")
    void areRefusedWithThePlaceThatIsWrong(String messages, String param) {
        // Given
        String body = "{\"model\":\"openai/chat\",\"messages\":" + messages + "}";

        // When
        HttpResponse<String> answer = post(CHAT, body);

        // Then
        JsonNode error = check(answer, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error.path("param").asText()).isEqualTo(param);
    }

    @Test
    @Tag("B6")
    void areNeeded() {
        // Given
        List<String> bodies =
                List.of(
                        "{}",
                        "{\"model\":\"openai/chat\"}",
                        "{\"model\":\"openai/chat\",\"messages\":null}",
                        "{\"model\":[],\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");

        for (String body : bodies) {
            // When
            HttpResponse<String> answer = post(CHAT, body);

            // Then
            check(answer, body);
            assertThat(answer.statusCode()).isEqualTo(400);
        }
    }

    @Test
    @Tag("B6")
    void areRefusedWhenTheyAreTooLong() {
        // Given
        String messages =
                IntStream.range(0, 100_000)
                        .mapToObj(i -> "{\"role\":\"user\",\"content\":\"x\"}")
                        .collect(Collectors.joining(",", "[", "]"));

        // When
        HttpResponse<String> answer =
                post(CHAT, "{\"model\":\"openai/chat\",\"messages\":" + messages + "}");

        // Then
        check(answer, "100,000 messages");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    private static JsonNode check(HttpResponse<String> answer, String about) {
        return CleanRefusal.check(bench, log, answer.statusCode(), answer.body(), about);
    }

    private static HttpResponse<String> post(String path, String body) {
        return bench.gateway().post(path, body, "x-aig-tag", CleanRefusal.TAG);
    }
}
