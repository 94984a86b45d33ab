package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
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

/** What calls are charged, as their answers, their records and a fee of ten per cent tell it. */
class BillOverHttpTest {

    private static final BigDecimal FEE = new BigDecimal("0.1");
    private static final String FAILED_AFTER_40_TOKENS =
            "{\"error\":{\"message\":\"broke\",\"code\":502},\"usage\":{\"prompt_tokens\":30,\"completion_tokens\":10,\"total_tokens\":40}}";

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench =
                Bench.started(
                        folder, Map.of("gateway.billing.markup-percent", "10"), files -> files);
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
    @CsvSource({"openai, /v1/chat/completions", "anthropic, /v1/chat/completions"})
    @Tag("M9")
    void isTheSameStreamedOrNot(String provider, String path) {
        // Given
        String model = bench.unusedRow(provider) + "/chat";
        String tag = "same-" + provider + path.length();

        // When
        bench.gateway().post(path, body(model, path, false), "x-aig-tag", tag + "-whole");
        bench.gateway().post(path, body(model, path, true), "x-aig-tag", tag + "-streamed");

        // Then
        JsonNode whole = bench.onlyRecord(tag + "-whole");
        JsonNode streamed = bench.onlyRecord(tag + "-streamed");
        for (String field : List.of("cost_cents", "provider_cost_cents", "fee_cents")) {
            assertThat(streamed.path(field)).as(field).isEqualTo(whole.path(field));
            assertThat(whole.path(field).decimalValue()).as(field).isPositive();
        }
        assertThat(streamed.path("estimated").asBoolean()).isFalse();
        assertThat(whole.path("price_version").asText()).matches("[0-9a-f]{12}");
    }

    @Test
    void isToldTheSameInTheAnswerItsHeaderAndTheRecord() {
        // Given
        String body = body("openai/chat", "", false);

        // When
        HttpResponse<String> answer =
                bench.gateway().post("/v1/chat/completions", body, "x-aig-tag", "told");

        // Then
        BigDecimal cents =
                new BigDecimal(answer.headers().firstValue("X-Cost-Cents").orElseThrow());
        JsonNode record = bench.onlyRecord("told");
        assertThat(record.path("cost_cents").decimalValue()).isEqualByComparingTo(cents);
        assertThat(GatewayUnderTest.json(answer).at("/usage/cost").decimalValue().movePointRight(2))
                .isEqualByComparingTo(cents);
        BigDecimal provider = record.path("provider_cost_cents").decimalValue();
        assertThat(record.path("fee_cents").decimalValue())
                .isEqualByComparingTo(provider.multiply(FEE));
        assertThat(cents)
                .isEqualByComparingTo(provider.add(record.path("fee_cents").decimalValue()));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 503})
    @Tag("M10")
    void holdsTheTokensOfAnAttemptThatFailed(int status) {
        // Given
        bench.provider("openai").answering(status, FAILED_AFTER_40_TOKENS);
        String first = bench.unusedRow("openai");
        String body =
                "{\"models\":[\"%s/chat\",\"%s/chat\"],\"messages\":[{\"role\":\"user\",\"content\":\"Tell me more please\"}]}"
                        .formatted(first, bench.unusedRow("anthropic"));
        String tag = "failed-" + status;

        // When
        HttpResponse<String> answer =
                bench.gateway().post("/v1/chat/completions", body, "x-aig-tag", tag);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode record = bench.onlyRecord(tag);
        assertThat(record.at("/attempts/0/provider").asText()).isEqualTo(first);
        assertThat(record.at("/attempts/0/input_tokens").asLong()).isEqualTo(30);
        assertThat(record.at("/attempts/0/output_tokens").asLong()).isEqualTo(10);
        BigDecimal both =
                record.at("/attempts/0/cost_cents")
                        .decimalValue()
                        .add(record.at("/attempts/1/cost_cents").decimalValue());
        assertThat(record.at("/attempts/0/cost_cents").decimalValue())
                .isEqualByComparingTo("0.005");
        assertThat(record.path("provider_cost_cents").decimalValue()).isEqualByComparingTo(both);
        assertThat(answer.headers().firstValue("X-Cost-Cents").map(BigDecimal::new).orElseThrow())
                .isEqualByComparingTo(record.path("cost_cents").decimalValue());
    }

    @Test
    @Tag("M10")
    void isChargedThoughNobodyCouldAnswer() {
        // Given
        bench.provider("openai").answering(503, FAILED_AFTER_40_TOKENS);
        String body = body(bench.unusedRow("openai") + "/chat", "", false);

        // When
        HttpResponse<String> answer =
                bench.gateway().post("/v1/chat/completions", body, "x-aig-tag", "nobody");

        // Then
        assertThat(answer.statusCode()).isEqualTo(502);
        JsonNode record = bench.onlyRecord("nobody");
        assertThat(record.path("provider_cost_cents").decimalValue()).isEqualByComparingTo("0.005");
        assertThat(record.path("input_tokens").asLong()).isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource({"openai", "anthropic"})
    @Tag("M8")
    void isCountedWhenAStreamIsCutBeforeItsUsage(String provider) {
        // Given
        bench.provider(provider).cutting(5);
        String body = body(bench.unusedRow(provider) + "/chat", "", true);

        // When
        bench.gateway().post("/v1/chat/completions", body, "x-aig-tag", "cut-" + provider);

        // Then
        JsonNode record = bench.onlyRecord("cut-" + provider);
        assertThat(record.path("estimated").asBoolean()).isTrue();
        assertThat(record.path("input_tokens").asLong()).isPositive();
        assertThat(record.path("output_tokens").asLong()).isPositive();
        assertThat(record.path("cost_cents").decimalValue()).isPositive();
    }

    @Test
    @Tag("M8")
    void isCountedWhenTheProviderTellsZeros() {
        // Given
        bench.provider("openai")
                .answering(
                        200,
                        "{\"id\":\"x\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"A few words of an answer\"}}],\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0}}");
        String body = body(bench.unusedRow("openai") + "/chat", "", false);

        // When
        bench.gateway().post("/v1/chat/completions", body, "x-aig-tag", "zeros");

        // Then
        JsonNode record = bench.onlyRecord("zeros");
        assertThat(record.path("estimated").asBoolean()).isTrue();
        assertThat(record.path("output_tokens").asLong()).isPositive();
        assertThat(record.path("cost_cents").decimalValue()).isPositive();
    }

    private static String body(String model, String path, boolean stream) {
        String asked =
                path.equals("/v1/completions")
                        ? "\"prompt\":\"Tell me more please\""
                        : "\"messages\":[{\"role\":\"user\",\"content\":\"Tell me more please\"}]";
        return "{\"model\":\"%s\",\"stream\":%b,%s}".formatted(model, stream, asked);
    }
}
