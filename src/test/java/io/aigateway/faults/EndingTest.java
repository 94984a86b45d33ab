package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.GatewayProcess;
import io.aigateway.fixture.RawCaller;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is told to end while it serves. */
class EndingTest {

    private static final String STREAM =
            "{\"model\":\"demo/echo\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"%s last\"}]}";

    @TempDir Path folder;
    GatewayProcess gateway;

    @BeforeEach
    void start() {
        gateway =
                GatewayProcess.in(folder)
                        .setting("gateway.demo.word-millis = 50", "gateway.shutdown.drain = 20s")
                        .started();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    @Tag("O12")
    void finishesItsStreamsTakesNoMoreCallsAndEndsWithZero() {
        // Given
        RawCaller stream = streaming(200);

        // When
        gateway.signal();
        String ready = awaitNotReady();
        String refused = ask();
        String alive = get("/health/live");

        // Then
        assertThat(ready).startsWith("HTTP/1.1 503 ");
        assertThat(refused)
                .startsWith("HTTP/1.1 503 ")
                .containsIgnoringCase("retry-after: 1")
                .containsIgnoringCase("connection: close")
                .contains("overloaded_error");
        assertThat(alive).startsWith("HTTP/1.1 200 ");
        assertThat(stream.readToEnd()).contains("data: [DONE]");
        assertThat(gateway.exitCode(Duration.ofSeconds(20))).isZero();
    }

    @Test
    @Tag("O12")
    void cutsItsStreamsOffWhenItIsToldTwice() {
        // Given
        RawCaller stream = streaming(2_000);
        gateway.signal();
        awaitNotReady();

        // When
        gateway.signal();

        // Then
        assertThat(stream.readToEnd()).doesNotContain("[DONE]");
        assertThat(gateway.exitCode(Duration.ofSeconds(20))).isZero();
    }

    /** A stream of so many words that has begun. */
    private RawCaller streaming(int words) {
        RawCaller caller = RawCaller.to(gateway.port());
        String body = STREAM.formatted("word ".repeat(words));
        caller.send(RawCaller.post("/v1/chat/completions", gateway.adminKey(), body));
        caller.readUntil("data: {");
        return caller;
    }

    private String awaitNotReady() {
        String answer = get("/health/ready");
        for (int look = 0; look < 200 && answer.startsWith("HTTP/1.1 200"); look++) {
            answer = get("/health/ready");
        }
        return answer;
    }

    private String ask() {
        String body = STREAM.formatted("word");
        try (RawCaller caller = RawCaller.to(gateway.port())) {
            return caller.send(RawCaller.post("/v1/chat/completions", gateway.adminKey(), body))
                    .readToEnd();
        }
    }

    private String get(String path) {
        try (RawCaller caller = RawCaller.to(gateway.port())) {
            return caller.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .readUntil("}");
        }
    }
}
