package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.LogCapture;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of models, tags and keys that play tricks. */
class OddNamesTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String GOOD =
            "{\"model\":\"openai/chat\",\"messages\":[{\"role\":\"user\",\"content\":\""
                    + CleanRefusal.PROMPT
                    + "\"}]}";

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
    @ValueSource(
            strings = {
                "\\u0000",
                "\\ud800",
                "\\u202e",
                "\\u200f",
                "\\uffff",
                "\\u0007",
                "\\r\\nx: y"
            })
    @Tag("B5")
    void areRefusedWithCharactersThatNobodySees(String odd) {
        // Given
        String model = GOOD.replace("openai/chat", "openai/ch" + odd + "at");
        String tag = "{\"tags\":[\"te" + odd + "am\"]," + GOOD.substring(1);
        String name = "{\"name\":\"na" + odd + "me\"}";

        // When
        HttpResponse<String> inModel = post(CHAT, model);
        HttpResponse<String> inTag = bench.gateway().post(CHAT, tag);
        HttpResponse<String> inName = post("/v1/keys", name);

        // Then
        check(inModel, "model with " + odd);
        check(inTag, "tag with " + odd);
        check(inName, "name with " + odd);
    }

    @Test
    @Tag("B5")
    void mayStandInAPrompt() {
        // Given
        String odd = "a\\u0000b\\u202ec\\uffff \\ud83d\\ude00 日本語";

        // When
        HttpResponse<String> answer =
                bench.gateway().post(CHAT, GOOD.replace(CleanRefusal.PROMPT, odd));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(bench.provider("openai").lastRequest().body().at("/messages/0/content").asText())
                .isEqualTo("a\u0000b\u202ec\uffff \ud83d\ude00 日本語");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no/such-model",
                "nothing",
                "../../x",
                "..\\\\..\\\\x",
                "openai",
                "/",
                "\\u002f\\u002fetc\\u002fpasswd",
                "a\\r\\nx-injected: 1",
                "${header.x}",
                "{{gateway.admin-key}}"
            })
    @Tag("B10")
    void ofModelsThatNobodyHasAreNotFound(String model) {
        // Given
        String body = GOOD.replace("openai/chat", model);

        // When
        HttpResponse<String> answer = post(CHAT, body);

        // Then
        JsonNode error = check(answer, model);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(error.path("type").asText()).isEqualTo("model_not_found");
        assertThat(error.path("message").asText()).doesNotContain("\r", "\n");
        assertThat(log.text()).doesNotContain("x-injected: 1\n");
        assertThat(answer.headers().firstValue("x-injected")).isEmpty();
    }

    @Test
    @Tag("B10")
    void areNeitherEmptyNorEndless() {
        // Given
        String empty = GOOD.replace("openai/chat", "");
        String endless = GOOD.replace("openai/chat", "openai/" + "x".repeat(10_000));

        // When
        HttpResponse<String> ofEmpty = post(CHAT, empty);
        HttpResponse<String> ofEndless = post(CHAT, endless);

        // Then
        check(ofEmpty, "empty");
        check(ofEndless, "endless");
        assertThat(ofEndless.body().length()).isLessThan(1_000);
    }

    private static JsonNode check(HttpResponse<String> answer, String about) {
        return CleanRefusal.check(bench, log, answer.statusCode(), answer.body(), about);
    }

    private static HttpResponse<String> post(String path, String body) {
        return bench.gateway().post(path, body, "x-aig-tag", CleanRefusal.TAG);
    }
}
