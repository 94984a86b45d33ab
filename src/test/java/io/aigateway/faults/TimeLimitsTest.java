package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.Faults;
import io.aigateway.fixture.FullDoor;
import io.aigateway.fixture.GatewayUnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The four time limits of a provider, and that of a rule over all attempts. */
class TimeLimitsTest {

    private static final Duration CONNECT = Duration.ofMillis(500);
    private static final Duration FIRST = Duration.ofMillis(1_500);

    /** More than the system keeps of a connection on both of its ends, twice. */
    private static final int MEGABYTES = 24;

    /** The promise is 20 ms; this machine may be doing something else. */
    private static final Duration SLACK = Duration.ofMillis(900);

    @TempDir static Path folder;
    static Bench bench;
    static FakeProvider slow;
    static FakeProvider patient;
    static FullDoor full;

    @BeforeAll
    static void start() {
        full = new FullDoor();
        slow = FakeProvider.openAi();
        patient = FakeProvider.openAi();
        bench =
                Bench.started(
                        folder,
                        Map.of("gateway.stream.heart-beat", "150ms"),
                        files ->
                                files.waiting("1500ms")
                                        .limiting("between-events: 1s, total: 2500ms")
                                        .openAi("slow", slow)
                                        .limiting("between-events: 1s, total: 1m")
                                        .openAi("steady", slow)
                                        .waiting("20s")
                                        .limiting("between-events: 20s, total: 1m")
                                        .openAi("patient", patient)
                                        .provider(
                                                "{id: full, base-url: \"http://127.0.0.1:%d/v1\", auth: none, timeouts: {connect: 500ms, first-byte: 20s}}"
                                                        .formatted(full.port()))
                                        .model("{id: full/chat, price: {input: 1, output: 2}}")
                                        .rule(
                                                "hurried",
                                                "failover: [patient/chat, openai/chat]\n    total: 500ms")
                                        .rule(
                                                "brief",
                                                "failover: [patient/chat, openai/chat]\n    total: 2s"));
    }

    @AfterAll
    static void stop() {
        bench.close();
        full.close();
        slow.close();
        patient.close();
    }

