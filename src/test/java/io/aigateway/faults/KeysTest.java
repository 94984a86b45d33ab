package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.LogCapture;
import io.aigateway.fixture.RawHttp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that are missing, wrong, sent twice or sent in the wrong place, and how they are kept. */
class KeysTest {

    private static final String BODY =
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

    static Stream<String> noUsableKey() {
        return Stream.of(
                "X-Nothing: 1",
                "Authorization:",
                "Authorization: Bearer",
                "Authorization: Bearer  ",
                "Authorization: Basic KEY",
                "Authorization: KEY",
                "Authorization: Bearer KEYx",
                "Authorization: Bearer \"KEY\"",
                "Authorization: Bearer KEY, Bearer KEY",
                "x-api-key:",
                "Cookie: key=KEY",
                "X-Forwarded-Authorization: Bearer KEY",
                "Authorization: Bearer sk-aig-unknown",
                "Authorization: Bearer sk-" + "0".repeat(40),
                "Authorization: Bearer ' or 1=1 --",
                "Authorization: Bearer " + "x".repeat(20_000));
    }

    @ParameterizedTest
    @MethodSource("noUsableKey")
    @Tag("A1")
    @Tag("A3")
    @Tag("A10")
    void areNeededInOneOfTheUsualHeaders(String header) {
        // Given
        String filled = header.replace("KEY", bench.gateway().adminKey());

        // When
        RawHttp.Answer answer = chat("/v1/chat/completions", filled);

        // Then
        JsonNode error = check(answer, header);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(error.path("type").asText()).isEqualTo("authentication_error");
        assertThat(answer.headers().get("x-should-retry")).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"key", "api_key", "api-key", "x-api-key", "Authorization", "access_token"})
    @Tag("A1")
    void areRefusedInTheQuery(String parameter) {
        // Given
        String path = "/v1/chat/completions?" + parameter + "=" + bench.gateway().adminKey();

        // When
        RawHttp.Answer answer = chat(path, "X-Nothing: 1");

        // Then
        check(answer, parameter);
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    @Tag("A1")
    void areRefusedWhenTheyAreAMegabyteLong() {
        // Given
        String header = "Authorization: Bearer " + "x".repeat(1_000_000);

        // When
        RawHttp.Answer answer = chat("/v1/chat/completions", header);

        // Then
        assertThat(answer.status()).isIn(0, 400, 401, 431);
        assertThat(bench.asked()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer KEY\r\nAuthorization: Bearer KEY",
                "Authorization: Bearer KEY\r\nAuthorization: Bearer other",
                "Authorization: Bearer KEY\r\nx-api-key: other",
                "x-api-key: KEY\r\napi-key: other",
                "x-api-key: KEY\r\nx-api-key: other",
                "Authorization: Bearer other\r\nx-litellm-api-key: KEY",
                "Authorization:\r\nx-api-key: KEY",
                "Authorization: Basic dXNlcjpwYXNz\r\nx-api-key: KEY"
            })
    @Tag("A1")
    @Tag("A2")
    void areRefusedWhenTheyDisagree(String headers) {
        // Given
        String filled = headers.replace("KEY", bench.gateway().adminKey());

        // When
        RawHttp.Answer answer = chat("/v1/chat/completions", filled);

        // Then
        check(answer, headers);
        assertThat(answer.status()).isIn(400, 401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer KEY",
                "authorization: bearer KEY",
                "AUTHORIZATION: BEARER   KEY",
                "x-api-key: KEY",
                "api-key: KEY",
                "x-litellm-api-key: KEY",
                "Authorization: Bearer KEY\r\nx-api-key: KEY"
            })
    @Tag("A1")
    @Tag("A2")
    void areTakenFromEachOfTheUsualHeaders(String headers) {
        // Given
        String filled = headers.replace("KEY", bench.gateway().adminKey());

        // When
        RawHttp.Answer answer =
                RawHttp.send(
                        bench.gateway().port(),
                        "GET /v1/models HTTP/1.1\r\nHost: localhost\r\n" + filled);

        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    @Tag("A3")
    @Tag("A4")
    void areAllRefusedInTheSameWords() {
        // Given
        String good = newKey("{\"name\":\"soon revoked\"}").path("key").asText();
        JsonNode revoked = newKey("{\"name\":\"revoked\"}");
        bench.gateway().call("DELETE", "/v1/keys/" + revoked.path("id").asText(), "");
        List<String> wrong =
                List.of(
                        revoked.path("key").asText(),
                        good.substring(0, good.length() - 1) + "!",
                        good.toUpperCase(Locale.ROOT),
                        "sk-aig-" + "A".repeat(43),
                        "pk-" + good.substring(3),
                        "");

        for (String key : wrong) {
            // When
            RawHttp.Answer answer = chat("/v1/chat/completions", "Authorization: Bearer " + key);

            // Then
            JsonNode error = check(answer, "key");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(error.toString()).isEqualTo(refusalOfNoKey());
            assertThat(answer.headers()).doesNotContainKey("server");
            assertThat(answer.body()).doesNotContainIgnoringCase("camel", "vertx", "netty", "java");
            if (!key.isEmpty()) {
                assertThat(answer.body()).doesNotContain(key);
                assertThat(log.text()).doesNotContain(key);
            }
        }
    }

    private static String refusalOfNoKey() {
        RawHttp.Answer answer = chat("/v1/chat/completions", "X-Nothing: 1");
        return check(answer, "no key").toString();
    }

    private static JsonNode newKey(String body) {
        return GatewayUnderTest.json(bench.gateway().post("/v1/keys", body));
    }

    private static RawHttp.Answer chat(String path, String headers) {
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        String head =
                "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s"
                        .formatted(path, body.length, headers);
        return RawHttp.send(bench.gateway().port(), head, out -> out.write(body));
    }

    private static JsonNode check(RawHttp.Answer answer, String about) {
        return CleanRefusal.check(bench, log, answer.status(), answer.body(), about);
    }
}
