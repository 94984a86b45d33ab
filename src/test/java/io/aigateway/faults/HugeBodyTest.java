package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.Bench;
import io.aigateway.fixture.LogCapture;
import io.aigateway.fixture.RawHttp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that are too large, or that would cost far more to read than to send. */
class HugeBodyTest {

    private static final int MEGABYTE = 1_000_000;
    private static final long LONGEST_MILLIS = 8_000;

    @TempDir static Path folder;
    static Bench bench;
    static LogCapture log;

    @BeforeAll
    static void start() {
        log = LogCapture.started();
        bench = Bench.started(folder);
    }

    @AfterAll
    static void stop() {
        CleanRefusal.assertNothingSpent(bench);
        bench.close();
        log.close();
    }

    @BeforeEach
    void calm() {
        bench.calm();
    }

    @Test
    @Tag("B3")
    void areRefusedByTheirLengthBeforeTheyAreRead() {
        // Given
        String head = head("Content-Length: 30000000");

        // When
        RawHttp.Answer answer = RawHttp.send(bench.gateway().port(), head);

        // Then
        check(answer, "30 MB, announced");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.headers().get("connection")).isEqualTo("close");
    }

    @Test
    @Tag("B3")
    void areRefusedOnceTheyAreTooLongThoughTheyDoNotSayHowLong() {
        // Given
        String head = head("Transfer-Encoding: chunked");
        byte[] chunk = new byte[MEGABYTE];
        Arrays.fill(chunk, (byte) ' ');

        // When
        RawHttp.Answer answer =
                RawHttp.send(
                        bench.gateway().port(),
                        head,
                        out -> {
                            for (int i = 0; i < 22; i++) {
                                out.write(
                                        (Integer.toHexString(MEGABYTE) + "\r\n")
                                                .getBytes(StandardCharsets.US_ASCII));
                                out.write(chunk);
                                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                            }
                        });

        // Then
        check(answer, "22 MB in chunks");
        assertThat(answer.status()).isEqualTo(413);
    }

    static Stream<Arguments> costly() {
        return Stream.of(
                Arguments.of(
                        "100,000 lists in one another", "[".repeat(100_000) + "]".repeat(100_000)),
                Arguments.of(
                        "100,000 objects in one another",
                        "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)),
                Arguments.of("a million fields", fields()),
                Arguments.of("a number of 10 MB", "1" + "0".repeat(10 * MEGABYTE)),
                Arguments.of("a fraction of 10 MB", "0." + "1".repeat(10 * MEGABYTE)),
                Arguments.of("a number with a huge exponent in temperature", "1e999999999"),
                Arguments.of("a name of 10 MB", "{\"" + "n".repeat(10 * MEGABYTE) + "\":1}"),
                Arguments.of("a text of 50 MB", "\"" + "t".repeat(50 * MEGABYTE) + "\""),
                Arguments.of("five million numbers", "[" + "1,".repeat(5 * MEGABYTE) + "1]"));
    }

    private static String fields() {
        StringBuilder fields = new StringBuilder("{");
        for (int i = 0; i < MEGABYTE; i++) {
            fields.append("\"k").append(i).append("\":0,");
        }
        return fields.append("\"last\":0}").toString();
    }

    @ParameterizedTest
    @MethodSource("costly")
    @Tag("B4")
    void areRefusedInLittleTime(String what, String value) {
        // Given
        byte[] body =
                ("{\"model\":\"openai/chat\",\"temperature\":"
                                + value
                                + ",\"messages\":[{\"role\":\"user\",\"content\":\""
                                + CleanRefusal.PROMPT
                                + "\"}]}")
                        .getBytes(StandardCharsets.UTF_8);
        long started = System.nanoTime();

        // When
        RawHttp.Answer answer =
                RawHttp.send(
                        bench.gateway().port(),
                        head("Content-Length: " + body.length),
                        out -> out.write(body));

        // Then
        check(answer, what);
        assertThat(answer.status()).isIn(400, 413);
        assertThat(Duration.ofNanos(System.nanoTime() - started).toMillis())
                .isLessThan(LONGEST_MILLIS);
    }

    private static void check(RawHttp.Answer answer, String about) {
        CleanRefusal.check(bench, log, answer.status(), answer.body(), about);
    }

    private static String head(String framing) {
        return "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + bench.gateway().adminKey()
                + "\r\nx-aig-tag: "
                + CleanRefusal.TAG
                + "\r\nContent-Type: application/json\r\n"
                + framing;
    }
}
