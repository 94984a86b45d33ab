package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.Faults;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.OpenStream;
import io.aigateway.fixture.RawCaller;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A second candidate that is asked beside one that has not answered yet. */
class HedgeTest {

    private static final Duration PROMISED = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int TRIES = 5;

    /** Within this the gateway has noticed what a provider said. */
    private static final Duration NOTICED = Duration.ofMillis(300);

    private static final String QUICK = "\n    hedge-after: 100ms";

    /** When the rule {@code steady} asks the second. */
    private static final Duration LATE = Duration.ofSeconds(1);

    @TempDir static Path folder;
    static Bench bench;
    static FakeProvider third;

    @BeforeAll
    static void start() {
        third = FakeProvider.openAi();
        bench =
                Bench.started(
                        folder,
                        Map.of(),
                        files ->
                                files.with("max-parallel: 1")
                                        .openAi("narrow", third)
                                        .with("")
                                        .openAi("third", third)
                                        .rule(
                                                "narrow-first",
                                                "failover: [narrow/chat, anthropic/chat]" + QUICK)
                                        .rule(
                                                "narrow-second",
                                                "failover: [openai/chat, narrow/chat]" + QUICK)
                                        .rule(
                                                "third-second",
                                                "failover: [openai/chat, third/chat]" + QUICK)
                                        .waiting("20s")
                                        .rated("openai", "openai/rated", "{rpm: 1}")
                                        .rule(
                                                "two",
                                                "failover: [openai/chat, anthropic/chat]" + QUICK)
                                        .rule(
                                                "back",
                                                "failover: [anthropic/chat, openai/chat]" + QUICK)
                                        .rule(
                                                "three",
                                                "failover: [openai/chat, anthropic/chat, third/chat]"
                                                        + QUICK)
                                        .rule(
                                                "late",
                                                "failover: [openai/chat, anthropic/chat]"
                                                        + "\n    hedge-after: 10s")
                                        .rule(
                                                "steady",
                                                "failover: [openai/chat, anthropic/chat]"
                                                        + "\n    hedge-after: 1s")
                                        .rule(
                                                "to-rated",
                                                "failover: [third/chat, openai/rated]" + QUICK)
                                        .rule("alone", "failover: [third/chat]" + QUICK));
    }

    @AfterAll
    static void stop() {
        bench.close();
        third.close();
    }

    @BeforeEach
    void calm() {
        bench.calm();
        third.wellAgain();
    }

