package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spend caps on keys, sub-accounts and tags, as callers meet them. */
class BudgetOverHttpTest {

    /** 4 words in, 6 words out, at 1 and 2 dollars a million. */
    private static final BigDecimal COST_CENTS = new BigDecimal("0.0016");

    private static final String ABOVE_HOLD = "/v1/usage/recent?mark=above_hold";
    private static final String TOO_LITTLE = "0.0001";

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench = Bench.started(folder);
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
                "{\"name\":\"poor\",\"spend_cap_cents\":0.0001}|key",
                "{\"name\":\"poor\",\"spend_cap_cents\":0.0001,\"cap_period\":\"total\"}|key"
            })
    void refusesACallThatItsKeyCannotPay(String body, String scope) {
        // Given
        JsonNode key = create("/v1/keys", body);

        // When
        HttpResponse<String> answer = ask(key.path("key").asText(), "openai/chat", "key-poor");

        // Then
        assertRefused(answer, scope, key.path("id").asText(), "key-poor");
    }

    @Test
    void refusesACallThatItsSubAccountCannotPay() {
        // Given
        JsonNode account =
                create(
                        "/v1/sub-accounts",
                        "{\"name\":\"acme\",\"spend_cap_cents\":" + TOO_LITTLE + "}");

        // When
        HttpResponse<String> answer = ask(account.path("key").asText(), "openai/chat", "sub-poor");

        // Then
        assertRefused(answer, "sub-account", account.path("id").asText(), "sub-poor");
    }

    @Test
    void refusesACallThatItsTagCannotPay() {
        // Given
        JsonNode budget = budget("tag", "team-poor", TOO_LITTLE);

        // When
        HttpResponse<String> answer = ask(bench.gateway().adminKey(), "openai/chat", "team-poor");

        // Then
        assertRefused(answer, "tag", "team-poor", "team-poor");
        assertThat(standing(budget, "spent_cents")).isZero();
        assertThat(standing(budget, "reserved_cents")).isZero();
    }

    @Test
    void refusesTheCallThatNoLongerFitsAndTellsWhatIsUsed() {
        // Given
        JsonNode budget = budget("tag", "team-two-calls", "0.064");
        ask(bench.gateway().adminKey(), "openai/chat", "team-two-calls", 300);

        // When
        HttpResponse<String> answer =
                ask(bench.gateway().adminKey(), "openai/chat", "team-two-calls", 300);

        // Then
        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(GatewayUnderTest.json(answer).at("/error/message").asText())
                .contains(
                        "tag 'team-two-calls'",
                        "has used $0.000016 of its monthly cap of $0.00064");
        assertThat(standing(budget, "spent_cents")).isEqualByComparingTo(COST_CENTS);
        assertThat(standing(budget, "reserved_cents")).isZero();
        assertThat(bench.asked()).isEqualTo(1);
    }

    @Test
    @Tag("M3")
    void holdsNothingInTheOtherScopesWhenOneIsShort() {
        // Given
        JsonNode rich = budget("tag", "scope-rich", "1000");
        JsonNode poor = budget("tag", "scope-poor", TOO_LITTLE);

        // When
        HttpResponse<String> answer =
                ask(bench.gateway().adminKey(), "openai/chat", "scope-rich,scope-poor");

        // Then
        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(standing(rich, "reserved_cents")).isZero();
        assertThat(standing(rich, "spent_cents")).isZero();
        assertThat(standing(poor, "reserved_cents")).isZero();
        assertThat(bench.asked()).isZero();
    }

    @Test
    @Tag("M12")
    void refusesAnUnknownPriceOnlyWhereABudgetApplies() {
        // Given
        budget("tag", "team-unpriced", "1000");
        String admin = bench.gateway().adminKey();

        // When
        HttpResponse<String> under = ask(admin, "openai/unpriced", "team-unpriced");
        int askedUnder = bench.asked();
        HttpResponse<String> free = ask(admin, "openai/unpriced", "team-without-budget");

        // Then
        assertThat(under.statusCode()).isEqualTo(402);
        assertThat(under.body()).contains("openai/unpriced", "models.yaml");
        assertThat(askedUnder).isZero();
        assertThat(free.statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("M5")
    void boundsAnAnswerThatHadNoBoundUnderABudget() {
        // Given
        budget("tag", "team-bounded", "1000");
        String admin = bench.gateway().adminKey();

        // When
        ask(admin, "openai/chat", "team-bounded");
        ask(admin, "openai/chat", "team-without-budget");

        // Then
        assertThat(limitSent(0)).isEqualTo(300);
        assertThat(limitSent(1)).isZero();
    }

    @Test
    @Tag("M7")
    void chargesACallThatCostMoreThanWasHeldAndTellsTheOperator() {
        // Given
        JsonNode budget = budget("tag", "team-overshoot", "1000");
        bench.provider("openai")
                .answering(
                        200,
                        "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\","
                                + "\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":"
                                + "{\"role\":\"assistant\",\"content\":\"much\"}}],\"usage\":"
                                + "{\"prompt_tokens\":10,\"completion_tokens\":5000,\"total_tokens\":5010}}",
                        "Content-Type",
                        "application/json");

        // When
        HttpResponse<String> answer =
                ask(bench.gateway().adminKey(), "openai/chat", "team-overshoot");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(standing(budget, "spent_cents")).isEqualByComparingTo("1.001");
        assertThat(standing(budget, "reserved_cents")).isZero();
        assertThat(bench.gateway().get("/metrics").body())
                .contains("aig_calls_above_hold_total{provider=\"openai\"} 1");
        JsonNode marked = GatewayUnderTest.json(bench.gateway().get(ABOVE_HOLD)).path("data");
        assertThat(marked).hasSize(1);
        assertThat(marked.at("/0/tag").asText()).isEqualTo("team-overshoot");
        assertThat(bench.onlyRecord("team-overshoot").path("above_hold").asBoolean()).isTrue();
    }

    private static int limitSent(int request) {
        return bench.provider("openai")
                .requests()
                .get(request)
                .body()
                .path("max_completion_tokens")
                .asInt();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void freesWhatAFailedCallHeld(String provider) {
        // Given
        String tag = "team-failed-" + provider;
        JsonNode budget = budget("tag", tag, "1000");
        bench.provider(provider).failing(1, 500);

        // When
        HttpResponse<String> answer = ask(bench.gateway().adminKey(), provider + "/chat", tag);

        // Then
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(standing(budget, "reserved_cents")).isZero();
        assertThat(standing(budget, "spent_cents")).isZero();
    }

    @Test
    @Tag("M15")
    @Tag("H6")
    void letsCallsThroughAgainOnceTheCapIsRaisedOrGone() {
        // Given
        JsonNode budget = budget("tag", "team-raised", TOO_LITTLE);
        String path = "/v1/budgets/" + budget.path("id").asText();
        String admin = bench.gateway().adminKey();

        // When
        int before = ask(admin, "openai/chat", "team-raised").statusCode();
        bench.gateway().call("PATCH", path, "{\"cap_cents\":1000}");
        int raised = ask(admin, "openai/chat", "team-raised").statusCode();
        bench.gateway().call("PATCH", path, "{\"cap_cents\":0.0001}");
        int lowered = ask(admin, "openai/chat", "team-raised").statusCode();
        bench.gateway().call("DELETE", path, "");
        int gone = ask(admin, "openai/chat", "team-raised").statusCode();

        // Then
        assertThat(before).isEqualTo(402);
        assertThat(raised).isEqualTo(200);
        assertThat(lowered).isEqualTo(402);
        assertThat(gone).isEqualTo(200);
    }

    @Test
    void capsEachTagOfAPatternOnItsOwn() {
        // Given
        bench.gateway()
                .post("/v1/budgets", "{\"tag\":\"squad:*\",\"cap_cents\":0.07,\"period\":\"day\"}");
        String admin = bench.gateway().adminKey();

        // When
        int first = ask(admin, "openai/chat", "squad:a").statusCode();
        HttpResponse<String> second = ask(admin, "openai/chat", "squad:a", 30);
        int other = ask(admin, "openai/chat", "squad:b").statusCode();

        // Then
        assertThat(first).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(other).isEqualTo(200);
        assertThat(ask(admin, "openai/chat", "squad:a", 400).statusCode()).isEqualTo(402);
    }

    private static JsonNode create(String path, String body) {
        HttpResponse<String> made = bench.gateway().post(path, body);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return GatewayUnderTest.json(made);
    }

    private static JsonNode budget(String scope, String id, String cents) {
        return create(
                "/v1/budgets",
                "{\"%s\":\"%s\",\"cap_cents\":%s,\"period\":\"month\"}"
                        .formatted(scope, id, cents));
    }

    private static BigDecimal standing(JsonNode budget, String field) {
        return GatewayUnderTest.json(
                        bench.gateway().get("/v1/budgets/" + budget.path("id").asText()))
                .path(field)
                .decimalValue();
    }

    private static HttpResponse<String> ask(String key, String model, String tags) {
        return ask(key, model, tags, 0);
    }

    private static HttpResponse<String> ask(String key, String model, String tags, int maxTokens) {
        String limit = maxTokens == 0 ? "" : ",\"max_tokens\":" + maxTokens;
        String body =
                "{\"model\":\"%s\"%s,\"messages\":[{\"role\":\"user\",\"content\":\"Tell me more please\"}]}"
                        .formatted(model, limit);
        return bench.gateway().postAs(key, "/v1/chat/completions", body, "x-aig-tag", tags);
    }

    private static void assertRefused(
            HttpResponse<String> answer, String scope, String id, String tag) {
        JsonNode error = GatewayUnderTest.json(answer).path("error");
        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(error.path("type").asText()).isEqualTo("budget_exceeded");
        assertThat(error.path("code").asInt()).isEqualTo(402);
        assertThat(error.path("message").asText())
                .contains(scope + " '" + id + "'", "has used $0", "cap of $0.000001");
        assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
        assertThat(bench.asked()).isZero();
        assertThat(bench.records(tag).at("/0/cost_cents").decimalValue()).isZero();
        assertThat(bench.records(tag).at("/0/status").asInt()).isEqualTo(402);
    }
}
