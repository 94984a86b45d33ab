package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code /v1/budgets} shows, to whom, and what becomes of budgets while calls are under way.
 */
class BudgetsApiTest {

    @TempDir static Path folder;
    static Bench bench;
    static Till till;

    @BeforeAll
    static void start() {
        bench = Bench.started(folder);
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
    void tellsEachTagOfAPatternTheMostUsedFirst() {
        // Given
        JsonNode budget = till.budget("'tag':'band:*'", "1000");
        till.ask("openai/chat", "band:a", "");
        till.ask("openai/chat", "band:b", "");
        till.ask("openai/chat", "band:b", "");

        // When
        JsonNode now = till.now(budget);

        // Then
        assertThat(now.path("tags")).hasSize(2);
        assertThat(now.at("/tags/0/tag").asText()).isEqualTo("band:b");
        assertThat(now.at("/tags/0/spent_cents").decimalValue())
                .isEqualByComparingTo("0.0032")
                .isEqualByComparingTo(now.path("spent_cents").decimalValue());
        assertThat(now.at("/tags/1/spent_cents").decimalValue()).isEqualByComparingTo("0.0016");
        assertThat(now.path("reserved_cents").decimalValue()).isZero();
        assertThat(now.path("resets_at").asText()).endsWith("-01T00:00:00Z");
    }

    @Test
    @Tag("A9")
    @Tag("A11")
    void showsASubAccountItsOwnBudgetsOnly() {
        // Given
        JsonNode own = till.create("/v1/sub-accounts", "{'name':'one'}");
        JsonNode other = till.create("/v1/sub-accounts", "{'name':'two'}");
        String id = own.path("id").asText();
        JsonNode key = till.create("/v1/keys", "{'name':'k','sub_account_id':'%s'}".formatted(id));
        List<JsonNode> seen =
                List.of(
                        till.budget("'sub_account_id':'%s'".formatted(id), "10"),
                        till.budget("'sub_account_id':'%s','tag':'t'".formatted(id), "10"),
                        till.budget("'key_id':'%s'".formatted(key.path("id").asText()), "10"));
        List<JsonNode> hidden =
                List.of(
                        till.budget(
                                "'sub_account_id':'%s'".formatted(other.path("id").asText()), "10"),
                        till.budget("'account':true", "100000"),
                        till.budget("'provider':'openai-30'", "10"),
                        till.budget("'tag':'t'", "10"));
        String secret = own.path("key").asText();

        // When
        JsonNode list =
                GatewayUnderTest.json(bench.gateway().getAs(secret, "/v1/budgets")).path("data");

        // Then
        assertThat(StreamSupport.stream(list.spliterator(), false).map(BudgetsApiTest::id))
                .containsExactlyInAnyOrderElementsOf(
                        seen.stream().map(BudgetsApiTest::id).toList());
        assertThat(seen).allSatisfy(one -> assertThat(statusOf(secret, one)).isEqualTo(200));
        assertThat(hidden).allSatisfy(one -> assertThat(statusOf(secret, one)).isEqualTo(404));
        seen.forEach(BudgetsApiTest::delete);
        hidden.forEach(BudgetsApiTest::delete);
    }

    @Test
    @Tag("A13")
    void letsOnlyAdminsMakeBudgets() {
        // Given
        JsonNode own = till.create("/v1/sub-accounts", "{'name':'ambitious'}");
        String body =
                "{\"sub_account_id\":\"%s\",\"cap_cents\":1}".formatted(own.path("id").asText());

        // When
        HttpResponse<String> answer =
                bench.gateway().postAs(own.path("key").asText(), "/v1/budgets", body);

        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|cap_cents",
                "{\"cap_cents\":5}|scope",
                "{\"tag\":\"a\",\"provider\":\"b\",\"cap_cents\":5}|scope",
                "{\"key_id\":\"a\",\"sub_account_id\":\"b\",\"cap_cents\":5}|scope",
                "{\"account\":false,\"cap_cents\":5}|account",
                "{\"tag\":7,\"cap_cents\":5}|tag",
                "{\"tag\":\"a\",\"cap_cents\":-1}|cap_cents",
                "{\"tag\":\"a\",\"cap_cents\":1e30}|cap_cents",
                "{\"tag\":\"a\",\"cap_cents\":5,\"period\":\"year\"}|period",
                "{\"tag\":\"a\",\"cap_cents\":5,\"alert_at\":[\"x\"]}|alert_at"
            })
    void refusesABudgetThatCannotBe(String body, String field) {
        // Given
        String made = body;

        // When
        HttpResponse<String> answer = bench.gateway().post("/v1/budgets", made);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(GatewayUnderTest.json(answer).at("/error/param").asText()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "sub-account"})
    void letsACallEndWhoseKeyIsDeletedMeanwhile(String what) {
        // Given
        JsonNode account = till.create("/v1/sub-accounts", "{'name':'leaving'}");
        String id = account.path("id").asText();
        JsonNode key = till.create("/v1/keys", "{'name':'k','sub_account_id':'%s'}".formatted(id));
        String keyId = key.path("id").asText();
        JsonNode ofTag = till.budget("'tag':'leaving-%s'".formatted(what), "1000");
        JsonNode ofKey = till.budget("'key_id':'%s'".formatted(keyId), "1000");
        CountDownLatch gate = new CountDownLatch(1);
        bench.provider("openai").waitingFor(gate);

        // When
        CompletableFuture<HttpResponse<String>> call =
                CompletableFuture.supplyAsync(
                        () ->
                                till.askAs(
                                        key.path("key").asText(),
                                        "openai/chat",
                                        "leaving-" + what,
                                        ""));
        awaitReserved(ofTag);
        String path = what.equals("key") ? "/v1/keys/" + keyId : "/v1/sub-accounts/" + id;
        int deleted = bench.gateway().call("DELETE", path, "").statusCode();
        gate.countDown();
        HttpResponse<String> answer = call.join();

        // Then
        assertThat(deleted).isEqualTo(200);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(till.reserved(ofTag)).isZero();
        assertThat(till.spent(ofTag)).isEqualByComparingTo("0.0016");
        assertThat(bench.records("leaving-" + what)).hasSize(1);
        assertThat(statusOf(bench.gateway().adminKey(), ofKey)).isEqualTo(404);
    }

