package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.RawCaller;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** Callers that are slow, stop half-way, or send more than one thing at once. */
class ConnectionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MANY_EVENTS = 30_000;

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench =
                Bench.started(
                        folder,
                        Map.of(
                                "gateway.http.head-timeout", "1s",
                                "gateway.http.body-timeout", "1s",
                                "gateway.http.idle-timeout", "2s",
                                "gateway.http.reader-timeout", "1s"),
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

    @Test
    @Tag("C5")
    void aCallerThatDoesNotReadHoldsTheProviderBackAndIsGivenUp() {
        // Given
        String event =
                "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"},\"finish_reason\":null}]}\n\n"
                        .formatted("x".repeat(1_000));
        long all = (long) MANY_EVENTS * event.length();
        bench.provider("openai").blurting(1, event.repeat(MANY_EVENTS));
        long before = bench.provider("openai").bytesSent();

        // When
        try (RawCaller caller = RawCaller.reading(bench.gateway().port(), 4_096)) {
            caller.send(chat("openai/chat", true, "Hello", "x-aig-tag: no-reader"));

            // Then
            assertThat(bench.provider("openai").awaitAborted(PATIENCE)).isTrue();
            assertThat(bench.provider("openai").bytesSent() - before).isLessThan(all);
            assertThat(bench.onlyRecord("no-reader").path("status").asInt()).isEqualTo(499);
        }
    }

    @Test
    @Tag("C6")
    void aHeadThatDribblesIsNotWaitedForWhileOthersAreServed() {
        // Given
        List<RawCaller> slow = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            slow.add(RawCaller.to(bench.gateway().port()).send("GET /health/live HTTP/1.1\r\nX-A"));
        }
        long began = System.nanoTime();

        // When
        int served = 0;
        for (int i = 0; i < 5; i++) {
            slow.forEach(caller -> caller.trySend("a"));
            served += bench.gateway().get("/health/live").statusCode() == 200 ? 1 : 0;
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }

        // Then
        assertThat(served).isEqualTo(5);
        for (RawCaller caller : slow) {
            assertThat(caller.readToEnd()).startsWith("HTTP/1.1 408 ").contains("timeout_error");
            caller.close();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Nothing: 1", "Expect: 100-continue"})
    @Tag("C6")
    @Tag("C7")
    void aBodyThatDoesNotComeIsNotWaitedFor(String header) {
        // Given
        String head =
                "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + header
                        + "\r\nContent-Length: 1000\r\n\r\n";

        // When
        String answer;
        try (RawCaller caller = RawCaller.to(bench.gateway().port()).send(head + "{")) {
            answer = caller.readToEnd();
        }

        // Then
        assertThat(answer).contains("HTTP/1.1 408 ").contains("\"timeout_error\"");
    }

    @Test
    @Tag("C7")
    void aCallerThatAsksBeforeItSendsIsToldToGoOn() {
        // Given
        String request = chat("openai/chat", false, "Hello", "Expect: 100-continue");
        int body = request.indexOf("\r\n\r\n") + 4;

        // When
        try (RawCaller caller = RawCaller.to(bench.gateway().port())) {
            String told = caller.send(request.substring(0, body)).readUntil("\r\n\r\n");
            String answer = caller.send(request.substring(body)).readUntil("HTTP/1.1 200 ");

            // Then
            assertThat(told).startsWith("HTTP/1.1 100 ");
            assertThat(answer).endsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    @Tag("C8")
    void fiftyRequestsAtOnceAreAnsweredInTheirOrder() {
        // Given
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            all.append(chat("openai/chat", false, "number-" + i + "-", "x-aig-tag: pipelined"));
        }

        // When
        try (RawCaller caller = RawCaller.to(bench.gateway().port())) {
            caller.send(all.toString());

            // Then
            for (int i = 0; i < 50; i++) {
                assertThat(caller.readUntil("number-" + i + "-")).doesNotContain("HTTP/1.1 4");
            }
        }
        assertThat(bench.records("pipelined", 50)).hasSize(50);
    }

    @Test
    @Tag("C8")
    void fiftyRequestsOfACallerThatClosesAreBilledAsFarAsTheyWereAsked() {
        // Given
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            all.append(chat("openai/chat", false, "Hello", "x-aig-tag: pipelined-away"));
        }

        // When
        RawCaller.to(bench.gateway().port()).send(all.toString()).close();

        // Then
        bench.records("pipelined-away");
        LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        int asked = bench.provider("openai").requests().size();
        JsonNode records = bench.records("pipelined-away", asked);
        assertThat(records.size()).isBetween(asked, 50);
        int costing = 0;
        for (JsonNode record : records) {
            costing += record.path("cost_cents").decimalValue().signum();
        }
        assertThat(costing).isEqualTo(asked);
    }

    @Test
    @Tag("C11")
    void aCallerThatStopsSendingStillGetsItsAnswer() {
        // Given
        CountDownLatch gate = new CountDownLatch(1);
        bench.provider("openai").waitingFor(gate);
        RawCaller caller = RawCaller.to(bench.gateway().port());
        caller.send(chat("openai/chat", false, "one two seven", "X-A: b")).stopSending();
        LockSupport.parkNanos(Duration.ofMillis(300).toNanos());

        // When
        gate.countDown();

        // Then
        assertThat(caller.readToEnd()).contains("HTTP/1.1 200 OK").contains("seven");
        caller.close();
    }

    @Test
    @Tag("C11")
    void aCallerThatStopsSendingGetsAStreamToItsEnd() {
        // Given
        bench.provider("openai").pausing(Duration.ofMillis(30));

        // When
        String answer;
        try (RawCaller caller = RawCaller.to(bench.gateway().port())) {
            answer =
                    caller.send(chat("openai/chat", true, "one two three four", "X-A: b"))
                            .stopSending()
                            .readToEnd();
        }

        // Then
        assertThat(answer).contains("four").contains("[DONE]");
    }

    @Test
    @Tag("C12")
    void secondsOfHttp2AreNotSpoken() {
        // Given
        String preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

        // When
        String answer;
        try (RawCaller caller = RawCaller.to(bench.gateway().port()).send(preface)) {
            answer = caller.readToEnd();
        }

        // Then
        assertThat(answer).matches("(?s)(HTTP/[12]\\.[01] [45].*)?");
        assertThat(bench.gateway().get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("C12")
    void anUpgradeToHttp2IsNotTaken() {
        // Given
        String request =
                "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n";

        // When
        try (RawCaller caller = RawCaller.to(bench.gateway().port()).send(request)) {

            // Then
            assertThat(caller.readUntil("live")).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    @Tag("O5")
    void aConnectionWithoutARequestIsClosedAfterAWhile() {
        // Given
        RawCaller caller = RawCaller.to(bench.gateway().port());
        caller.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n").readUntil("live");

        // When
        String rest = caller.readToEnd();

        // Then
        assertThat(rest).doesNotContain("HTTP/1.1");
        caller.close();
    }

    private static String chat(String model, boolean stream, String text, String header) {
        String body =
                "{\"model\":\"%s\",\"stream\":%b,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                        .formatted(model, stream, text);
        GatewayUnderTest gateway = bench.gateway();
        return RawCaller.post("/v1/chat/completions", gateway.adminKey(), body, header);
    }
}
