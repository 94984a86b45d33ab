package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is left alone for a while, and what is told of it. */
class CoolDownTest {

    private static final String NO = "{\"error\":{\"message\":\"No.\",\"code\":\"%s\"}}";

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench = Bench.started(folder, Map.of("gateway.cool-down.key", "2m"), files -> files);
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
    @CsvSource({
        "429, retry-after, 40",
        "429, retry-after-ms, 40000",
        "429, retry-after, 40s",
        "429, x-ratelimit-reset-requests, 40s",
        "503, retry-after, 40",
        "529, retry-after, 40",
    })
    @Tag("U5")
    void theWaitThatAProviderAsksForIsKept(int status, String header, String value) {
        // Given
        String first = bench.unusedRow("openai");
        bench.provider("openai").answering(status, NO.formatted(""), header, value);
        String body = twoModels(first);
        HttpResponse<String> failedOver = send(body);

        // When
        HttpResponse<String> after = send(body);

        // Then
        assertServed(failedOver, "anthropic/chat", 2);
        assertServed(after, "anthropic/chat", 1);
        assertThat(bench.provider("openai").requests()).hasSize(1);
        JsonNode cooling = health(first).at("/cooling_models/0");
        assertThat(cooling.path("model").asText()).isEqualTo(first + "/chat");
        assertThat(left(cooling)).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(41));
    }

    @Test
    @Tag("U5")
    void aHugeWaitIsKeptForAnHourAtMost() {
        // Given
        String first = bench.unusedRow("openai");
        bench.provider("openai").answering(429, NO.formatted(""), "retry-after", "360000");

        // When
        send(twoModels(first));

        // Then
        assertThat(left(health(first).at("/cooling_models/0")))
                .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    }

    @ParameterizedTest
    @CsvSource({"401, '', provider-auth", "402, '', quota", "429, insufficient_quota, quota"})
    @Tag("U6")
    void aKeyThatDoesNotWorkIsLeftAloneAndAnAlertIsRaised(int status, String code, String reason) {
        // Given
        String first = bench.unusedRow("openai");
        bench.provider("openai").answering(status, NO.formatted(code));
        String body = twoModels(first);
        HttpResponse<String> failedOver = send(body);

        // When
        HttpResponse<String> after = send(body);

        // Then
        assertServed(failedOver, "anthropic/chat", 2);
        assertServed(after, "anthropic/chat", 1);
        assertThat(bench.provider("openai").requests()).hasSize(1);
        JsonNode health = health(first);
        assertThat(health.path("state").asText()).isEqualTo("cooling");
        assertThat(health.path("cool_down_reason").asText()).isEqualTo(reason);
        assertThat(left(health)).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(121));
        assertThat(bench.gateway().get("/metrics").body())
                .contains(
                        "aig_key_failures_total{provider=\""
                                + first
                                + "\",reason=\""
                                + reason
                                + "\"} 1.0");
    }

    @Test
    void whoeverIsLeftAloneIsAskedWhenNobodyElseCanServe() {
        // Given
        String only = bench.unusedRow("openai");
        bench.provider("openai").answering(401, NO.formatted(""));
        String body = "{\"model\":\"" + only + "/chat\"," + MESSAGES + "}";
        send(body);
        bench.calm();

        // When
        HttpResponse<String> answer = send(body);

        // Then
        assertServed(answer, only + "/chat", 1);
        assertThat(health(only).path("state").asText()).isEqualTo("on");
    }

    @Test
    void whoeverIsLeftAloneIsTheLastResort() {
        // Given
        String first = bench.unusedRow("openai");
        String second = bench.unusedRow("anthropic");
        bench.provider("openai").answering(429, NO.formatted(""), "retry-after", "40");
        String body =
                "{\"models\":[\"" + first + "/chat\",\"" + second + "/chat\"]," + MESSAGES + "}";
        send(body);
        bench.calm();
        bench.provider("anthropic").failing(1, 500);

        // When
        HttpResponse<String> answer = send(body);

        // Then
        assertServed(answer, first + "/chat", 2);
    }

    @Test
    void healthTellsWhatWasSeen() {
        // Given
        String row = bench.unusedRow("openai");
        String whole = "{\"model\":\"" + row + "/chat\"," + MESSAGES + "}";
        send(whole);
        send("{\"stream\":true,\"model\":\"" + row + "/chat\"," + MESSAGES + "}");
        bench.provider("openai").failing(2, 500);
        send(whole);
        send(whole);

        // When
        JsonNode health = health(row);

        // Then
        assertThat(health.path("state").asText()).isEqualTo("on");
        assertThat(health.path("circuit").asText()).isEqualTo("closed");
        assertThat(health.path("requests").asInt()).isEqualTo(4);
        assertThat(health.path("error_rate").asDouble()).isEqualTo(0.5);
        assertThat(health.at("/first_token_ms/p50").asDouble()).isPositive();
        assertThat(health.at("/latency_ms/p99").asDouble()).isPositive();
        assertThat(health.path("cool_down_until").isNull()).isTrue();
    }

    @Test
    @Tag("U27")
    void healthTellsThatACircuitIsOpen() {
        // Given
        String row = bench.unusedRow("openai");
        bench.provider("openai").failing(1_000, 500);
        for (int i = 0; i < 25; i++) {
            send(twoModels(row));
        }

        // When
        JsonNode health = health(row);

        // Then
        assertThat(health.path("state").asText()).isEqualTo("failing");
        assertThat(health.path("circuit").asText()).isEqualTo("open");
        assertThat(bench.provider("openai").requests().size()).isLessThan(25);
    }

    private static final String MESSAGES =
            "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]";

    private static String twoModels(String first) {
        return "{\"models\":[\"" + first + "/chat\",\"anthropic/chat\"]," + MESSAGES + "}";
    }

    private static Duration left(JsonNode cooling) {
        return Duration.between(
                Instant.now(), Instant.parse(cooling.path("cool_down_until").asText()));
    }

    private static JsonNode health(String provider) {
        JsonNode all = GatewayUnderTest.json(bench.gateway().get("/v1/health/providers"));
        for (JsonNode one : all.path("data")) {
            if (one.path("id").asText().equals(provider)) {
                return one;
            }
        }
        throw new AssertionError("no provider " + provider + " in " + all);
    }

    private static HttpResponse<String> send(String body) {
        return bench.gateway().post("/v1/chat/completions", body);
    }

    private static void assertServed(HttpResponse<String> answer, String by, int attempts) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-aig-served-by")).contains(by);
        assertThat(answer.headers().firstValue("x-aig-attempts"))
                .contains(Integer.toString(attempts));
    }
}
