package io.aigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailCallsTest {

    private static final String FIRST =
            call("req_2", 402, "2026-11-23T10:15:02.75Z", "0")
                    + ","
                    + call("req_1", 200, "2026-11-23T10:15:02Z", "1234.5678901");

    @AfterEach
    void forgetTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void showsTheLastCallsOldestFirst() {
        // Given
        try (FakeGateway gateway = FakeGateway.answering(page(FIRST))) {
            // When
            Run run = Run.of(gateway, "tail", "--once");

            // Then
            assertThat(run)
                    .isEqualTo(
                            new Run(
                                    0,
                                    """
                                    TIME (UTC)           STATUS    LATENCY         COST  MODEL                         TAG
                                    2026-11-23 10:15:02  200      1,234 ms   $12.345679  openai/gpt-5.4                checkout
                                    2026-11-23 10:15:02  402      1,234 ms    $0.000000  openai/gpt-5.4                checkout
                                    """,
                                    ""));
            assertThat(gateway.onlySeen().line()).isEqualTo("GET /v1/usage/recent?limit=100");
        }
    }

    @Test
    void showsEachCallOnceHoweverOftenItPolls() {
        // Given
        String later = call("req_3", 200, "2026-11-23T10:16:00Z", "1");
        try (FakeGateway gateway =
                FakeGateway.answering(page(FIRST))
                        .then(200, page(later + "," + FIRST))
                        .then(200, page(later + "," + FIRST))) {
            // When
            Run run = tail(gateway, 3, "--json");

            // Then
            assertThat(run.exit()).isZero();
            assertThat(run.out().lines().map(line -> line.substring(0, 21)))
                    .containsExactly(
                            "{\"request_id\":\"req_1\"",
                            "{\"request_id\":\"req_2\"",
                            "{\"request_id\":\"req_3\"");
            assertThat(gateway.seen()).hasSize(3);
        }
    }

    @Test
    void printsHeadingsOnce() {
        // Given
        try (FakeGateway gateway = FakeGateway.answering(page(""))) {
            // When
            Run run = tail(gateway, 4);

            // Then
            assertThat(run.out())
                    .isEqualTo(
                            "TIME (UTC)           STATUS    LATENCY         COST  MODEL"
                                    + "                         TAG\n");
        }
    }

    @Test
    void asksForFailedCallsAndShowsNoOthers() {
        // Given
        try (FakeGateway gateway = FakeGateway.answering(page(FIRST))) {
            // When
            Run run =
                    Run.of(
                            gateway,
                            "tail",
                            "--once",
                            "--json",
                            "--filter",
                            "status=error",
                            "--filter",
                            "tag=a b&c");

            // Then
            assertThat(run.out()).contains("req_2").doesNotContain("req_1");
            assertThat(gateway.onlySeen().line())
                    .isEqualTo("GET /v1/usage/recent?limit=100&status=error&tag=a+b%26c");
        }
    }

    @ParameterizedTest
    @CsvSource({"ok, req_1", "200, req_1", "402, req_2", "error, req_2"})
    void knowsStatusesByNumberAndByKind(String status, String shown) {
        // Given
        try (FakeGateway gateway = FakeGateway.answering(page(FIRST))) {
            // When
            Run run = Run.of(gateway, "tail", "--once", "--json", "--filter", "status=" + status);

            // Then
            assertThat(run.out()).contains(shown).hasLineCount(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"colour=red", "status=bad", "status"})
    void refusesAFilterThatItDoesNotKnow(String filter) {
        // Given
        try (FakeGateway gateway = FakeGateway.listening()) {
            // When
            Run run = Run.of(gateway, "tail", "--filter", filter);

            // Then
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.err()).startsWith("aig: ").hasLineCount(1);
        }
    }

    @Test
    void saysWhenCallsCameFasterThanItCanShow() {
        // Given
        String hundredNewOnes =
                IntStream.range(0, 100)
                        .mapToObj(i -> call("new_" + i, 200, "2026-11-23T10:20:00Z", "1"))
                        .collect(Collectors.joining(","));
        try (FakeGateway gateway =
                FakeGateway.answering(page(FIRST)).then(200, page(hundredNewOnes))) {
            // When
            Run run = tail(gateway, 2, "--json");

            // Then
            assertThat(run.err())
                    .isEqualTo("aig: more calls than can be shown: some are left out here\n");
            assertThat(run.out()).hasLineCount(102);
        }
    }

    @Test
    void showsFailedCallsInRedOnATerminal() {
        // Given
        try (FakeGateway gateway = FakeGateway.answering(page(FIRST))) {
            // When
            Run run = Run.onTerminal(gateway, Map.of(), "tail", "--once");

            // Then
            assertThat(run.out().lines().skip(1).map(line -> line.startsWith("\u001b[31m")))
                    .containsExactly(false, true);
        }
    }

    @Test
    void keepsLinesWholeWhateverATagHolds() {
        // Given
        try (FakeGateway gateway =
                FakeGateway.answering(page("{\"request_id\":\"r\",\"tag\":\"a\\n\\u001b[2Jb\"}"))) {
            // When
            Run run = Run.of(gateway, "tail", "--once");

            // Then
            assertThat(run.out()).hasLineCount(2).endsWith("a [2Jb\n");
        }
    }

    private static Run tail(FakeGateway gateway, int polls, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Shell shell =
                new Shell(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        Map.of("AIGATEWAY_BASE_URL", gateway.address())::get,
                        false,
                        length -> {
                            if (gateway.seen().size() >= polls) {
                                throw new InterruptedException();
                            }
                        });
        String[] all = new String[args.length + 1];
        all[0] = "tail";
        System.arraycopy(args, 0, all, 1, args.length);
        return new Run(Aig.run(all, shell), out.toString(), err.toString());
    }

    private static String call(String id, int status, String at, String cents) {
        return """
        {"request_id":"%s","model":"openai/gpt-5.4","provider":"openai","status":%d,\
        "latency_ms":1234,"cost_cents":%s,"tag":"checkout","created_at":"%s"}"""
                .formatted(id, status, cents, at);
    }

    private static String page(String calls) {
        return "{\"data\":[" + calls + "]}";
    }
}
