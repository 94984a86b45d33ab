package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.budget.SpendLedger;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.pipeline.ReservationSweeper;
import io.aigateway.usage.UsageLog;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prepaid credit, as callers meet it. */
class CreditsTest {

    private static final Map<String, String> ENABLED = Map.of("gateway.credits.enabled", "true");

    /** 4 words in, 6 words out, at 1 and 2 dollars a million. */
    private static final BigDecimal COST_CENTS = new BigDecimal("0.0016");

    private static final String EITHER =
            "{\"models\":[\"openai/chat\",\"anthropic/chat\"],\"max_tokens\":100,"
                    + "\"messages\":[{\"role\":\"user\",\"content\":\"Tell me more please\"}]}";

    @TempDir Path folder;

    @Test
    @Tag("M1")
    void neverPaysForMoreThanThereIsHoweverManyCallsComeAtOnce() {
        // Given
        try (Bench bench = Bench.started(folder, ENABLED, files -> files)) {
            pay(bench, "0.1");

            // When
            List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                calls.add(
                        CompletableFuture.supplyAsync(
                                () -> ask(bench, 100), work -> new Thread(work).start()));
            }
            List<Integer> statuses = calls.stream().map(call -> call.join().statusCode()).toList();

            // Then
            assertThat(statuses).containsOnly(200, 402);
            assertThat(cents(bench, "balance_cents")).isNotNegative();
            assertThat(cents(bench, "reserved_cents")).isZero();
            long served = statuses.stream().filter(status -> status == 200).count();
            assertThat(cents(bench, "spent_cents"))
                    .isEqualByComparingTo(COST_CENTS.multiply(BigDecimal.valueOf(served)));
            assertThat(bench.asked()).isEqualTo((int) served);
        }
    }

    @Test
    void refusesWithoutAnyAndServesOnceItIsPaidIn() {
        // Given
        try (Bench bench = Bench.started(folder, ENABLED, files -> files)) {

            // When
            HttpResponse<String> before = ask(bench, 100);
            pay(bench, "500");
            HttpResponse<String> after = ask(bench, 100);

            // Then
            assertThat(before.statusCode()).isEqualTo(402);
            assertThat(GatewayUnderTest.json(before).at("/error/message").asText())
                    .contains("prepaid credit");
            assertThat(before.headers().firstValue("x-should-retry")).contains("false");
            assertThat(after.statusCode()).isEqualTo(200);
            assertThat(cents(bench, "balance_cents"))
                    .isEqualByComparingTo(new BigDecimal("499.9984"));
        }
    }

    @Test
    void isThereAfterARestart() {
        // Given
        try (Bench bench = Bench.started(folder, ENABLED, files -> files)) {
            pay(bench, "1");
            ask(bench, 100);
            ask(bench, 100);
        }

        // When
        try (Bench bench = Bench.started(folder, ENABLED, files -> files)) {

            // Then
            assertThat(cents(bench, "credits_cents")).isEqualByComparingTo("1");
            assertThat(cents(bench, "spent_cents")).isEqualByComparingTo("0.0032");
            assertThat(ask(bench, 100).statusCode()).isEqualTo(200);
            assertThat(cents(bench, "spent_cents")).isEqualByComparingTo("0.0048");
        }
    }

    @Test
    void isNeitherNeededNorTakenByACallWithItsCallersOwnProviderKey() {
        // Given
        try (Bench bench = Bench.started(folder, ENABLED, files -> files)) {

            // When
            HttpResponse<String> answer = ask(bench, 100, "x-byok-openai", "sk-own-key-1");

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(cents(bench, "spent_cents")).isZero();
            assertThat(ask(bench, 100).statusCode()).isEqualTo(402);
        }
        try (Bench again = Bench.started(folder, ENABLED, files -> files)) {
            assertThat(cents(again, "spent_cents")).isZero();
        }
    }

    @Test
    @Tag("M6")
    void isChargedAsTheRecordSaysForACallWithAnOwnKeyForOneProviderThatDidNotEnd() {
        // Given
        CountDownLatch gate = new CountDownLatch(1);
        try (Bench bench = Bench.started(folder, ENABLED, files -> files)) {
            pay(bench, "500");
            bench.provider("openai").waitingFor(gate);
            CompletableFuture<HttpResponse<String>> call =
                    CompletableFuture.supplyAsync(
                            () ->
                                    bench.gateway()
                                            .post(
                                                    "/v1/chat/completions",
                                                    EITHER,
                                                    "x-byok-openai",
                                                    "sk-own-key-1"));
            awaitAsked(bench);
            Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(31));

            // When
            new ReservationSweeper(
                            bean(bench, "spendLedger", SpendLedger.class),
                            bean(bench, "usageLog", UsageLog.class),
                            later)
                    .sweep();

            // Then
            HttpResponse<String> verified = bench.gateway().get("/v1/ledger/verify");
            assertThat(verified.body()).contains("\"ok\":true");
            assertThat(cents(bench, "spent_cents")).isPositive();
            gate.countDown();
            call.join();
        }
    }

    @Test
    void isNotNeededUnlessItIsEnabled() {
        // Given
        try (Bench bench = Bench.started(folder)) {

            // When
            HttpResponse<String> answer = ask(bench, 100);

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            JsonNode balance = GatewayUnderTest.json(bench.gateway().get("/v1/balance"));
            assertThat(balance.path("enabled").asBoolean()).isFalse();
        }
    }

    @Test
    void isPaidInOnceForOneIdempotencyKey() {
        // Given
        try (Bench bench = Bench.started(folder, ENABLED, files -> files)) {
            String body = "{\"amount_cents\":700,\"note\":\"n\",\"idempotency_key\":\"inv-1\"}";

            // When
            JsonNode first = GatewayUnderTest.json(bench.gateway().post("/v1/credits", body));
            JsonNode second = GatewayUnderTest.json(bench.gateway().post("/v1/credits", body));
            int other =
                    bench.gateway().post("/v1/credits", body.replace("700", "800")).statusCode();

            // Then
            assertThat(second).isEqualTo(first);
            assertThat(other).isEqualTo(400);
            assertThat(cents(bench, "credits_cents")).isEqualByComparingTo("700");
            pay(bench, "-100");
            assertThat(cents(bench, "balance_cents")).isEqualByComparingTo("600");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"amount_cents\":0}",
                "{\"amount_cents\":\"5\"}",
                "{\"amount_cents\":1e99}",
                "{\"amount_cents\":5,\"note\":7}"
            })
    void isNotPaidInByABodyThatCannotBeMeant(String body) {
        // Given
        try (Bench bench = Bench.started(folder, ENABLED, files -> files)) {

            // When
            HttpResponse<String> answer = bench.gateway().post("/v1/credits", body);

            // Then
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(cents(bench, "credits_cents")).isZero();
        }
    }

    @Test
    @Tag("A11")
    void isTheAdminsBusinessOnly() {
        // Given
        try (Bench bench = Bench.started(folder, ENABLED, files -> files)) {
            String key =
                    GatewayUnderTest.json(
                                    bench.gateway().post("/v1/sub-accounts", "{\"name\":\"a\"}"))
                            .path("key")
                            .asText();

            // When
            int paying =
                    bench.gateway().postAs(key, "/v1/credits", "{\"amount_cents\":5}").statusCode();
            int looking = bench.gateway().getAs(key, "/v1/balance").statusCode();

            // Then
            assertThat(paying).isEqualTo(403);
            assertThat(looking).isEqualTo(403);
        }
    }

    private static void awaitAsked(Bench bench) {
        Instant deadline = Instant.now().plusSeconds(10);
        while (bench.asked() == 0) {
            assertThat(Instant.now()).isBefore(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static <T> T bean(Bench bench, String name, Class<T> type) {
        return bench.gateway().gateway().context().getRegistry().lookupByNameAndType(name, type);
    }

    private static void pay(Bench bench, String cents) {
        HttpResponse<String> paid =
                bench.gateway().post("/v1/credits", "{\"amount_cents\":" + cents + "}");
        assertThat(paid.statusCode()).as(paid.body()).isEqualTo(201);
    }

    private static BigDecimal cents(Bench bench, String field) {
        return GatewayUnderTest.json(bench.gateway().get("/v1/balance")).path(field).decimalValue();
    }

    private static HttpResponse<String> ask(Bench bench, int maxTokens, String... headers) {
        String body =
                "{\"model\":\"openai/chat\",\"max_tokens\":%d,\"messages\":[{\"role\":\"user\",\"content\":\"Tell me more please\"}]}"
                        .formatted(maxTokens);
        return bench.gateway().post("/v1/chat/completions", body, headers);
    }
}
