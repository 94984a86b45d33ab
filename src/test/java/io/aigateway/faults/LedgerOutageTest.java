package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.budget.Reservation;
import io.aigateway.budget.SpendLedger;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.money.Money;
import io.aigateway.store.Database;
import io.aigateway.store.StoreException;
import io.aigateway.usage.Mark;
import io.aigateway.usage.UsageLog;
import io.aigateway.usage.UsageRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that cannot be read any more, so that counters cannot begin, while calls are made. */
@Tag("D4")
class LedgerOutageTest {

    /** 4 words in, 6 words out, at 1 and 2 dollars a million. */
    private static final BigDecimal COST_CENTS = new BigDecimal("0.0016");

    private static final String CALL =
            "{\"model\":\"openai/chat\",\"max_tokens\":20,\"messages\":[{\"role\":\"user\","
                    + "\"content\":\"Tell me more please\"}]}";
    private static final int MORE_THAN_THERE_ARE_READERS = 8;
    private static final Map<String, String> ALLOW =
            Map.of("gateway.budget.when-ledger-is-down", "allow");

    @TempDir Path folder;
    private Bench bench;

    @BeforeEach
    void start() {
        bench = Bench.started(folder, ALLOW, files -> files);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void callsThatWereLetThroughAreCountedOnceWithoutARestartAndAfterOne() throws Exception {
        // Given
        String account = budget("\"account\":true", "1000");
        String tag = budget("\"tag\":\"fresh\"", "1000");
        ask("known");
        breakReading();

        // When
        HttpResponse<String> answer = ask("fresh");

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(bench.gateway().get("/metrics").body())
                .contains("aig_calls_let_through_total 1");
        mendReading();
        assertThat(verified()).contains("\"ok\":true");
        assertThat(spent(account)).isEqualByComparingTo(COST_CENTS.add(COST_CENTS));
        assertThat(spent(tag)).isEqualByComparingTo(COST_CENTS);
        restart();
        ask("fresh");
        assertThat(verified()).contains("\"ok\":true");
        assertThat(spent(tag)).isEqualByComparingTo(COST_CENTS.add(COST_CENTS));
    }

    @Test
    void aCallThatEndsAfterTheOutageIsCountedOnce() throws Exception {
        // Given
        String tag = budget("\"tag\":\"slow\"", "1000");
        CountDownLatch gate = new CountDownLatch(1);
        breakReading();
        bench.provider("openai").waitingFor(gate);
        CompletableFuture<HttpResponse<String>> slow =
                CompletableFuture.supplyAsync(() -> ask("slow"));
        awaitAsked(1);
        mendReading();
        bench.calm();

        // When
        ask("slow");
        gate.countDown();

        // Then
        assertThat(slow.join().statusCode()).isEqualTo(200);
        assertThat(verified()).contains("\"ok\":true");
        assertThat(spent(tag)).isEqualByComparingTo(COST_CENTS.add(COST_CENTS));
    }

    @Test
    void aCallIsWrittenDownWithItsWorstCaseForTheCaseThatTheGatewayIsKilled() throws Exception {
        // Given
        CountDownLatch gate = new CountDownLatch(1);
        breakReading();
        bench.provider("openai").waitingFor(gate);

        // When
        CompletableFuture<HttpResponse<String>> call =
                CompletableFuture.supplyAsync(() -> ask("killed"));

        // Then
        awaitAsked(1);
        List<Reservation> open = bean("spendLedger", SpendLedger.class).expired(Instant.MAX);
        assertThat(open).hasSize(1);
        UsageRecord written =
                bean("usageLog", UsageLog.class).opened(open.get(0).id()).orElseThrow();
        assertThat(written.is(Mark.UNCONFIRMED)).isTrue();
        assertThat(written.cost().total())
                .isEqualTo(open.get(0).amount())
                .isGreaterThan(Money.ZERO);
        mendReading();
        gate.countDown();
        assertThat(call.join().statusCode()).isEqualTo(200);
    }

    @Test
    void aCapThatIsKnownToBeUsedUpRefusesAllTheSame() throws Exception {
        // Given
        budget("\"account\":true", "0.009");
        ask("known");
        breakReading();

        // When
        HttpResponse<String> answer = ask("fresh");

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(402);
        assertThat(bench.asked()).isEqualTo(1);
        mendReading();
    }

    @Test
    @Tag("O11")
    void callsThatAreLetThroughAreRefusedOnceAsManyWaitAsMay() throws Exception {
        // Given
        bench.close();
        Map<String, String> few = new HashMap<>(ALLOW);
        few.put("gateway.budget.most-waiting", "20");
        bench = Bench.started(folder, few, files -> files);
        String account = budget("\"account\":true", "1000");
        ask("known");
        breakReading();
        int fresh = 0;

        // When
        while (fresh <= 20 && ask("fresh-" + fresh).statusCode() == 200) {
            fresh++;
        }

        // Then
        assertThat(fresh).isBetween(1, 20);
        HttpResponse<String> refused = ask("one-more");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("overloaded_error", "cannot be reached");
        assertThat(bench.asked()).isEqualTo(fresh + 1);
        assertThat(ask("known").statusCode()).isEqualTo(200);
        mendReading();
        assertThat(ask("one-more").statusCode()).isEqualTo(200);
        assertThat(verified()).contains("\"ok\":true");
        assertThat(spent(account))
                .isEqualByComparingTo(COST_CENTS.multiply(BigDecimal.valueOf(fresh + 3)));
    }

    /** The file is out of reach for new connections; those that read at this moment are ended. */
    private void breakReading() throws IOException {
        Files.move(file(), file().resolveSibling("away.db"));
        Files.createDirectory(file());
        for (int i = 0; i < MORE_THAN_THERE_ARE_READERS; i++) {
            assertThatThrownBy(() -> database().read(sql -> ended()))
                    .isInstanceOf(StoreException.class);
        }
    }

    private static boolean ended() throws SQLException {
        throw new SQLException("ended by the test");
    }

    private void mendReading() throws IOException {
        Files.delete(file());
        Files.move(file().resolveSibling("away.db"), file());
    }

    private Path file() {
        return folder.resolve("data").resolve(Database.FILE);
    }

    private void restart() {
        bench.close();
        bench = Bench.started(folder, ALLOW, files -> files);
    }

    private void awaitAsked(int times) {
        Instant deadline = Instant.now().plusSeconds(10);
        while (bench.asked() < times) {
            assertThat(Instant.now()).isBefore(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private String verified() {
        return bench.gateway().get("/v1/ledger/verify").body();
    }

    private String budget(String scope, String cents) {
        HttpResponse<String> made =
                bench.gateway()
                        .post(
                                "/v1/budgets",
                                "{%s,\"cap_cents\":%s,\"period\":\"month\"}"
                                        .formatted(scope, cents));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return GatewayUnderTest.json(made).path("id").asText();
    }

    private BigDecimal spent(String budget) {
        JsonNode shown = GatewayUnderTest.json(bench.gateway().get("/v1/budgets/" + budget));
        assertThat(shown.path("reserved_cents").decimalValue()).isZero();
        return shown.path("spent_cents").decimalValue();
    }

    private HttpResponse<String> ask(String tag) {
        return bench.gateway().post("/v1/chat/completions", CALL, "x-aig-tag", tag);
    }

    private Database database() {
        return bean("database", Database.class);
    }

    private <T> T bean(String name, Class<T> type) {
        return bench.gateway().gateway().context().getRegistry().lookupByNameAndType(name, type);
    }
}
