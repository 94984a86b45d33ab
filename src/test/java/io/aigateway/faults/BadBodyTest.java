package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.LogCapture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that cannot be meant. */
class BadBodyTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String MESSAGES =
            "\"messages\":[{\"role\":\"user\",\"content\":\"" + CleanRefusal.PROMPT + "\"}]";
    private static final String GOOD = "{\"model\":\"openai/chat\"," + MESSAGES + "}";

    @TempDir static Path folder;
    static Bench bench;
    static LogCapture log;
    static HttpClient client;

    @BeforeAll
    static void start() {
        log = LogCapture.started();
        bench = Bench.started(folder);
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
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

    static Stream<String> notOneJsonObject() {
        return Stream.of(
                "",
                " ",
                "null",
                "true",
                "12",
                "\"" + CleanRefusal.PROMPT + "\"",
                "[]",
                "[" + GOOD + "]",
                "{",
                GOOD.substring(0, GOOD.length() - 1),
                GOOD + GOOD,
                GOOD + " and more",
                GOOD + "]",
                "{\"model\":\"openai/chat\",\"model\":\"anthropic/chat\"," + MESSAGES + "}",
                "/* why */ " + GOOD,
                "// why\n" + GOOD,
                "{\"temperature\":NaN,\"model\":\"openai/chat\"," + MESSAGES + "}",
                "{\"temperature\":Infinity,\"model\":\"openai/chat\"," + MESSAGES + "}",
                "{'model':'openai/chat'}",
                "{model:\"openai/chat\"," + MESSAGES + "}",
                GOOD.replace("}]}", "},]}"),
                "model=openai/chat",
                "<xml>" + CleanRefusal.PROMPT + "</xml>");
    }

    @ParameterizedTest
    @MethodSource("notOneJsonObject")
    @Tag("B1")
    void isRefusedWhenItIsNotOneJsonObject(String body) {
        // Given
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        // When
        HttpResponse<String> answer = post(CHAT, bytes, "application/json");

        // Then
        JsonNode error = check(answer, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "7",
                "[1.5,2]",
                "[-1]",
                "[1,\"a\"]",
                "[[1],[]]",
                "[[\"a\"]]",
                "[null]"
            })
    @Tag("B2")
    void isRefusedWhenItsInputIsNeitherTextNorTokens(String input) {
        // Given
        String embeddings = "{\"model\":\"openai/embed\",\"input\":%s}".formatted(input);
        String completions = "{\"model\":\"openai/chat\",\"prompt\":%s}".formatted(input);

        // When
        HttpResponse<String> one = bench.gateway().post("/v1/embeddings", embeddings);
        HttpResponse<String> other = bench.gateway().post("/v1/completions", completions);

        // Then
        assertThat(one.statusCode()).isEqualTo(400);
        assertThat(GatewayUnderTest.json(one).at("/error/param").asText()).isEqualTo("input");
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(GatewayUnderTest.json(other).at("/error/param").asText()).isEqualTo("prompt");
        assertThat(bench.asked()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=utf-16",
                "application/json; charset=iso-8859-1",
                "application/x-java-serialized-object",
                "application/octet-stream"
            })
    @Tag("B2")
    @Tag("X6")
    void isRefusedWhenItIsOfAnotherKind(String contentType) {
        // Given
        byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);

        // When
        HttpResponse<String> answer = post(CHAT, bytes, contentType);

        // Then
        check(answer, contentType);
        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "deflate"})
    @Tag("B2")
    void isRefusedWhenItIsCompressed(String encoding) {
        // Given
        byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);

        // When
        HttpResponse<String> answer =
                post(CHAT, bytes, "application/json", "Content-Encoding", encoding);

        // Then
        check(answer, encoding);
        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=UTF-8",
                "application/vnd.api+json"
            })
    @Tag("B2")
    void isReadWhenItSaysThatItIsJson(String contentType) {
        // Given
        byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);

        // When
        HttpResponse<String> answer = post(CHAT, bytes, contentType, "x-aig-tag", "good");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"c3 28", "ff fe 7b", "e2 82", "f0 90 28 bc", "c0 af", "ed a0 80"})
    @Tag("B5")
    void isRefusedWhenItIsNotUtf8(String hex) {
        // Given
        byte[] good = GOOD.getBytes(StandardCharsets.ISO_8859_1);
        byte[] odd = bytes(hex);
        byte[] body = new byte[good.length + odd.length];
        int at = GOOD.indexOf(CleanRefusal.PROMPT);
        System.arraycopy(good, 0, body, 0, at);
        System.arraycopy(odd, 0, body, at, odd.length);
        System.arraycopy(good, at, body, at + odd.length, good.length - at);

        // When
        HttpResponse<String> answer = post(CHAT, body, "application/json");

        // Then
        check(answer, hex);
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    @Tag("B8")
    void passesUnknownFieldsOnWhereTheyAreUnderstood() {
        // Given
        String body = "{\"brand_new\":{\"deep\":[1]}," + GOOD.substring(1);

        // When
        HttpResponse<String> same =
                post(
                        CHAT,
                        body.getBytes(StandardCharsets.UTF_8),
                        "application/json",
                        "x-aig-tag",
                        "good");
        HttpResponse<String> translated =
                post(
                        CHAT,
                        body.replace("openai/chat", "anthropic/chat")
                                .getBytes(StandardCharsets.UTF_8),
                        "application/json",
                        "x-aig-tag",
                        "good");

        // Then
        assertThat(same.statusCode()).isEqualTo(200);
        assertThat(translated.statusCode()).isEqualTo(200);
        assertThat(bench.provider("openai").lastRequest().body().at("/brand_new/deep/0").asInt())
                .isEqualTo(1);
        assertThat(bench.provider("anthropic").lastRequest().body().has("brand_new")).isFalse();
    }

    private static JsonNode check(HttpResponse<String> answer, String about) {
        return CleanRefusal.check(bench, log, answer.statusCode(), answer.body(), about);
    }

    private static HttpResponse<String> post(String path, String body) {
        return post(path, body.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    private static HttpResponse<String> post(
            String path, byte[] body, String contentType, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + bench.gateway().port() + path))
                        .header("Authorization", "Bearer " + bench.gateway().adminKey())
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofByteArray(body));
        if (headers.length == 0) {
            request.header("x-aig-tag", CleanRefusal.TAG);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String hex) {
        String[] pairs = hex.split(" ");
        byte[] bytes = new byte[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            bytes[i] = (byte) Integer.parseInt(pairs[i], 16);
        }
        return bytes;
    }
}
