package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.RawCaller;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
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
 * Callers that leave, in every phase of a call: the provider is hung up on, and the call settled.
 */
class LeavingCallerTest {

    /** What is promised, on a machine that has nothing else to do. */
    private static final Duration PROMISED = Duration.ofMillis(100);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int TRIES = 5;

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench =
                Bench.started(
                        folder,
                        Map.of("camel.component.http.connections-per-route", "3"),
                        files ->
                                files.waiting("30s")
                                        .rule("two", "failover: [openai/chat, anthropic/chat]"));
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
    @ValueSource(strings = {"openai", "anthropic"})
    @Tag("C1")
    void inTheMiddleOfAStreamCancelItAtTheProvider(String provider) {
        // Given
        bench.provider(provider).stalling(5);
        String tag = "stream-" + provider;

        // When
        Duration shortest = null;
        for (int i = 0; i < TRIES; i++) {
            RawCaller caller = asking(provider + "/chat", true, tag);
            caller.readUntil("You ");
            shortest = shorter(shortest, leave(caller, provider));
        }

        // Then
        assertThat(shortest).isLessThan(PROMISED);
        for (JsonNode record : bench.records(tag, TRIES)) {
            assertThat(record.path("status").asInt()).isEqualTo(499);
            assertThat(record.path("cost_cents").decimalValue()).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"openai, true, C2", "anthropic, true, C2"})
    @Tag("C2")
    void beforeTheFirstTokenCancelTheRequestAtTheProvider(String provider, boolean stream) {
        // Given
        bench.provider(provider).hanging();

        // When
        Duration shortest = leaveWhileTheProviderIsSilent(provider, stream, "silent-" + provider);

        // Then
        assertThat(shortest).isLessThan(PROMISED);
        assertAbandoned("silent-" + provider);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    @Tag("C3")
    void duringACallThatIsNoStreamCancelItAtTheProvider(String provider) {
        // Given
        bench.provider(provider).hanging();

        // When
        Duration shortest = leaveWhileTheProviderIsSilent(provider, false, "whole-" + provider);

        // Then
        assertThat(shortest).isLessThan(PROMISED);
        assertAbandoned("whole-" + provider);
    }

    @Test
    @Tag("C3")
    void doNotCountAgainstTheProvider() {
        // Given
        String row = bench.unusedRow("openai");
        bench.provider(row).hanging();
        for (int i = 0; i < 12; i++) {
            leave(asked(row, false, "blameless"), row);
        }
        bench.calm();

        // When
        int status =
                bench.gateway()
                        .post("/v1/chat/completions", body(row + "/chat", false))
                        .statusCode();

        // Then
        assertThat(status).isEqualTo(200);
    }

    @Test
    @Tag("C4")
    void areNotServedByTheNextProvider() {
        // Given
        bench.provider("openai").hanging();
        RawCaller caller = asking("two", false, "no-next");
        awaitAsked("openai", 1);

        // When
        leave(caller, "openai");

        // Then
        assertThat(bench.onlyRecord("no-next").path("status").asInt()).isEqualTo(499);
        assertThat(bench.provider("anthropic").requests()).isEmpty();
    }

    @Test
    @Tag("C4")
    void whileTheyWaitForAConnectionCostNothing() {
        // Given
        FakeProvider provider = bench.provider("openai");
        provider.hanging();
        RawCaller[] serving = new RawCaller[3];
        for (int i = 0; i < serving.length; i++) {
            serving[i] = asking("openai/chat", false, "holds-a-connection");
        }
        awaitAsked("openai", serving.length);
        RawCaller queued = asking("openai/chat", false, "queued");
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());

        // When
        queued.close();

        // Then
        JsonNode record = bench.onlyRecord("queued");
        assertThat(record.path("status").asInt()).isEqualTo(499);
        assertThat(record.path("cost_cents").decimalValue()).isZero();
        assertThat(provider.requests()).hasSize(serving.length);
        for (RawCaller caller : serving) {
            leave(caller, "openai");
        }
    }

    @Test
    @Tag("C3")
    void leaveNothingReserved() {
        // Given
        String budget =
                GatewayUnderTest.json(
                                bench.gateway()
                                        .post(
                                                "/v1/budgets",
                                                "{\"tag\":\"held\",\"monthly_cap_cents\":1000}"))
                        .path("id")
                        .asText();
        bench.provider("openai").hanging();
        RawCaller caller = asked("openai", false, "held");

        // When
        leave(caller, "openai");

        // Then
        bench.onlyRecord("held");
        JsonNode after = GatewayUnderTest.json(bench.gateway().get("/v1/budgets/" + budget));
        assertThat(after.path("reserved_cents").decimalValue()).isZero();
        assertThat(after.path("spent_cents").decimalValue()).isPositive();
    }

    private static Duration leaveWhileTheProviderIsSilent(
            String provider, boolean stream, String tag) {
        Duration shortest = null;
        for (int i = 0; i < TRIES; i++) {
            shortest = shorter(shortest, leave(asked(provider, stream, tag), provider));
        }
        return shortest;
    }

    /** A provider that has seen a prompt bills for it; nothing was generated for the caller. */
    private static void assertAbandoned(String tag) {
        for (JsonNode record : bench.records(tag, TRIES)) {
            assertThat(record.path("status").asInt()).isEqualTo(499);
            assertThat(record.path("cost_cents").decimalValue()).isPositive();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one == null || other.compareTo(one) < 0 ? other : one;
    }

    /** Hangs up, and tells how long it took until the provider was hung up on. */
    private static Duration leave(RawCaller caller, String provider) {
        long left = System.nanoTime();
        caller.close();
        assertThat(bench.provider(provider).awaitAborted(PATIENCE)).isTrue();
        return Duration.ofNanos(System.nanoTime() - left);
    }

    /** A caller whose request the provider has. */
    private static RawCaller asked(String provider, boolean stream, String tag) {
        int before = bench.provider(provider).requests().size();
        RawCaller caller = asking(provider + "/chat", stream, tag);
        awaitAsked(provider, before + 1);
        return caller;
    }

    private static void awaitAsked(String provider, int times) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (bench.provider(provider).requests().size() < times) {
            assertThat(System.nanoTime()).as("the provider was not asked").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static RawCaller asking(String model, boolean stream, String tag) {
        String request =
                RawCaller.post(
                        "/v1/chat/completions",
                        bench.gateway().adminKey(),
                        body(model, stream),
                        "x-aig-tag: " + tag);
        return RawCaller.to(bench.gateway().port()).send(request);
    }

    private static String body(String model, boolean stream) {
        return "{\"model\":\"%s\",\"stream\":%b,\"messages\":[{\"role\":\"user\",\"content\":\"Tell me more please\"}]}"
                .formatted(model, stream);
    }
}
