package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.UpstreamFiles;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cap on what a provider may be paid. */
class ProviderBudgetTest {

    private static final String TOO_LITTLE = "0.0001";
    private static final String COST_CENTS = "0.0016";

    @TempDir static Path folder;
    static Bench bench;
    static Till till;

    @BeforeAll
    static void start() {
        bench =
                Bench.started(
                        folder,
                        Map.of(),
                        files ->
                                files.rule(
                                                "first-pair",
                                                "failover: [openai-1/chat, anthropic/chat]")
                                        .rule(
                                                "second-pair",
                                                "failover: [openai-2/chat, anthropic-2/chat]")
                                        .rated("openai-4", "openai-4/rated", "{rpm: 1}")
                                        .rated("anthropic-4", "anthropic-4/rated", "{rpm: 1}")
                                        .rule(
                                                "rated-pair",
                                                "failover: [openai-4/rated, anthropic-4/rated]")
                                        .rule(
                                                "poor-pair",
                                                "failover: [openai-3/chat, anthropic-3/chat]"));
        till = new Till(bench.gateway());
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void calm() {
        bench.calm();
    }

    @Test
    void refusesACallThatItsOnlyProviderMayNotBePaidFor() {
        // Given
        JsonNode budget = till.budget("'provider':'openai-10'", TOO_LITTLE);

        // When
        HttpResponse<String> answer = till.ask("openai-10/chat", "only", ",'max_tokens':300");

        // Then
        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(Till.message(answer))
                .startsWith(
                        "The provider 'openai-10' has used $0.00 of its monthly cap of $0.000001");
        assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
        assertThat(bench.asked()).isZero();
        assertThat(till.reserved(budget)).isZero();
    }

    @Test
    void leavesOutAProviderWhoseCapIsInTheWayAndAsksTheNext() {
        // Given
        JsonNode budget = till.budget("'provider':'openai-1'", TOO_LITTLE);

        // When
        HttpResponse<String> answer = till.ask("first-pair", "left-out", ",'max_tokens':300");

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-aig-provider")).contains("anthropic");
        assertThat(Till.warning(answer))
                .isEqualTo("provider 'openai-1' was left out: its budget is used up");
        assertThat(bench.provider("openai").requests()).isEmpty();
        assertThat(till.spent(budget)).isZero();
    }

    @Test
    void keepsACallToTheLimitsOfTheModelThatItTurnsTo() {
        // Given
        JsonNode budget = till.budget("'provider':'openai-4'", TOO_LITTLE);
        JsonNode counted = till.budget("'tag':'turned'", "1000");
        HttpResponse<String> first = till.ask("rated-pair", "turned", ",'max_tokens':300");

        // When
        HttpResponse<String> second = till.ask("rated-pair", "turned", ",'max_tokens':300");

        // Then
        assertThat(first.headers().firstValue("x-aig-provider")).contains("anthropic-4");
        assertThat(second.statusCode()).as(second.body()).isEqualTo(429);
        assertThat(Till.message(second)).contains("anthropic-4/rated");
        assertThat(bench.asked()).isEqualTo(1);
        assertThat(till.reserved(counted)).isZero();
        assertThat(till.spent(counted)).isEqualByComparingTo("0.0018");
        bench.gateway().call("DELETE", "/v1/budgets/" + budget.path("id").asText(), "");
        assertThat(till.ask("openai-4/rated", "turned", "").statusCode()).isEqualTo(200);
    }

    @Test
    void isCountedWithWhatItsOwnAttemptsCost() {
        // Given
        JsonNode failing = till.budget("'provider':'openai-2'", "1000");
        JsonNode serving = till.budget("'provider':'anthropic-2'", "1000");
        bench.provider("openai").failing(1, 500);

        // When
        HttpResponse<String> answer = till.ask("second-pair", "failed-over", "");

        // Then
        assertThat(answer.headers().firstValue("x-aig-provider")).contains("anthropic-2");
        assertThat(till.spent(failing)).isZero();
        assertThat(till.reserved(failing)).isZero();
        assertThat(till.spent(serving)).isEqualByComparingTo("0.0018");
        assertThat(till.reserved(serving)).isZero();
    }

    @Test
    void isRefusedWhenNoProviderIsLeft() {
        // Given
        till.budget("'provider':'openai-3'", TOO_LITTLE);
        till.budget("'provider':'anthropic-3'", TOO_LITTLE);

        // When
        HttpResponse<String> answer = till.ask("poor-pair", "nobody-left", "");

        // Then
        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(Till.message(answer)).contains("provider '", "-3' has used $0.00");
        assertThat(bench.asked()).isZero();
    }

    @Test
    void startsFromTheRecordsOfItsOwnAttempts(@TempDir Path other) {
        // Given
        try (FakeProvider provider = FakeProvider.openAi()) {
            Map<String, String> files = UpstreamFiles.create().openAi("openai", provider).files();
            try (GatewayUnderTest before = GatewayUnderTest.started(other, files, Map.of())) {
                new Till(before).ask("openai/chat", "before", "");
            }

            // When
            try (GatewayUnderTest after = GatewayUnderTest.started(other, files, Map.of())) {
                JsonNode budget = new Till(after).budget("'provider':'openai'", "1000");

                // Then
                assertThat(budget.path("spent_cents").decimalValue())
                        .isEqualByComparingTo(COST_CENTS);
            }
        }
    }
}
