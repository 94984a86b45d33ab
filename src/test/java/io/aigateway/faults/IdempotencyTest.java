package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.RawCaller;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are sent more than once under one Idempotency-Key. */
class IdempotencyTest {

    private static final String BODY =
            "{\"model\":\"openai/chat\",\"stream\":%b,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench =
                Bench.started(
                        folder,
                        Map.of("gateway.idempotency.max-entries", "20"),
                        files -> files.waiting("30s"));
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
    @ValueSource(booleans = {false, true})
    @Tag("C10")
    void areMadeAndChargedOnceAndAnsweredWithTheSameBytes(boolean stream) {
        // Given
        String key = "once-" + stream;
        HttpResponse<String> first = ask(BODY.formatted(stream, "Hello"), key);

        // When
        HttpResponse<String> second = ask(BODY.formatted(stream, "Hello"), key);

        // Then
        assertThat(first.headers().firstValue("idempotency-replayed")).isEmpty();
        assertThat(second.headers().firstValue("idempotency-replayed")).hasValue("true");
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body()).contains("Hello");
        first.headers().map().keySet().stream()
                .filter(name -> !name.equals("transfer-encoding"))
                .forEach(
                        name ->
                                assertThat(second.headers().allValues(name))
                                        .as(name)
                                        .isEqualTo(first.headers().allValues(name)));
        assertThat(bench.asked()).isEqualTo(1);
        assertThat(bench.records(key, 1)).hasSize(1);
    }

    @Test
    @Tag("C10")
    void areRefusedWhenTheyAskForSomethingElse() {
        // Given
        ask(BODY.formatted(false, "Hello"), "other-body");

        // When
        HttpResponse<String> second = ask(BODY.formatted(false, "Good bye"), "other-body");

        // Then
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.headers().firstValue("x-should-retry")).hasValue("false");
        assertThat(second.body()).contains("idempotency_error");
        assertThat(bench.asked()).isEqualTo(1);
    }

    @Test
    @Tag("C10")
    void areToldToWaitWhileTheFirstRuns() {
        // Given
        CountDownLatch gate = new CountDownLatch(1);
        bench.provider("openai").waitingFor(gate);
        String body = BODY.formatted(false, "Hello");
        CompletableFuture<HttpResponse<String>> first =
                CompletableFuture.supplyAsync(() -> ask(body, "running"));
        awaitAsked();

        // When
        HttpResponse<String> second = ask(body, "running");
        gate.countDown();

        // Then
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.headers().firstValue("retry-after")).hasValue("1");
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(ask(body, "running").body()).isEqualTo(first.join().body());
        assertThat(bench.asked()).isEqualTo(1);
    }

    @Test
    @Tag("C10")
    void areMadeToTheEndForTheNextTryOfACallerThatTimedOut() {
        // Given
        CountDownLatch gate = new CountDownLatch(1);
        bench.provider("openai").waitingFor(gate);
        String body = BODY.formatted(false, "Hello");
        RawCaller impatient = RawCaller.to(bench.gateway().port());
        impatient.send(
                RawCaller.post(
                        "/v1/chat/completions",
                        bench.gateway().adminKey(),
                        body,
                        "Idempotency-Key: impatient",
                        "x-aig-tag: impatient"));
        awaitAsked();
        impatient.close();
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        gate.countDown();
        bench.records("impatient");

        // When
        HttpResponse<String> second = ask(body, "impatient");

        // Then
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().firstValue("idempotency-replayed")).hasValue("true");
        assertThat(bench.asked()).isEqualTo(1);
        assertThat(bench.onlyRecord("impatient").path("status").asInt()).isEqualTo(200);
    }

    @Test
    @Tag("C10")
    void areTriedAgainWhenTheFirstFailed() {
        // Given
        String row = bench.unusedRow("openai");
        bench.provider(row).failing(1, 400);
        String body = BODY.formatted(false, "Hello").replace("openai/", row + "/");
        assertThat(ask(body, "failed").statusCode()).isEqualTo(400);

        // When
        HttpResponse<String> second = ask(body, "failed");

        // Then
        assertThat(second.statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("C10")
    @Tag("A9")
    void ofAnotherKeyAreOtherCalls() {
        // Given
        String body = BODY.formatted(false, "Hello");
        ask(body, "shared");
        JsonNode made = GatewayUnderTest.json(bench.gateway().post("/v1/keys", "{\"name\":\"k\"}"));

        // When
        HttpResponse<String> other =
                bench.gateway()
                        .postAs(
                                made.path("key").asText(),
                                "/v1/chat/completions",
                                body,
                                "Idempotency-Key",
                                "shared");

        // Then
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.headers().firstValue("idempotency-replayed")).isEmpty();
        assertThat(bench.asked()).isEqualTo(2);
    }

    @Test
    @Tag("C10")
    @Tag("O9")
    void areForgottenWhenThereAreTooMany() {
        // Given
        String body = BODY.formatted(false, "Hello");
        ask(body, "eldest");
        for (int i = 0; i < 25; i++) {
            ask(body, "filler-" + i);
        }

        // When
        HttpResponse<String> again = ask(body, "eldest");

        // Then
        assertThat(again.headers().firstValue("idempotency-replayed")).isEmpty();
        assertThat(ask(body, "filler-24").headers().firstValue("idempotency-replayed"))
                .hasValue("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "ümlaut"})
    void withAKeyThatIsNoneAreRefused(String key) {
        // Given
        String request =
                RawCaller.post(
                        "/v1/chat/completions",
                        bench.gateway().adminKey(),
                        BODY.formatted(false, "Hello"),
                        "Idempotency-Key: " + key);

        // When
        String answer;
        try (RawCaller caller = RawCaller.to(bench.gateway().port())) {
            answer = caller.send(request).readUntil("}}");
        }

        // Then
        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("Idempotency-Key");
        assertThat(bench.asked()).isZero();
    }

    private static void awaitAsked() {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (bench.asked() == 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static HttpResponse<String> ask(String body, String key) {
        return bench.gateway()
                .post("/v1/chat/completions", body, "Idempotency-Key", key, "x-aig-tag", key);
    }
}
