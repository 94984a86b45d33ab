package io.aigateway.cli;

import static io.aigateway.cli.FakeGateway.finish;
import static io.aigateway.cli.FakeGateway.send;
import static io.aigateway.cli.FakeGateway.startStream;
import static io.aigateway.cli.FakeGateway.token;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CallModelTest {

    private static final String DONE = "data: [DONE]";

    @Test
    void printsAStreamedAnswer() {
        // Given
        try (FakeGateway gateway =
                FakeGateway.streaming(
                        ": still thinking",
                        token("Hel"),
                        token("lo, 世界"),
                        finish("stop"),
                        "data: {\"choices\":[],\"usage\":{\"total_tokens\":3}}",
                        DONE)) {
            // When
            Run run = Run.of(gateway, "call", "demo/echo", "hello");

            // Then
            assertThat(run).isEqualTo(new Run(0, "Hello, 世界\n", ""));
        }
    }

    @Test
    void asksTheModelWithTheTagAndTheLimit() {
        // Given
        try (FakeGateway gateway = FakeGateway.streaming(token("x"), finish("stop"), DONE)) {
            // When
            Run.of(gateway, "call", "demo/echo", "say \"x\"", "--tag", "a,b", "--max-tokens", "7");

            // Then
            assertThat(gateway.onlySeen())
                    .isEqualTo(
                            new FakeGateway.Seen(
                                    "POST /v1/chat/completions",
                                    "{\"model\":\"demo/echo\",\"stream\":true,\"messages\":[{"
                                            + "\"role\":\"user\",\"content\":\"say \\\"x\\\"\"}],"
                                            + "\"max_tokens\":7}",
                                    "Bearer sk-aig-t",
                                    "a,b",
                                    "aigateway-cli/unreleased",
                                    null));
        }
    }

    @Test
    void printsEachTokenBeforeTheNextOneIsSent() {
        // Given
        CountDownLatch firstTokenPrinted = new CountDownLatch(1);
        AtomicBoolean inTime = new AtomicBoolean();
        StringWriter out = new StringWriter();
        try (FakeGateway gateway =
                FakeGateway.listening()
                        .then(
                                exchange -> {
                                    OutputStream body = startStream(exchange);
                                    send(body, token("first"));
                                    inTime.set(awaited(firstTokenPrinted));
                                    send(body, token(" second"), finish("stop"), DONE);
                                    exchange.close();
                                })) {
            Writer watched =
                    new Writer() {
                        @Override
                        public void write(char[] text, int offset, int length) {
                            out.write(text, offset, length);
                            if (out.toString().contains("first")) {
                                firstTokenPrinted.countDown();
                            }
                        }

                        @Override
                        public void flush() {}

                        @Override
                        public void close() {}
                    };

            // When
            int exit =
                    Aig.run(
                            new String[] {"call", "demo/echo", "go"},
                            new PrintWriter(watched),
                            new PrintWriter(new StringWriter()),
                            Map.of("AIGATEWAY_BASE_URL", gateway.address())::get,
                            false);

            // Then
            assertThat(exit).isZero();
            assertThat(inTime).isTrue();
            assertThat(out).hasToString("first second\n");
        }
    }

    @Test
    void printsAnAnswerInOnePieceWhenAskedTo() {
        // Given
        try (FakeGateway gateway =
                FakeGateway.answering(
                        "{\"choices\":[{\"message\":{\"content\":\"Joy\\n\"},"
                                + "\"finish_reason\":\"stop\"}]}")) {
            // When
            Run run = Run.of(gateway, "call", "fast", "One word", "--no-stream");

            // Then
            assertThat(run).isEqualTo(new Run(0, "Joy\n", ""));
            assertThat(gateway.onlySeen().body()).contains("\"stream\":false");
        }
    }

    @Test
    void asksForAStreamWhenToldSo() {
        // Given
        try (FakeGateway gateway = FakeGateway.streaming(token("x"), finish("stop"), DONE)) {
            // When
            Run run = Run.of(gateway, "call", "fast", "One word", "--stream");

            // Then
            assertThat(run.exit()).isZero();
            assertThat(gateway.onlySeen().body()).contains("\"stream\":true");
        }
    }

    @Test
    void tellsThatTheModelStoppedEarly() {
        // Given
        try (FakeGateway gateway = FakeGateway.streaming(token("Once"), finish("length"), DONE)) {
            // When
            Run run = Run.of(gateway, "call", "fast", "A story");

            // Then
            assertThat(run)
                    .isEqualTo(new Run(0, "Once\n", "aig: the model stopped early: length\n"));
        }
    }

    @Test
    void stopsReadingWhenNobodyReadsTheOutput() {
        // Given
        Writer closed =
                new Writer() {
                    @Override
                    public void write(char[] text, int offset, int length) throws IOException {
                        throw new IOException("Broken pipe");
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        try (FakeGateway gateway = FakeGateway.streaming(token("a"), token("b"))) {
            // When
            int exit =
                    Aig.run(
                            new String[] {"call", "demo/echo", "go"},
                            new PrintWriter(closed),
                            new PrintWriter(new StringWriter()),
                            Map.of("AIGATEWAY_BASE_URL", gateway.address())::get,
                            false);

            // Then
            assertThat(exit).isZero();
        }
    }

    @Test
    void keepsControlCharactersOfAnAnswerAwayFromATerminal() {
        // Given
        try (FakeGateway gateway =
                FakeGateway.streaming(token("a\\u001b]0;x\\u0007\\tb"), finish("stop"), DONE)) {
            // When
            Run run = Run.onTerminal(gateway, Map.of(), "call", "demo/echo", "go");

            // Then
            assertThat(run.out()).isEqualTo("a]0;x\tb\n");
        }
    }

    @Test
    void refusesATagThatNoHeaderCanCarry() {
        // Given
        try (FakeGateway gateway = FakeGateway.listening()) {
            // When
            Run run = Run.of(gateway, "call", "fast", "hello", "--tag", "größe");

            // Then
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.err()).contains("plain ASCII");
            assertThat(gateway.seen()).isEmpty();
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