    @ParameterizedTest
    @CsvSource({
        "two, openai, anthropic, true",
        "two, openai, anthropic, false",
        "back, anthropic, openai, true",
        "back, anthropic, openai, false"
    })
    void answersWhenTheFirstIsSilent(String rule, String silent, String quick, boolean stream) {
        // Given
        bench.provider(silent).hanging();
        String tag = "silent-" + rule + stream;

        // When
        HttpResponse<String> answer = call(rule, stream, tag);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Tell").doesNotContain("error");
        assertThat(answer.headers().firstValue("x-aig-provider")).contains(quick);
        assertThat(answer.headers().firstValue("x-aig-attempts")).contains("2");
        assertThat(bench.provider(silent).awaitAborted(PATIENCE)).isTrue();
        JsonNode record = bench.onlyRecord(tag);
        assertThat(record.path("hedged").asBoolean()).isTrue();
        assertThat(record.path("provider").asText()).isEqualTo(quick);
        assertThat(kinds(record)).containsExactly("in-turn", "hedge");
        assertThat(outcomes(record)).containsExactly("outrun", "success");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void chargesBothAsTheyAreBilled(boolean stream) {
        // Given
        bench.provider("openai").hanging();
        String tag = "charged-" + stream;
        String budget = budget(tag);

        // When
        call("two", stream, tag);

        // Then
        JsonNode record = bench.onlyRecord(tag);
        assertThat(record.at("/attempts/0/input_tokens").asLong()).isPositive();
        assertThat(record.at("/attempts/0/output_tokens").asLong()).isZero();
        assertThat(record.at("/attempts/1/input_tokens").asLong())
                .isEqualTo(bench.provider("anthropic").inputTokens());
        assertThat(record.at("/attempts/1/output_tokens").asLong())
                .isEqualTo(bench.provider("anthropic").outputTokens());
        assertThat(
                        record.at("/attempts/0/cost_cents")
                                .decimalValue()
                                .add(record.at("/attempts/1/cost_cents").decimalValue()))
                .isEqualByComparingTo(record.path("cost_cents").decimalValue());
        JsonNode after = GatewayUnderTest.json(bench.gateway().get("/v1/budgets/" + budget));
        assertThat(after.path("reserved_cents").decimalValue()).isZero();
        assertThat(after.path("spent_cents").decimalValue())
                .isEqualByComparingTo(record.path("cost_cents").decimalValue());
    }

    @Test
    void hangsUpOnTheLoserAtOnce() {
        // Given
        bench.provider("openai").hanging();

        // When
        Duration shortest = PATIENCE;
        for (int i = 0; i < TRIES; i++) {
            try (OpenStream stream =
                    OpenStream.begun(bench.gateway(), bench.gateway().adminKey(), "two")) {
                long begun = System.nanoTime();
                assertThat(bench.provider("openai").awaitAborted(PATIENCE)).isTrue();
                List<Long> aborted = bench.provider("openai").abortedAt();
                Duration after = Duration.ofNanos(aborted.get(aborted.size() - 1) - begun);
                shortest = after.compareTo(shortest) < 0 ? after : shortest;
                assertThat(stream.endsWell()).isTrue();
            }
        }

        // Then
        assertThat(shortest).isLessThan(PROMISED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isNotAskedWhileTheFirstHasTime(boolean stream) {
        // Given
        CountDownLatch gate = new CountDownLatch(1);
        bench.provider("openai").waitingFor(gate);
        CompletableFuture<HttpResponse<String>> answer =
                CompletableFuture.supplyAsync(() -> call("late", stream, "late-" + stream));
        awaitAsked(bench.provider("openai"));

        // When
        gate.countDown();

        // Then
        assertThat(answer.join().headers().firstValue("x-aig-provider")).contains("openai");
        assertThat(bench.provider("anthropic").requests()).isEmpty();
        assertThat(bench.onlyRecord("late-" + stream).path("hedged").asBoolean()).isFalse();
    }

    @Test
    void isNotAskedOnceTheFirstHasBegunToAnswer() {
        // Given
        bench.provider("openai").pausing(Duration.ofMillis(150));
        long started = System.nanoTime();

        // When
        HttpResponse<String> answer = call("steady", true, "begun");

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(LATE);
        assertThat(answer.body()).endsWith("data: [DONE]\n\n");
        assertThat(bench.provider("anthropic").requests()).isEmpty();
    }

    @Test
    void isNotAskedWhenThereIsOnlyOneCandidate() {
        // Given
        third.pausing(Duration.ofMillis(300));

        // When
        HttpResponse<String> answer = call("alone", true, "alone");

        // Then
        assertThat(answer.body()).endsWith("data: [DONE]\n\n");
        assertThat(third.requests()).hasSize(1);
        assertThat(bench.onlyRecord("alone").path("hedged").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void losesToAFirstThatIsQuickerAfterAll(boolean stream) {
        // Given
        CountDownLatch gate = new CountDownLatch(1);
        bench.provider("openai").waitingFor(gate);
        bench.provider("anthropic").hanging();
        String tag = "first-after-all-" + stream;
        CompletableFuture<HttpResponse<String>> answer =
                CompletableFuture.supplyAsync(() -> call("two", stream, tag));
        awaitAsked(bench.provider("anthropic"));

        // When
        gate.countDown();

        // Then
        assertThat(answer.join().headers().firstValue("x-aig-provider")).contains("openai");
        assertThat(bench.provider("anthropic").awaitAborted(PATIENCE)).isTrue();
        JsonNode record = bench.onlyRecord(tag);
        assertThat(kinds(record)).containsExactly("hedge", "in-turn");
        assertThat(outcomes(record)).containsExactly("outrun", "success");
        assertThat(record.path("hedged").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void doesNotFailTheCallWhenItFails(boolean stream) {
        // Given
        CountDownLatch gate = new CountDownLatch(1);
        bench.provider("openai").waitingFor(gate);
        bench.provider("anthropic").failing(1, 500);
        String tag = "hedge-fails-" + stream;
        CompletableFuture<HttpResponse<String>> answer =
                CompletableFuture.supplyAsync(() -> call("two", stream, tag));
        awaitAsked(bench.provider("anthropic"));
        LockSupport.parkNanos(NOTICED.toNanos());

        // When
        gate.countDown();

        // Then
        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(answer.join().body()).contains("Tell");
        assertThat(outcomes(bench.onlyRecord(tag))).containsExactly("server-error", "success");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void answersWhenTheFirstFailsBesideIt(boolean stream) {
        // Given
        CountDownLatch firstGate = new CountDownLatch(1);
        CountDownLatch secondGate = new CountDownLatch(1);
        bench.provider("openai").doing(Faults.onceOpen(firstGate, Faults.closingUnanswered()));
        bench.provider("anthropic").waitingFor(secondGate);
        String tag = "first-fails-" + stream;
        CompletableFuture<HttpResponse<String>> answer =
                CompletableFuture.supplyAsync(() -> call("two", stream, tag));
        awaitAsked(bench.provider("anthropic"));

        // When
        firstGate.countDown();
        LockSupport.parkNanos(NOTICED.toNanos());
        secondGate.countDown();

        // Then
        assertThat(answer.join().body()).contains("Tell");
        assertThat(outcomes(bench.onlyRecord(tag))).containsExactly("connection", "success");
    }

    @Test
    void isFollowedByTheNextCandidateWhenBothFail() {
        // Given
        bench.provider("openai")
                .doing(Faults.onceOpen(opening(NOTICED), Faults.closingUnanswered()));
        bench.provider("anthropic").failing(1, 500);

        // When
        HttpResponse<String> answer = call("three", false, "both-fail");

        // Then
        assertThat(answer.headers().firstValue("x-aig-provider")).contains("third");
        JsonNode record = bench.onlyRecord("both-fail");
        assertThat(outcomes(record)).containsExactly("connection", "server-error", "success");
        assertThat(kinds(record)).containsExactly("in-turn", "hedge", "in-turn");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isNamedInTheErrorWhenNobodyAnswers(boolean stream) {
        // Given
        bench.provider("openai")
                .doing(Faults.onceOpen(opening(NOTICED), Faults.closingUnanswered()));
        bench.provider("anthropic").failing(1, 500);
        String tag = "nobody-" + stream;

        // When
        HttpResponse<String> answer = call("two", stream, tag);

        // Then
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("openai/chat connection, anthropic/chat server-error");
        assertThat(answer.headers().firstValue("x-aig-attempts")).contains("2");
        assertThat(bench.onlyRecord(tag).path("hedged").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isCancelledWithTheFirstWhenTheCallerLeaves(boolean stream) {
        // Given
        bench.provider("openai").hanging();
        bench.provider("anthropic").hanging();
        String tag = "left-" + stream;
        String budget = budget(tag);
        RawCaller caller = RawCaller.to(bench.gateway().port()).send(request("two", stream, tag));
        awaitAsked(bench.provider("anthropic"));

        // When
        caller.close();

        // Then
        assertThat(bench.provider("openai").awaitAborted(PATIENCE)).isTrue();
        assertThat(bench.provider("anthropic").awaitAborted(PATIENCE)).isTrue();
        JsonNode record = bench.onlyRecord(tag);
        assertThat(record.path("status").asInt()).isEqualTo(499);
        assertThat(outcomes(record)).containsExactly("caller-gone", "caller-gone");
        assertThat(record.at("/attempts/0/input_tokens").asLong()).isPositive();
        assertThat(record.at("/attempts/1/input_tokens").asLong()).isPositive();
        JsonNode after = GatewayUnderTest.json(bench.gateway().get("/v1/budgets/" + budget));
        assertThat(after.path("reserved_cents").decimalValue()).isZero();
    }

    @Test
    void isNotAskedWhenItsModelIsAtItsLimit() {
        // Given
        call("openai/rated", false, "uses-up-the-rate");
        third.pausing(NOTICED);

        // When
        HttpResponse<String> answer = call("to-rated", true, "at-its-limit");

        // Then
        assertThat(answer.body()).endsWith("data: [DONE]\n\n");
        assertThat(bench.provider("openai").requests()).hasSize(1);
        assertThat(outcomes(bench.onlyRecord("at-its-limit"))).containsExactly("success");
    }

    @Test
    void leavesTheLosersPlaceFree() {
        // Given
        third.hanging();

        // When
        for (int i = 0; i < TRIES; i++) {
            assertThat(call("narrow-first", true, "narrow-first").statusCode()).isEqualTo(200);
        }

        // Then
        assertThat(third.requests()).hasSize(TRIES);
    }

    @Test
    void isPassedOverWhenItsProviderHasNoPlaceLeft() {
        // Given
        third.hanging();
        try (RawCaller occupying =
                RawCaller.to(bench.gateway().port())
                        .send(request("narrow/chat", true, "occupying"))) {
            awaitAsked(third);
            bench.provider("openai").pausing(NOTICED);

            // When
            HttpResponse<String> answer = call("narrow-second", true, "no-place");

            // Then
            assertThat(answer.body()).endsWith("data: [DONE]\n\n");
            assertThat(third.requests()).hasSize(1);
            assertThat(outcomes(bench.onlyRecord("no-place"))).containsExactly("busy", "success");
        }
    }

    @Test
    void isNotAskedWhileItIsLeftAlone() {
        // Given
        third.answering(429, "{\"error\":{\"message\":\"Slow down.\"}}", "retry-after", "60");
        call("third/chat", false, "cools-it-down");
        bench.provider("openai").pausing(NOTICED);

        // When
        HttpResponse<String> answer = call("third-second", true, "left-alone");

        // Then
        assertThat(answer.body()).endsWith("data: [DONE]\n\n");
        assertThat(third.requests()).hasSize(1);
    }

    @Test
    void doesNotSpeakAgainstTheOneThatWasSlower() {
        // Given
        bench.provider("anthropic").hanging();
        for (int i = 0; i < 12; i++) {
            call("back", false, "slower");
        }
        bench.calm();

        // When
        HttpResponse<String> answer = call("anthropic/chat", false, "after-slower");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode health = GatewayUnderTest.json(bench.gateway().get("/v1/health/providers"));
        assertThat(health.findValuesAsText("state")).doesNotContain("failing");
    }

    @Test
    void isAskedAlsoForACallerWithATimeLimitOfItsOwn() {
        // Given
        bench.provider("openai").hanging();
        String body = body("two", false).replace("\"stream\"", "\"timeout\":10,\"stream\"");

        // When
        HttpResponse<String> answer = bench.gateway().post("/v1/chat/completions", body);

        // Then
        assertThat(answer.headers().firstValue("x-aig-provider")).contains("anthropic");
        assertThat(answer.headers().firstValue("x-aig-attempts")).contains("2");
    }

    @Test
    void isCounted() {
        // Given
        bench.provider("openai").hanging();

        // When
        call("two", false, "counted");

        // Then
        bench.onlyRecord("counted");
        assertThat(bench.gateway().get("/metrics").body())
                .contains("aig_hedges_total{provider=\"anthropic\",served=\"true\"}");
    }

    @Test
    void isHeldFor() {
        // Given
        bench.provider("openai").hanging();
        bench.provider("anthropic").hanging();
        String budget = budget("held");
        String alone = budget("held-alone");
        RawCaller both = RawCaller.to(bench.gateway().port()).send(request("two", true, "held"));
        RawCaller one =
                RawCaller.to(bench.gateway().port())
                        .send(request("openai/chat", true, "held-alone"));
        awaitAsked(bench.provider("anthropic"));
        awaitHeld(alone);

        // When
        BigDecimal held = held(budget);

        // Then
        assertThat(held).isGreaterThan(held(alone).multiply(new BigDecimal("1.9")));
        both.close();
        one.close();
    }

    private static CountDownLatch opening(Duration after) {
        CountDownLatch gate = new CountDownLatch(1);
        CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS)
                .execute(gate::countDown);
        return gate;
    }

    private static BigDecimal held(String budget) {
        return GatewayUnderTest.json(bench.gateway().get("/v1/budgets/" + budget))
                .path("reserved_cents")
                .decimalValue();
    }

    private static void awaitHeld(String budget) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (held(budget).signum() == 0) {
            assertThat(System.nanoTime()).as("nothing was held").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static String request(String model, boolean stream, String tag) {
        return RawCaller.post(
                "/v1/chat/completions",
                bench.gateway().adminKey(),
                body(model, stream),
                "x-aig-tag: " + tag);
    }

    private static JsonNode attempts(JsonNode record) {
        return record.path("attempts");
    }

    private static List<String> outcomes(JsonNode record) {
        return attempts(record).findValuesAsText("outcome");
    }

    private static List<String> kinds(JsonNode record) {
        return attempts(record).findValuesAsText("kind");
    }

    private static String budget(String tag) {
        String body = "{\"tag\":\"%s\",\"monthly_cap_cents\":1000}".formatted(tag);
        return GatewayUnderTest.json(bench.gateway().post("/v1/budgets", body)).path("id").asText();
    }

    private static void awaitAsked(FakeProvider provider) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (provider.requests().isEmpty()) {
            assertThat(System.nanoTime()).as("the provider was not asked").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static HttpResponse<String> call(String model, boolean stream, String tag) {
        return bench.gateway().post("/v1/chat/completions", body(model, stream), "x-aig-tag", tag);
    }

    private static String body(String model, boolean stream) {
        return "{\"model\":\"%s\",\"stream\":%b,\"messages\":[{\"role\":\"user\",\"content\":\"Tell me more please\"}]}"
                .formatted(model, stream);
    }
}
