package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.Bench;
import io.aigateway.fixture.LogCapture;
import io.aigateway.fixture.RawHttp;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that play tricks, and methods that a path does not take. */
class PathsAndMethodsTest {

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
                "//v1//keys",
                "//v1/keys",
                "/v1//keys",
                "/v1/./keys",
                "/v1/x/../keys",
                "/v1/../v1/keys",
                "/v1/%2e%2e/keys",
                "/v1/%2E%2E/v1/keys",
                "/v1/..%2fkeys",
                "/v1/%252e%252e/keys",
                "/v1/keys;x=1",
                "/v1/keys;/../models",
                "/v1/keys%00",
                "/v1/keys%5c..",
                "/v1/keys\\..",
                "/V1/keys",
                "/v1/KEYS",
                "/v1/keys.json",
                "/v1/keyss",
                "/api/keys",
                "/api/api/v1/keys",
                "/v1/v1/keys",
                "/v1/proxy/keys",
                "/openai/deployments/x/keys",
                "/inference/v1/keys",
                "/router/x/v1/keys",
                "/ai/keys",
                "/openai/v1/keys",
                "/",
                "/v1",
                "/v1/"
            })
    @Tag("B11")
    @Tag("A14")
    void aPathWithATrickLeadsNowhere(String path) {
        // Given
        String key = "Authorization: Bearer " + bench.gateway().adminKey();

        // When
        RawHttp.Answer answer = get(path, key);

        // Then
        CleanRefusal.check(bench, log, answer.status(), answer.body(), path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("key_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/keys",
                "/keys",
                "/api/v1/keys",
                "/v1/keys/",
                "/v1/keys?beta=true",
                "/v1/key%73",
                "/v1/budgets",
                "/v1/usage/recent",
                "/v1/models",
                "/v1/models/openai%2Fchat",
                "/v1/health/providers",
                "http://localhost/v1/keys"
            })
    @Tag("B11")
    @Tag("A1")
    void whereverAPathLeadsAKeyIsNeeded(String path) {
        // Given
        String noKey = "X-Nothing: 1";

        // When
        RawHttp.Answer without = get(path, noKey);

        // Then
        CleanRefusal.check(bench, log, without.status(), without.body(), path);
        assertThat(without.status()).isIn(401, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/keys",
                "/keys",
                "/api/v1/keys",
                "/v1/keys/",
                "/v1/keys?beta=true",
                "/v1/models",
                "/models/",
                "/v1/models/openai%2Fchat",
                "/v1/models/openai/chat"
            })
    @Tag("B11")
    void everySpellingThatIsPromisedWorks(String path) {
        // Given
        String key = "Authorization: Bearer " + bench.gateway().adminKey();

        // When
        RawHttp.Answer answer = get(path, key);

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/v1/chat/completions|POST",
                "PUT|/v1/chat/completions|POST",
                "DELETE|/v1/chat/completions|POST",
                "HEAD|/v1/chat/completions|POST",
                "OPTIONS|/v1/chat/completions|POST",
                "TRACE|/v1/chat/completions|POST",
                "FOO|/v1/chat/completions|POST",
                "get|/v1/chat/completions|POST",
                "PATCH|/chat/completions|POST",
                "POST|/v1/models|GET",
                "TRACE|/v1/keys|GET",
                "DELETE|/api/v1/usage/recent|GET",
                "PUT|/v1/keys/key_1|DELETE",
                "POST|/health/live|GET",
                "TRACE|/metrics|GET"
            })
    @Tag("B12")
    void aMethodThatAPathDoesNotTakeIsRefusedWithThoseThatItTakes(
            String method, String path, String allowed) {
        // Given
        String head = request(method, path, "Authorization: Bearer " + bench.gateway().adminKey());

        // When
        RawHttp.Answer answer = RawHttp.send(bench.gateway().port(), head);

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(405);
        assertThat(answer.headers().get("allow")).contains(allowed);
        assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin");
        if (!method.equals("HEAD")) {
            CleanRefusal.check(bench, log, answer.status(), answer.body(), method + " " + path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:1", "localhost:443", "/v1/keys"})
    @Tag("B12")
    void aTunnelIsNeverOpened(String target) {
        // Given
        String head = request("CONNECT", target, "X-Nothing: 1");

        // When
        RawHttp.Answer answer = RawHttp.send(bench.gateway().port(), head);

        // Then
        assertThat(answer.status()).isIn(400, 404, 405, 501);
        assertThat(bench.asked()).isZero();
    }

    private static RawHttp.Answer get(String path, String header) {
        return RawHttp.send(bench.gateway().port(), request("GET", path, header));
    }

    private static String request(String method, String path, String header) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + header;
    }
}