    @Test
    @Tag("M15")
    void obeysACapThatIsLoweredAndRaisedWhileCallsAreInFlight() {
        // Given
        JsonNode budget = till.budget("'tag':'moving'", "1000");
        CountDownLatch gate = new CountDownLatch(1);
        bench.provider("openai").waitingFor(gate);
        CompletableFuture<HttpResponse<String>> inFlight =
                CompletableFuture.supplyAsync(() -> till.ask("openai/chat", "moving", ""));
        awaitReserved(budget);

        // When
        patch(budget, "0.05");
        HttpResponse<String> lowered = till.ask("openai/chat", "moving", "");
        gate.countDown();
        HttpResponse<String> first = inFlight.join();
        JsonNode after = till.now(budget);
        patch(budget, "1000");
        HttpResponse<String> raised = till.ask("openai/chat", "moving", "");

        // Then
        assertThat(lowered.statusCode()).isEqualTo(402);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(after.path("cap_cents").decimalValue()).isEqualByComparingTo("0.05");
        assertThat(after.path("spent_cents").decimalValue()).isEqualByComparingTo("0.0016");
        assertThat(raised.statusCode()).isEqualTo(200);
    }

    private static void awaitReserved(JsonNode budget) {
        while (till.reserved(budget).signum() == 0) {
            Thread.onSpinWait();
        }
    }

    private static void patch(JsonNode budget, String cents) {
        HttpResponse<String> answer =
                bench.gateway()
                        .call(
                                "PATCH",
                                "/v1/budgets/" + id(budget),
                                "{\"cap_cents\":%s}".formatted(cents));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static void delete(JsonNode budget) {
        bench.gateway().call("DELETE", "/v1/budgets/" + id(budget), "");
    }

    private static int statusOf(String key, JsonNode budget) {
        return bench.gateway().getAs(key, "/v1/budgets/" + id(budget)).statusCode();
    }

    private static String id(JsonNode budget) {
        return budget.path("id").asText();
    }
}