    @BeforeEach
    void calm() {
        bench.calm();
        slow.wellAgain();
        patient.wellAgain();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("U2")
    void thatToTheConnectionGoesToTheNextProviderWhenItHasPassed(boolean stream) {
        // Given
        String tag = "connect-" + stream;

        // When
        long begun = System.nanoTime();
        HttpResponse<String> answer =
                ask("\"models\":[\"full/chat\",\"openai/chat\"]", stream, tag);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        // Then
        assertThat(answer.headers().firstValue("x-aig-served-by")).hasValue("openai/chat");
        // its other limits are 20 s and more
        assertThat(took).isBetween(CONNECT, Duration.ofSeconds(10));
        JsonNode record = bench.records(tag).get(0);
        assertThat(record.at("/attempts/0/outcome").asText()).isEqualTo("timeout");
        assertThat(record.at("/attempts/0/cost_cents").decimalValue()).isZero();
    }

    @Test
    @Tag("U2")
    void whenNobodyCanBeConnectedToTheCallerIsToldOfTheTimeout() {
        // When
        HttpResponse<String> answer = ask("\"model\":\"full/chat\"", true, "only-full");

        // Then
        assertThat(answer.statusCode()).isEqualTo(504);
        JsonNode record = bench.onlyRecord("only-full");
        assertThat(record.path("status").asInt()).isEqualTo(504);
        assertThat(record.path("cost_cents").decimalValue()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("U2")
    void thatToTheFirstByteGoesToTheNextProviderWhenItHasPassed(boolean stream) {
        // Given
        slow.hanging();
        String tag = "first-" + stream;

        // When
        long begun = System.nanoTime();
        HttpResponse<String> answer =
                ask("\"models\":[\"slow/chat\",\"openai/chat\"]", stream, tag);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        // Then
        assertThat(answer.headers().firstValue("x-aig-served-by")).hasValue("openai/chat");
        assertThat(took).isBetween(FIRST, FIRST.plus(SLACK));
        assertThat(slow.awaitAborted(Duration.ofSeconds(5))).isTrue();
        JsonNode first = bench.records(tag).at("/0/attempts/0");
        assertThat(first.path("outcome").asText()).isEqualTo("timeout");
    }

    @Test
    @Tag("U2")
    void thatToTheFirstByteOfAStreamIsNotMetByItsHeadNorByItsRole() {
        // Given
        slow.stalling(1);

        // When
        HttpResponse<String> answer =
                ask("\"models\":[\"slow/chat\",\"openai/chat\"]", true, "role-only");

        // Then
        assertThat(answer.headers().firstValue("x-aig-served-by")).hasValue("openai/chat");
        assertThat(answer.body()).endsWith("data: [DONE]\n\n").doesNotContain("event: error");
    }

    @Test
    @Tag("U2")
    void whenNobodyIsLeftTheCallerIsToldOfTheTimeout() {
        // Given
        slow.doing(Faults.hangingInsideItsHead());

        // When
        HttpResponse<String> answer = ask("\"model\":\"slow/chat\"", true, "only-slow");

        // Then
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(GatewayUnderTest.json(answer).at("/error/type").asText())
                .isEqualTo("timeout_error");
        assertThat(bench.onlyRecord("only-slow").path("status").asInt()).isEqualTo(504);
    }

    @Test
    @Tag("U2")
    void thatOfARuleEndsAnAttemptThatHasNotBegunToAnswer() {
        // Given
        patient.hanging();

        // When
        long begun = System.nanoTime();
        HttpResponse<String> answer = ask("\"model\":\"hurried\"", true, "hurried");
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        // Then
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(took).isBetween(Duration.ofMillis(500), Duration.ofMillis(500).plus(SLACK));
        assertThat(patient.awaitAborted(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void thatOfARuleDoesNotEndAnAnswerThatHasBegun() {
        // Given
        patient.pausing(Duration.ofMillis(250));

        // When
        long begun = System.nanoTime();
        HttpResponse<String> answer = ask("\"model\":\"brief\"", true, "unhurried");
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        // Then
        assertThat(took).isGreaterThan(Duration.ofSeconds(2));
        assertThat(answer.body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    @Tag("U12")
    void thatBetweenEventsEndsAStreamThatStalls() {
        // Given
        slow.stalling(3);

        // When
        HttpResponse<String> answer = ask("\"model\":\"slow/chat\"", true, "stalls");

        // Then
        assertThat(answer.body()).contains("You ", "event: error", "timeout_error", "stalled");
        assertThat(answer.body()).doesNotContain("[DONE]", "\"finish_reason\":\"stop\"");
        assertThat(slow.awaitAborted(Duration.ofSeconds(5))).isTrue();
        assertThat(bench.onlyRecord("stalls").path("status").asInt()).isEqualTo(504);
    }

    @Test
    @Tag("U24")
    void thatOfTheWholeEndsAStreamThatGoesOnForever() {
        // Given
        slow.pausing(Duration.ofMillis(250));
        String many = "\"model\":\"slow/chat\"";

        // When
        HttpResponse<String> answer = ask(many, true, "forever");

        // Then
        assertThat(answer.body()).contains("event: error", "took too long");
        assertThat(bench.onlyRecord("forever").path("status").asInt()).isEqualTo(504);
    }

    @Test
    @Tag("U24")
    void thatOfTheWholeEndsABodyThatDribbles() {
        // Given
        slow.doing(Faults.dribbling(1, Duration.ofMillis(50)));

        // When
        HttpResponse<String> answer =
                ask("\"models\":[\"slow/chat\",\"openai/chat\"]", false, "dribbles");

        // Then
        assertThat(answer.headers().firstValue("x-aig-served-by")).hasValue("openai/chat");
        assertThat(bench.records("dribbles").at("/0/attempts/0/outcome").asText())
                .isEqualTo("timeout");
    }

    @Test
    @Tag("U12")
    void aCallerOfASilentStreamGetsAHeartBeat() {
        // Given
        patient.pausing(Duration.ofMillis(400));

        // When
        HttpResponse<String> answer = ask("\"model\":\"patient/chat\"", true, "beats");

        // Then
        assertThat(answer.body()).contains("\n\n: keep-alive\n\n").endsWith("data: [DONE]\n\n");
    }

    @Test
    @Tag("C5")
    void aCallerWhoReadsSlowlyDoesNotMakeTheProviderLate() throws IOException {
        // Given
        String[] events = new String[MEGABYTES + 1];
        Arrays.fill(events, chunk("word ".repeat(200_000)));
        events[MEGABYTES] = END;
        slow.doing(Faults.streaming(events));
        String body = body("\"model\":\"steady/chat\"", true);

        // When
        long sentMeanwhile;
        long read;
        try (Socket caller = new Socket()) {
            // two packets of the loopback device at least, or the system sends one every 200 ms
            caller.setReceiveBufferSize(256 * 1024);
            caller.connect(new InetSocketAddress("127.0.0.1", bench.gateway().port()));
            caller.getOutputStream().write(request(body).getBytes(StandardCharsets.UTF_8));
            InputStream in = caller.getInputStream();
            in.readNBytes(100);
            pause(Duration.ofMillis(1_600));
            sentMeanwhile = slow.bytesSent();
            read = readToTheEnd(in);
        }

        // Then
        assertThat(sentMeanwhile).as("held back").isLessThan(MEGABYTES * 1_000_000L);
        assertThat(read).isGreaterThan(MEGABYTES * 1_000_000L);
    }

    private static final String END =
            "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":9}}\n\n"
                    + "data: [DONE]\n\n";

    private static String chunk(String text) {
        return "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                + text
                + "\"},\"finish_reason\":null}]}\n\n";
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    /** How many bytes came until the end mark. */
    private static long readToTheEnd(InputStream in) throws IOException {
        byte[] buffer = new byte[256 * 1024];
        String last = "";
        long read = 0;
        while (!last.contains("data: [DONE]")) {
            int count = in.read(buffer);
            assertThat(count).as("the stream broke off after " + last).isPositive();
            String now = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
            assertThat(now).doesNotContain("event: error");
            last = (last + now).substring(Math.max(0, last.length() + count - 100));
            read += count;
        }
        return read;
    }

    private static String request(String body) {
        return "POST /v1/chat/completions HTTP/1.1\r\nhost: g\r\nauthorization: Bearer "
                + bench.gateway().adminKey()
                + "\r\ncontent-type: application/json\r\ncontent-length: "
                + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n"
                + body;
    }

    private static String body(String models, boolean stream) {
        return "{%s,\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Tell me more please and more and more\"}]}"
                .formatted(models, stream);
    }

    private static HttpResponse<String> ask(String models, boolean stream, String tag) {
        return bench.gateway().post("/v1/chat/completions", body(models, stream), "x-aig-tag", tag);
    }
}
