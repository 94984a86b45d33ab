package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.Bench;
import io.aigateway.fixture.Crowd;
import io.aigateway.fixture.Crowd.Got;
import io.aigateway.fixture.GatewayUnderTest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * More callers than the gateway takes on. Every bound is compared with what the same run measured.
 */
class OverloadTest {

    private static final int MOST = 20;
    private static final int ROUNDS = 4;
    private static final Duration SLACK = Duration.ofMillis(20);
    private static final String CHAT =
            "{\"model\":\"openai/chat\",\"stream\":%b,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench =
                Bench.started(
                        folder,
                        Map.of("gateway.calls.max", Integer.toString(MOST)),
                        files -> files.waiting("30s"));
        Crowd.inTurn(200, () -> ask(false));
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
    @Tag("O1")
    void twiceAsManyCallersGetAsMuchDoneAndTheRestIsRefusedAtOnce() {
        // Given
        bench.provider("openai").pausing(Duration.ofMillis(30));

        // When
        double best = 0;
        List<Got> twice = List.of();
        for (int round = 0; round < ROUNDS && best < 0.9; round++) {
            List<Got> full = Crowd.asking(MOST, Duration.ofSeconds(2), () -> ask(true));
            twice = Crowd.asking(2 * MOST, Duration.ofSeconds(2), () -> ask(true));
            best = Math.max(best, (double) Crowd.count(twice, 200) / Crowd.count(full, 200));
        }

        // Then
        List<Got> refused = twice.stream().filter(got -> got.status() != 200).toList();
        assertThat(best).isGreaterThanOrEqualTo(0.9);
        assertThat(refused).isNotEmpty().allMatch(got -> got.status() == 503);
        List<Got> served = twice.stream().filter(got -> got.status() == 200).toList();
        assertThat(Crowd.median(refused))
                .isLessThan(longer(Duration.ofMillis(50), Crowd.median(served).dividedBy(2)));
        assertThat(served).allMatch(got -> got.body().contains("[DONE]"));
    }

    @Test
    @Tag("O1")
    void aCallThatIsRefusedIsToldWhenToComeAgain() {
        // Given
        CountDownLatch gate = new CountDownLatch(1);
        List<CompletableFuture<HttpResponse<String>>> running = fill(gate);

        // When
        HttpResponse<String> refused = ask(false);
        gate.countDown();

        // Then
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
        assertThat(refused.headers().firstValue("x-should-retry")).hasValue("true");
        assertThat(refused.body()).contains("overloaded_error");
        assertThat(running).allMatch(call -> call.join().statusCode() == 200);
        assertThat(bench.gateway().get("/metrics").body())
                .contains("aig_calls_refused_total{why=\"full\"}");
    }

    @Test
    @Tag("O2")
    void afterABurstEverythingIsAsQuickAsBefore() {
        // Given
        Duration before = Crowd.median(Crowd.inTurn(100, () -> ask(false)));
        Crowd.asking(10 * MOST, Duration.ofSeconds(1), () -> ask(false));
        long burstEnded = System.nanoTime();

        // When
        Duration after = Crowd.median(Crowd.inTurn(50, () -> ask(false)));
        while (after.compareTo(before.multipliedBy(2).plus(SLACK)) > 0
                && System.nanoTime() - burstEnded < Duration.ofSeconds(5).toNanos()) {
            after = Crowd.median(Crowd.inTurn(50, () -> ask(false)));
        }

        // Then
        assertThat(after).isLessThanOrEqualTo(before.multipliedBy(2).plus(SLACK));
    }

    @Test
    @Tag("O13")
    void theProcessSaysThatItLivesWhileItRefusesCalls() {
        // Given
        Duration before = Crowd.median(Crowd.inTurn(50, () -> bench.gateway().get("/health/live")));
        CountDownLatch gate = new CountDownLatch(1);
        List<CompletableFuture<HttpResponse<String>>> running = fill(gate);
        CompletableFuture<List<Got>> flood =
                CompletableFuture.supplyAsync(
                        () -> Crowd.asking(50, Duration.ofSeconds(2), () -> ask(false)));

        // When
        List<Got> alive = Crowd.inTurn(50, () -> bench.gateway().get("/health/live"));

        // Then
        assertThat(alive).allMatch(got -> got.status() == 200);
        assertThat(Crowd.median(alive))
                .isLessThan(longer(Duration.ofMillis(100), before.multipliedBy(5)));
        assertThat(flood.join()).allMatch(got -> got.status() == 503);
        gate.countDown();
        running.forEach(CompletableFuture::join);
    }

    @Test
    @Tag("O14")
    void oneKeyThatFloodsLeavesRoomForTheOthers() {
        // Given
        String flooding =
                GatewayUnderTest.json(
                                bench.gateway()
                                        .post(
                                                "/v1/keys",
                                                "{\"name\":\"flood\",\"max_parallel\":5}"))
                        .path("key")
                        .asText();
        bench.provider("openai").pausing(Duration.ofMillis(20));
        Duration before = Crowd.median(Crowd.inTurn(20, () -> ask(true)));
        CompletableFuture<List<Got>> flood =
                CompletableFuture.supplyAsync(
                        () ->
                                Crowd.asking(
                                        12,
                                        Duration.ofSeconds(4),
                                        () ->
                                                Crowd.ask(
                                                        bench.gateway().baseUrl(),
                                                        flooding,
                                                        CHAT.formatted(true))));

        // When
        List<Got> trickle = Crowd.inTurn(20, () -> ask(true));

        // Then
        assertThat(trickle).allMatch(got -> got.status() == 200);
        assertThat(Crowd.median(trickle))
                .isLessThan(before.multipliedBy(2).plus(SLACK.multipliedBy(5)));
        assertThat(flood.join()).anyMatch(got -> got.status() == 429);
        assertThat(flood.join()).anyMatch(got -> got.status() == 200);
    }

    @Test
    @Tag("O4")
    void theGatewayAddsLittleToACall() {
        // Given
        String direct = bench.provider("openai").baseUrl();
        String body = CHAT.formatted(false);

        // When
        boolean little = false;
        for (int round = 0; round < ROUNDS && !little; round++) {
            Duration alone = Crowd.median(Crowd.inTurn(100, () -> Crowd.ask(direct, "any", body)));
            Duration through = Crowd.median(Crowd.inTurn(100, () -> ask(false)));
            Duration most = longer(Duration.ofMillis(15), alone.multipliedBy(5));
            little = through.minus(alone).compareTo(most) < 0;
        }

        // Then
        assertThat(little).isTrue();
    }

    /** A busy machine makes everything slow: what is promised is measured against the rest. */
    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** As many calls as there may be, which wait for the gate; all of them at the provider. */
    private static List<CompletableFuture<HttpResponse<String>>> fill(CountDownLatch gate) {
        bench.provider("openai").waitingFor(gate);
        List<CompletableFuture<HttpResponse<String>>> running = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            running.add(Crowd.begin(bench.gateway(), CHAT.formatted(false)));
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (bench.asked() < MOST) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
        return running;
    }

    private static HttpResponse<String> ask(boolean stream) {
        return Crowd.ask(
                bench.gateway().baseUrl(), bench.gateway().adminKey(), CHAT.formatted(stream));
    }
}
