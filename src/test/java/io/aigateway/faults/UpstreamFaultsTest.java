package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.Fault;
import io.aigateway.fixture.Faults;
import io.aigateway.fixture.GatewayUnderTest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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

/** Whatever a provider does to the connection or to HTTP, another one serves the call. */
class UpstreamFaultsTest {

    private static final String SSE = "content-type: text/event-stream";
    private static final String JSON = "content-type: application/json";
    private static final Map<String, Fault> FAULTS = new HashMap<>();

    static {
        FAULTS.put(
                "U17 empty body",
                Faults.withHead(JSON + "\r\ncontent-length: 0\r\nconnection: close"));
        FAULTS.put("U17 bad chunks", Faults.breakingItsChunks());
        FAULTS.put(
                "U18 two lengths",
                Faults.withHead(JSON + "\r\ncontent-length: 5\r\ncontent-length: 9"));
        FAULTS.put("U18 negative length", Faults.withHead(JSON + "\r\ncontent-length: -1"));
        FAULTS.put(
                "U18 absurd length",
                Faults.withHead(JSON + "\r\ncontent-length: 99999999999999999999"));
        FAULTS.put("U18 unknown coding", Faults.withHead(SSE + "\r\ntransfer-encoding: rot13"));
        FAULTS.put("U18 bomb", Faults.explodingTo(200));
        FAULTS.put("U19 many headers", Faults.neverEndingItsHead());
        FAULTS.put("U19 long header", Faults.neverEndingAHeader());
        FAULTS.put(
                "U19 endless event", Faults.neverEndingItsBody("text/event-stream", "data: ", "x"));
        FAULTS.put(
                "U19 endless body",
                Faults.neverEndingItsBody("application/json", "{\"a\":\"", "x"));
        FAULTS.put("U23 closes unanswered", Faults.closingUnanswered());
        FAULTS.put("U24 half-closes", Faults.halfClosingAfter(20));
        FAULTS.put("U8 resets after head", Faults.resettingAfterItsHead());
        FAULTS.put("U8 resets inside the first event", Faults.resettingAfter(20));
        FAULTS.put("U2 head and silence", Faults.hangingAfterItsHead());
    }

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench =
                Bench.started(
                        folder,
                        Map.of(),
                        files -> files.waiting("2s").limiting("between-events: 2s, total: 4s"));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void calm() {
        bench.calm();
    }

    static Stream<Arguments> faults() {
        return FAULTS.keySet().stream()
                .sorted()
                .flatMap(name -> Stream.of(Arguments.of(name, true), Arguments.of(name, false)));
    }

    @ParameterizedTest(name = "{0}, streamed: {1}")
    @MethodSource("faults")
    @Tag("U2")
    @Tag("U8")
    @Tag("U17")
    @Tag("U18")
    @Tag("U19")
    @Tag("U23")
    @Tag("U24")
    void areNotSeenByACallerWhomAnotherProviderCanServe(String name, boolean stream) {
        // Given
        bench.provider("openai").doing(fault(name));
        String tag = ("fault-" + name + "-" + stream).replace(' ', '-').replace(',', '-');

        // When
        HttpResponse<String> answer =
                ask(
                        "\"models\":[\""
                                + bench.unusedRow("openai")
                                + "/chat\",\"anthropic/chat\"]",
                        stream,
                        tag);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-aig-served-by")).hasValue("anthropic/chat");
        assertThat(answer.body()).contains("Tell").doesNotContain("event: error");
        JsonNode attempts = bench.records(tag).at("/0/attempts");
        assertThat(bench.provider("openai").requests()).as(attempts.toString()).hasSize(1);
        assertThat(attempts).hasSize(2);
        assertThat(attempts.at("/0/outcome").asText())
                .isIn("connection", "timeout", "server-error");
        assertThat(attempts.at("/1/outcome").asText()).isEqualTo("success");
    }

    @Test
    @Tag("U4")
    void areNotRepeatedAtTheSameProvider() {
        // Given
        bench.provider("openai").doing(Faults.closingUnanswered());
        String only = "\"model\":\"" + bench.unusedRow("openai") + "/chat\"";

        // When
        HttpResponse<String> answer = ask(only, true, "once");

        // Then
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(GatewayUnderTest.json(answer).at("/error/type").asText())
                .isEqualTo("provider_error");
        assertThat(bench.provider("openai").requests()).hasSize(1);
        assertThat(bench.onlyRecord("once").path("cost_cents").decimalValue()).isZero();
    }

    @Test
    @Tag("U20")
    void anInterimAnswerIsReadOver() {
        // Given
        bench.provider("openai")
                .doing(
                        Faults.sayingFirst(
                                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"));
        String only = "\"model\":\"" + bench.unusedRow("openai") + "/chat\"";

        // When
        HttpResponse<String> answer = ask(only, true, "interim");

        // Then
        assertThat(answer.body()).contains("Tell").endsWith("data: [DONE]\n\n");
    }

    @Test
    @Tag("U18")
    void aContentTypeThatIsWrongDoesNotSpoilAnAnswerThatIsRight() {
        // Given
        bench.provider("openai").doing(Faults.withHead("content-type: image/png"));
        String only = "\"model\":\"" + bench.unusedRow("openai") + "/chat\"";

        // When
        HttpResponse<String> answer = ask(only, true, "image");

        // Then
        assertThat(answer.body()).contains("Tell").endsWith("data: [DONE]\n\n");
        assertThat(answer.headers().firstValue("content-type"))
                .hasValue("text/event-stream; charset=utf-8");
    }

    @Test
    @Tag("U18")
    void aBodyShorterThanAnnouncedIsNoAnswer() {
        // Given
        bench.provider("openai").doing(Faults.lyingAboutItsLength(10));
        String only = "\"model\":\"" + bench.unusedRow("openai") + "/chat\"";

        // When
        HttpResponse<String> answer = ask(only, false, "short");

        // Then
        assertThat(answer.statusCode()).isEqualTo(502);
    }

    private static Fault fault(String name) {
        return FAULTS.get(name);
    }

    private static String body(String models, boolean stream) {
        return "{%s,\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Tell me more please\"}]}"
                .formatted(models, stream);
    }

    private static HttpResponse<String> ask(String models, boolean stream, String tag) {
        return bench.gateway().post("/v1/chat/completions", body(models, stream), "x-aig-tag", tag);
    }
}
