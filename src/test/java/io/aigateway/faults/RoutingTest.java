package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules with conditions, and what a caller may say about the routing of its own call. */
class RoutingTest {

    private static final String CONDITIONS =
            """
            conditional:
                  - {when: "tag starts-with 'batch'", use: openai/chat}
                  - {when: "metadata.tier == 'gold' or stream", use: anthropic/chat}
                  - {when: "input-tokens > 200", use: openai/chat}
                  - {when: "has-tools and not has-images", use: steady}
                  - {when: "budget-used >= 50%", use: anthropic/chat}
                  - {when: "hour >= 0 and key == 'caller'", use: anthropic/chat}
                  - use: openai/chat
            """;

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench =
                Bench.started(
                        folder,
                        Map.of(),
                        files ->
                                files.rule("smart", CONDITIONS)
                                        .rule("steady", "failover: [anthropic/chat, openai/chat]"));
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
    @CsvSource(
            delimiter = '|',
            value = {
                "batch-7 |                                                | openai/chat",
                "none    | ,\"metadata\":{\"tier\":\"gold\"}              | anthropic/chat",
                "none    | ,\"metadata\":{\"tier\":\"iron\"}              | openai/chat",
                "none    | ,\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{}}}] | anthropic/chat",
                "none    |                                                | openai/chat",
            })
    void theFirstConditionThatHoldsDecides(String tag, String more, String served) {
        // Given
        String body = ask("smart", more == null ? "" : more);

        // When
        HttpResponse<String> answer = send(body, "x-aig-tag", tag);

        // Then
        assertServed(answer, served, "conditional");
    }

    @Test
    void aConditionMayAskForTheCallersKey() {
        // Given
        JsonNode key =
                GatewayUnderTest.json(bench.gateway().post("/v1/keys", "{\"name\":\"caller\"}"));

        // When
        HttpResponse<String> answer =
                bench.gateway()
                        .postAs(key.path("key").asText(), "/v1/chat/completions", ask("smart", ""));

        // Then
        assertServed(answer, "anthropic/chat", "conditional");
    }

    @Test
    void aConditionMayAskHowFarABudgetIsUsed() {
        // Given
        JsonNode budget =
                GatewayUnderTest.json(
                        bench.gateway()
                                .post(
                                        "/v1/budgets",
                                        "{\"tag\":\"half\",\"monthly_cap_cents\":100}"));
        HttpResponse<String> before = send(ask("smart", ""), "x-aig-tag", "half");
        for (int i = 1; i < 5; i++) {
            send(ask("smart", ""), "x-aig-tag", "half");
        }
        double spent =
                Double.parseDouble(before.headers().firstValue("X-Cost-Cents").orElseThrow());
        bench.gateway()
                .call(
                        "PATCH",
                        "/v1/budgets/" + budget.path("id").asText(),
                        "{\"monthly_cap_cents\":" + String.format("%.6f", 5 * spent * 1.9) + "}");

        // When
        HttpResponse<String> after = send(ask("smart", ",\"max_tokens\":1"), "x-aig-tag", "half");

        // Then
        assertServed(before, "openai/chat", "conditional");
        assertServed(after, "anthropic/chat", "conditional");
    }

    @Test
    void aLongPromptMayGoElsewhere() {
        // Given
        String body =
                "{\"model\":\"smart\",\"messages\":[{\"role\":\"user\",\"content\":\""
                        + "word ".repeat(500)
                        + "\"}],\"metadata\":{\"tier\":\"none\"}}";

        // When
        HttpResponse<String> answer = send(body);

        // Then
        assertServed(answer, "openai/chat", "conditional");
    }

