package io.aigateway.cli;

import static io.aigateway.cli.FakeGateway.finish;
import static io.aigateway.cli.FakeGateway.send;
import static io.aigateway.cli.FakeGateway.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalfAnswersTest {

    private static final String DONE = "data: [DONE]";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event: error\ndata: {\"error\":{\"message\":\"upstream died\",\"type\":\"provider_error\"}}",
                "event: error\ndata: {\"message\":\"upstream died\",\"type\":\"provider_error\"}",
                "data: {\"error\":{\"message\":\"upstream died\",\"type\":\"provider_error\"}}"
            })
    void failsOnAnErrorInTheStream(String event) {
        // Given
        try (FakeGateway gateway = FakeGateway.streaming(token("Hal"), event)) {
            // When
            Run run = Run.of(gateway, "call", "fast", "hello");

            // Then
            assertThat(run)
                    .isEqualTo(
                            new Run(
                                    1,
                                    "Hal\n",
                                    "aig: the answer broke off: upstream died"
                                            + " (provider_error)\n"));
        }
    }

    @Test
    void failsWhenTheStreamEndsWithoutDone() {
        // Given
        try (FakeGateway gateway = FakeGateway.streaming(token("Half"), finish("stop"))) {
            // When
            Run run = Run.of(gateway, "call", "fast", "hello");

            // Then
            assertThat(run)
                    .isEqualTo(
                            new Run(
                                    1,
                                    "Half\n",
                                    "aig: the answer was cut off: the stream ended without"
                                            + " [DONE]\n"));
        }
    }

    @Test
    void failsWhenTheStreamEndsWithoutAFinishReason() {
        // Given
        try (FakeGateway gateway = FakeGateway.streaming(token("Half"), DONE)) {
            // When
            Run run = Run.of(gateway, "call", "fast", "hello");

            // Then
            assertThat(run)
                    .isEqualTo(
                            new Run(
                                    1,
                                    "Half\n",
                                    "aig: the answer was cut off: it ended without a"
                                            + " finish_reason\n"));
        }
    }

    @Test
    void failsWhenTheConnectionBreaksInTheMiddle() {
        // Given
        try (FakeGateway gateway = FakeGateway.listening().then(HalfAnswersTest::breakOff)) {
            // When
            Run run = Run.of(gateway, "call", "fast", "hello");

            // Then
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.out()).isEqualTo("Half\n");
            assertThat(run.err())
                    .startsWith("aig: the answer was cut off: the connection broke")
                    .hasLineCount(1);
        }
    }

    @Test
    void failsOnAnEventThatIsNotJson() {
        // Given
        try (FakeGateway gateway = FakeGateway.streaming("data: {\"choices\":[", DONE)) {
            // When
            Run run = Run.of(gateway, "call", "fast", "hello");

            // Then
            assertThat(run)
                    .isEqualTo(
                            new Run(
                                    1,
                                    "",
                                    "aig: the answer was cut off: an event of the stream is not"
                                            + " JSON\n"));
        }
    }

    @Test
    void failsWhenAWholeAnswerHasNoEnd() {
        // Given
        try (FakeGateway gateway = FakeGateway.answering("{\"choices\":[]}")) {
            // When
            Run run = Run.of(gateway, "call", "fast", "hello", "--no-stream");

            // Then
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains("without a finish_reason");
        }
    }

    // More was promised than is sent: closing the exchange then drops the connection.
    private static void breakOff(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 100_000);
        send(exchange.getResponseBody(), token("Half"));
        exchange.close();
    }
}
