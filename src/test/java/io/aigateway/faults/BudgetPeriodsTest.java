package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.OwnRoutes;
import io.aigateway.fixture.StandingClock;
import io.aigateway.fixture.UpstreamFiles;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When caps begin anew, in Berlin, over HTTP and with a clock that is moved by hand. */
@Tag("M14")
class BudgetPeriodsTest {

    private static final String LONG = ",'max_tokens':300";

    /** Pays for one call of 300 tokens and not for a second one. */
    private static final String ONE_CALL = "0.0645";

    @TempDir static Path folder;
    static FakeProvider provider;
    static GatewayUnderTest gateway;
    static Till till;
    static StandingClock clock;

    @BeforeAll
    static void start() throws Exception {
        provider = FakeProvider.openAi();
        Path routes = folder.resolve("routes");
        OwnRoutes.in(routes).withClock(StandingClock.class);
        gateway =
                GatewayUnderTest.started(
                        Files.createDirectory(folder.resolve("gateway")),
                        UpstreamFiles.create().waiting("30s").openAi("openai", provider).files(),
                        Map.of("gateway.time-zone", "Europe/Berlin"),
                        routes);
        till = new Till(gateway);
        clock =
                gateway.gateway()
                        .context()
                        .getRegistry()
                        .lookupByNameAndType("clock", StandingClock.class);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        provider.close();
    }

    @BeforeEach
    void calm() {
        provider.wellAgain();
    }

    @ParameterizedTest
    @CsvSource({
        "hour, 2026-10-25T00:10:00Z, 2026-10-25T01:00:00Z",
        "hour, 2026-03-29T00:10:00Z, 2026-03-29T01:00:00Z",
        "day, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
        "day, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        "day, 2028-02-28T23:00:00Z, 2028-02-29T23:00:00Z",
        "week, 2026-10-18T22:00:00Z, 2026-10-25T23:00:00Z",
        "week, 2026-12-27T23:00:00Z, 2027-01-03T23:00:00Z",
        "month, 2026-10-31T23:00:00Z, 2026-11-30T23:00:00Z",
        "month, 2028-01-31T23:00:00Z, 2028-02-29T23:00:00Z"
    })
    void beginAtTheirInstantAndNotBefore(String period, Instant within, Instant resets) {
        // Given
        String tag = period + within.getEpochSecond();
        clock.set(within);
        JsonNode budget = budget(tag, period);
        int first = status(tag);

        // When
        clock.set(resets.minusMillis(1));
        int justBefore = status(tag);
        JsonNode before = till.now(budget);
        clock.set(resets);
        JsonNode after = till.now(budget);
        int then = status(tag);

        // Then
        assertThat(first).isEqualTo(200);
        assertThat(before.path("resets_at").asText()).isEqualTo(resets.toString());
        assertThat(before.path("spent_cents").decimalValue()).isEqualByComparingTo("0.0016");
        assertThat(justBefore).isEqualTo(402);
        assertThat(after.path("spent_cents").decimalValue()).isZero();
        assertThat(then).isEqualTo(200);
    }

    @Test
    void neverBeginAnewForATotal() {
        // Given
        clock.set(Instant.parse("2026-11-01T12:00:00Z"));
        JsonNode budget = budget("for-ever", "total");
        int first = status("for-ever");

        // When
        clock.set(Instant.parse("2031-11-01T12:00:00Z"));
        int yearsLater = status("for-ever");

        // Then
        assertThat(first).isEqualTo(200);
        assertThat(yearsLater).isEqualTo(402);
        assertThat(till.now(budget).path("resets_at").isNull()).isTrue();
    }

    @Test
    void loseNothingWhenTheClockIsSetAnHourAheadAndBack() {
        // Given
        Instant start = Instant.parse("2026-11-05T10:30:00Z");
        clock.set(start);
        JsonNode budget = budget("stepping", "hour");
        status("stepping");

        // When
        clock.set(start.plus(Duration.ofHours(1)));
        int ahead = status("stepping");
        clock.set(start);
        int back = status("stepping");

        // Then
        assertThat(ahead).isEqualTo(200);
        assertThat(back).isEqualTo(402);
        assertThat(till.spent(budget)).isEqualByComparingTo("0.0016");
        clock.set(start.plus(Duration.ofHours(1)));
        assertThat(till.spent(budget)).isEqualByComparingTo("0.0016");
    }

    @Test
    void countACallInTheWindowThatItBeganIn() {
        // Given
        Instant evening = Instant.parse("2026-11-09T22:59:59Z");
        clock.set(evening);
        JsonNode budget = budget("spanning", "day");
        CountDownLatch gate = new CountDownLatch(1);
        provider.waitingFor(gate);
        CompletableFuture<HttpResponse<String>> call =
                CompletableFuture.supplyAsync(() -> till.ask("openai/chat", "spanning", LONG));
        while (!call.isDone() && till.reserved(budget).signum() == 0) {
            Thread.onSpinWait();
        }

        // When
        clock.set(evening.plusSeconds(2));
        JsonNode nextDay = till.now(budget);
        gate.countDown();
        HttpResponse<String> answer = call.join();

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(nextDay.path("reserved_cents").decimalValue()).isZero();
        assertThat(till.spent(budget)).isZero();
        assertThat(status("spanning")).isEqualTo(200);
        clock.set(evening);
        assertThat(till.spent(budget)).isEqualByComparingTo("0.0016");
    }

    @Test
    void holdForSeveralBudgetsOnOneScopeAndTheKeysOwnCapTogether() {
        // Given
        clock.set(Instant.parse("2026-11-11T10:30:00Z"));
        JsonNode key =
                till.create(
                        "/v1/keys", "{'name':'k','spend_cap_cents':0.066,'cap_period':'month'}");
        String scope = "{'key_id':'%s','cap_cents':%s,'period':'%s'}";
        String id = key.path("id").asText();
        till.create("/v1/budgets", scope.formatted(id, ONE_CALL, "hour"));
        till.create("/v1/budgets", scope.formatted(id, "1000", "day"));
        String secret = key.path("key").asText();

        // When
        int first = till.askAs(secret, "openai/chat", "several", LONG).statusCode();
        HttpResponse<String> sameHour = till.askAs(secret, "openai/chat", "several", LONG);
        clock.set(Instant.parse("2026-11-11T11:30:00Z"));
        int nextHour = till.askAs(secret, "openai/chat", "several", LONG).statusCode();
        clock.set(Instant.parse("2026-11-11T12:30:00Z"));
        HttpResponse<String> sameMonth = till.askAs(secret, "openai/chat", "several", LONG);

        // Then
        assertThat(first).isEqualTo(200);
        assertThat(Till.message(sameHour)).contains("of its hourly cap of $0.000645");
        assertThat(nextHour).isEqualTo(200);
        assertThat(Till.message(sameMonth)).contains("of its monthly cap of $0.00066");
    }

    private static JsonNode budget(String tag, String period) {
        return till.create(
                "/v1/budgets",
                "{'tag':'%s','cap_cents':%s,'period':'%s'}".formatted(tag, ONE_CALL, period));
    }

    private static int status(String tag) {
        return till.ask("openai/chat", tag, LONG).statusCode();
    }
}
