package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams until their first event, and callers that leave before the last. */
class StreamFailoverTest {

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench = Bench.started(folder, Map.of(), files -> files.waiting("30s"));
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
    @CsvSource({"openai, anthropic", "anthropic, openai"})
    @Tag("U8")
    void goToTheNextProviderWhenTheFirstCutsBeforeItsFirstEvent(String first, String second) {
        // Given
        bench.provider(first).cutting(0);
        String tag = "next-" + first;

        // When
        HttpResponse<String> answer =
                bench.gateway()
                        .post("/v1/chat/completions", twoModels(first, second), "x-aig-tag", tag);

        // Then
        assertThat(answer.body()).contains("Tell").endsWith("data: [DONE]\n\n");
        assertThat(answer.body()).doesNotContain("event: error");
        assertThat(answer.headers().firstValue("x-aig-provider").orElse("")).startsWith(second);
        assertThat(answer.headers().firstValue("x-aig-attempts")).contains("2");
        JsonNode attempts = bench.records(tag).at("/0/attempts");
        assertThat(attempts).hasSize(2);
        assertThat(attempts.at("/0/outcome").asText()).isEqualTo("connection");
        assertThat(attempts.at("/1/outcome").asText()).isEqualTo("success");
    }

    @ParameterizedTest
    @CsvSource({"openai, anthropic", "anthropic, openai"})
    @Tag("U9")
    void stayWithTheirProviderOnceTheCallerHasPartOfTheAnswer(String first, String second) {
        // Given
        bench.provider(first).cutting(5);

        // When
        HttpResponse<String> answer =
                bench.gateway().post("/v1/chat/completions", twoModels(first, second));

        // Then
        assertThat(answer.body()).contains("event: error").doesNotContain("[DONE]");
        assertThat(bench.provider(second).requests()).isEmpty();
    }

    @Test
    @Tag("U16")
    void reachTheCallerEventByEvent() throws IOException, InterruptedException {
        // Given
        bench.provider("openai").pausing(Duration.ofMillis(100));
        String body = twoModels("openai", "anthropic");

        // When
        long started = System.nanoTime();
        long first;
        long last;
        try (BufferedReader lines = reader(open(body))) {
            lines.readLine();
            first = System.nanoTime() - started;
            lines.lines().forEach(line -> {});
            last = System.nanoTime() - started;
        }

        // Then
        assertThat(Duration.ofNanos(last)).isGreaterThan(Duration.ofMillis(900));
        assertThat(Duration.ofNanos(first)).isLessThan(Duration.ofNanos(last / 2));
    }

    @ParameterizedTest
    @CsvSource({"openai, anthropic", "anthropic, openai"})
    void areCancelledAtTheProviderWhenTheCallerLeaves(String first, String second)
            throws IOException, InterruptedException {
        // Given
        bench.provider(first).stalling(5);
        InputStream stream = open(twoModels(first, second), "x-aig-tag", "left-" + first);
        reader(stream).readLine();

        // When
        stream.close();

        // Then
        assertThat(bench.provider(first).awaitAborted(Duration.ofSeconds(5))).isTrue();
        JsonNode record = bench.onlyRecord("left-" + first);
        assertThat(record.path("status").asInt()).isEqualTo(499);
        assertThat(record.path("cost_cents").decimalValue()).isPositive();
        assertThat(bench.provider(second).requests()).isEmpty();
    }

    private static String twoModels(String first, String second) {
        return "{\"models\":[\"%s/chat\",\"%s/chat\"],\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Tell me more please\"}]}"
                .formatted(bench.unusedRow(first), bench.unusedRow(second));
    }

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    private static InputStream open(String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(bench.gateway().baseUrl() + "/chat/completions"))
                        .header("Authorization", "Bearer " + bench.gateway().adminKey())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofInputStream())
                .body();
    }
}