    @Test
    void aPinnedCallGoesToItsProviderAndNowhereElse() {
        // Given
        String provider = bench.unusedRow("openai");
        bench.provider("openai").failing(9, 500);

        // When
        HttpResponse<String> answer =
                send(ask("anthropic/chat", routing("pinned", '"' + provider + '"', "")));

        // Then
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("x-aig-attempts")).contains("1");
        assertThat(answer.headers().firstValue("x-aig-route-policy")).contains("pinned");
        assertThat(bench.provider("openai").requests()).hasSize(1);
        assertThat(bench.provider("anthropic").requests()).isEmpty();
    }

    @Test
    void theProvidersThatACallerNamesAreAskedInItsOrder() {
        // Given
        String first = bench.unusedRow("anthropic");
        String body =
                ask("openai/chat", ",\"routing\":{\"providers\":[\"" + first + "\",\"openai\"]}");

        // When
        HttpResponse<String> answer = send(body);

        // Then
        assertServed(answer, first + "/chat", "pinned");
        assertThat(bench.provider("anthropic").lastRequest().body().has("routing")).isFalse();
        assertThat(answer.headers().firstValue("x-aig-warning").orElse(""))
                .doesNotContain("routing");
    }

    @Test
    void aCallerMayForbidFallingBackInItsRouting() {
        // Given
        String first = bench.unusedRow("openai");
        bench.provider("openai").failing(1, 500);

        // When
        HttpResponse<String> answer =
                send(
                        ask(
                                first + "/chat",
                                ",\"models\":[\"anthropic/chat\"],\"routing\":{\"allow_fallback\":false}"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(bench.asked()).isEqualTo(1);
    }

    @Test
    void theQuickestProviderIsAskedFirst() {
        // Given
        String slow = bench.unusedRow("openai");
        String quick = bench.unusedRow("anthropic");
        bench.provider("openai").pausing(Duration.ofMillis(40));
        for (int i = 0; i < 3; i++) {
            send(ask(slow + "/chat", ",\"stream\":true"));
            send(ask(quick + "/chat", ",\"stream\":true"));
        }
        String body =
                ask(
                        slow + "/chat",
                        ",\"stream\":true"
                                + routing(
                                        "lowest_latency", '"' + slow + "\",\"" + quick + '"', ""));

        // When
        HttpResponse<String> answer = send(body);

        // Then
        assertServed(answer, quick + "/chat", "lowest_latency");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"policy\":\"fastest\"}             | routing.policy",
                "{\"policy\":5}                       | routing.policy",
                "{\"policy\":\"pinned\"}              | routing.providers",
                "{\"providers\":\"openai\"}           | routing.providers",
                "{\"providers\":[5]}                  | routing.providers",
                "{\"providers\":[\"nobody\"]}         | routing.providers",
                "{\"max_cost_per_1m_input\":\"low\"}  | routing.max_cost_per_1m_input",
                "{\"max_cost_per_1m_input\":-1}       | routing.max_cost_per_1m_input",
                "{\"max_cost_per_1m_input\":0.5}      | routing.max_cost_per_1m_input",
                "{\"allow_fallback\":\"no\"}          | routing.allow_fallback",
                "{\"polcy\":\"pinned\"}               | routing",
                "[]                                   | routing",
            })
    void routingThatCannotBeMeantIsRefused(String routing, String param) {
        // Given
        String body = ask("openai/chat", ",\"routing\":" + routing);

        // When
        HttpResponse<String> answer = send(body);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(GatewayUnderTest.json(answer).at("/error/param").asText()).isEqualTo(param);
        assertThat(bench.asked()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aProviderThatNobodyKnowsIsNamedInAWarning(boolean stream) {
        // Given
        String body =
                ask(
                        "openai/chat",
                        ",\"stream\":%s,\"routing\":{\"providers\":[\"opnai\",\"openai\",\"grök\"]}"
                                .formatted(stream));

        // When
        HttpResponse<String> answer = send(body);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-aig-served-by")).contains("openai/chat");
        assertThat(answer.headers().firstValue("x-aig-warning").orElse(""))
                .contains("providers that are not known here were left out: opnai, gr?k");
    }

    @Test
    void whenNobodyKnowsAnyOfTheProvidersTheNearestIsNamed() {
        // Given
        String body = ask("auto", ",\"routing\":{\"providers\":[\"opnai\"]}");

        // When
        HttpResponse<String> answer = send(body);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(GatewayUnderTest.json(answer).at("/error/message").asText())
                .contains("'opnai'", "did you mean 'openai'?");
    }

    @Test
    void aModelWithinTheCallersPriceIsServed() {
        // Given
        String body = ask("openai/chat", ",\"routing\":{\"max_cost_per_1m_input\":1.0}");

        // When
        HttpResponse<String> answer = send(body);

        // Then
        assertServed(answer, "openai/chat", "pinned");
    }

    private static String routing(String policy, String providers, String more) {
        return ",\"routing\":{\"policy\":\""
                + policy
                + "\",\"providers\":["
                + providers
                + "]"
                + more
                + "}";
    }

    private static String ask(String model, String more) {
        return "{\"model\":\""
                + model
                + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]"
                + more
                + "}";
    }

    private static HttpResponse<String> send(String body, String... headers) {
        return bench.gateway().post("/v1/chat/completions", body, headers);
    }

    private static void assertServed(HttpResponse<String> answer, String by, String policy) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-aig-served-by")).contains(by);
        assertThat(answer.headers().firstValue("x-aig-route-policy")).contains(policy);
    }
}
