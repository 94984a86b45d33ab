package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.Faults;
import io.aigateway.fixture.GatewayProcess;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.RawCaller;
import io.aigateway.fixture.SentEvents;
import io.aigateway.fixture.StreamFaults;
import io.aigateway.fixture.UpstreamFiles;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are JSON, and good HTTP, and yet cannot be taken as they are. */
class OddAnswersTest {

    private static final Map<String, String> USAGES = new TreeMap<>();
    private static final Map<String, Shape> SHAPES = new TreeMap<>();
    private static final String MESSAGE =
            "\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},\"delta\":{\"content\":\"Hi\"}";
    private static final BigDecimal CENT = BigDecimal.ONE;
    private static final String HONEST =
            "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2,\"total_tokens\":9}";

    static {
        USAGES.put("missing", "");
        USAGES.put("null", ",\"usage\":null");
        USAGES.put("a text", ",\"usage\":\"12\"");
        USAGES.put("a number", ",\"usage\":12");
        USAGES.put("a list", ",\"usage\":[{}]");
        USAGES.put("empty", ",\"usage\":{}");
        USAGES.put("negative", usage("-5", "-7"));
        USAGES.put("negative answer", usage("5", "-7"));
        USAGES.put("a trillion", usage("1000000000000", "1000000000000"));
        USAGES.put("a trillion answered", usage("5", "1000000000000"));
        USAGES.put("beyond long", usage("99999999999999999999", "99999999999999999999"));
        USAGES.put("fractions", usage("3.5", "2.25"));
        USAGES.put("powers", usage("1e400", "1e400"));
        USAGES.put("texts", usage("\"5\"", "\"two\""));
        USAGES.put("nulls", usage("null", "null"));
        USAGES.put("not numbers", usage("\"NaN\"", "\"Infinity\""));
        USAGES.put("two that differ", usage("7", "2") + usage("900000", "900000"));
        USAGES.put(
                "a count twice",
                ",\"usage\":{\"prompt_tokens\":7,\"prompt_tokens\":900000,\"completion_tokens\":2}");

        shape("no choices", "refused", "\"choices\":[]");
        shape("choices null", "refused", "\"choices\":null");
        shape("choices missing", "refused", "\"x\":1");
        shape("choices an object", "refused", "\"choices\":{\"0\":{" + MESSAGE + "}}");
        shape("choices of nothing", "refused", "\"choices\":[null]");
        shape("choices of numbers", "refused", "\"choices\":[1,2]");
        shape("choice empty", "refused", "\"choices\":[{}]");
        shape("message missing", "streamed", choice("\"x\":1"));
        shape("message null", "streamed", choice("\"message\":null,\"delta\":null"));
        shape("message a text", "refused", choice("\"message\":\"Hi\",\"delta\":\"Hi\""));
        shape("index absurd", "refused", choice("\"index\":99999999999," + MESSAGE));
        shape("index negative", "refused", choice("\"index\":-1," + MESSAGE));
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        shape("nested 10,000 deep", "refused", choice(MESSAGE + ",\"x\":" + deep));
        shape("NUL", "passed", content("a\\u0000b"));
        shape("lone surrogate", "passed", content("a\\ud83db"));
        shape("half of a pair at the end", "passed", content("a\\ud83d"));
    }

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench = Bench.started(folder, Map.of(), files -> files.waiting("10s"));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void calm() {
        bench.calm();
    }

    private static String usage(String prompt, String completion) {
        return ",\"usage\":{\"prompt_tokens\":%s,\"completion_tokens\":%s,\"total_tokens\":%s}"
                .formatted(prompt, completion, prompt);
    }

    private static String choice(String fields) {
        return "\"choices\":[{%s,\"finish_reason\":\"stop\"}]".formatted(fields);
    }

    private static String content(String escaped) {
        return choice("\"index\":0," + MESSAGE.replace("Hi", escaped));
    }

    private static void shape(String name, String fate, String fields) {
        SHAPES.put(name, new Shape(fate, fields));
    }

    private static Stream<Arguments> bothWays(Map<String, ?> cases) {
        return cases.keySet().stream()
                .flatMap(name -> Stream.of(Arguments.of(name, true), Arguments.of(name, false)));
    }

    static Stream<Arguments> usages() {
        return bothWays(USAGES);
    }

    @ParameterizedTest(name = "usage {0}, streamed: {1}")
    @MethodSource("usages")
    @Tag("U21")
    void areCountedHereWhereTheirUsageCannotBeTrue(String usage, boolean stream) {
        // Given
        String tag = ("usage-" + usage + "-" + stream).replaceAll("\\W+", "-");
        answer(stream, content("Hello there") + USAGES.get(usage));

        // When
        HttpResponse<String> answer = ask("openai/chat", stream, tag);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode told = told(answer, stream);
        assertThat(told.path("prompt_tokens").asLong()).isBetween(1L, 40L);
        assertThat(told.path("completion_tokens").asLong()).isBetween(1L, 20L);
        assertThat(bench.provider("openai").requests()).hasSize(1);
        JsonNode record = bench.onlyRecord(tag);
        assertThat(record.path("estimated").asBoolean()).isTrue();
        assertThat(record.path("input_tokens")).isEqualTo(told.path("prompt_tokens"));
        assertThat(record.path("output_tokens")).isEqualTo(told.path("completion_tokens"));
        assertThat(record.path("cost_cents").decimalValue()).isPositive().isLessThan(CENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    @Tag("U21")
    void areNotChargedTwiceWhenAStreamTellsItsUsageTwice(String provider) {
        // Given
        String once = streamed(provider, "usage-once-" + provider);
        bench.provider(provider)
                .doing(
                        StreamFaults.rewritten(
                                text ->
                                        text.replaceAll(
                                                "(?s)((event: message_delta\\n)?data: [^\\n]*\"(usage\":\\{\"prompt|stop_reason\":\"end_turn\")[^\\n]*\\n\\n)",
                                                "$1$1")));

        // When
        String twice = streamed(provider, "usage-twice-" + provider);

        // Then
        assertThat(SentEvents.said(twice)).isEqualTo(SentEvents.said(once));
        JsonNode record = bench.onlyRecord("usage-twice-" + provider);
        JsonNode other = bench.onlyRecord("usage-once-" + provider);
        assertThat(record.path("input_tokens")).isEqualTo(other.path("input_tokens"));
        assertThat(record.path("cost_cents")).isEqualTo(other.path("cost_cents"));
    }

    static Stream<Arguments> shapes() {
        return bothWays(SHAPES);
    }

    @ParameterizedTest(name = "{0}, streamed: {1}")
    @MethodSource("shapes")
    @Tag("U22")
    void areRefusedOrPassedOnWholeWhateverTheirShape(String shape, boolean stream) {
        // Given
        String tag = ("shape-" + shape + "-" + stream).replaceAll("\\W+", "-");
        answer(stream, SHAPES.get(shape).fields() + "," + HONEST);

        // When
        HttpResponse<String> answer = ask(bench.unusedRow("openai") + "/chat", stream, tag);

        // Then
        boolean passed = SHAPES.get(shape).isPassedOn(stream);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(passed ? 200 : 502);
        assertThat(answer.body()).doesNotContain("event: error");
        if (passed) {
            JsonNode sent = passedOn(answer, stream);
            assertThat(sent.isObject() || sent.isMissingNode()).isTrue();
        } else {
            assertThat(GatewayUnderTest.json(answer).at("/error/type").asText())
                    .isEqualTo("provider_error");
        }
        assertThat(bench.provider("openai").requests()).hasSize(1);
        JsonNode record = bench.onlyRecord(tag);
        assertThat(record.path("status").asInt()).isEqualTo(passed ? 200 : 502);
        assertThat(record.path("cost_cents").decimalValue()).isNotNegative().isLessThan(CENT);
        assertThat(ask("anthropic/chat", stream, "after-" + tag).statusCode()).isEqualTo(200);
    }

    private static JsonNode passedOn(HttpResponse<String> answer, boolean stream) {
        return stream
                ? SentEvents.in(answer.body()).get(0).at("/choices/0/delta")
                : GatewayUnderTest.json(answer).at("/choices/0/message");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("U22")
    void doNotEndAProcessOfASmallHeapByTheirSize(boolean stream, @TempDir Path own) {
        // Given
        String text = "{\"role\":\"assistant\",\"content\":\"" + "word ".repeat(10_000_000) + "\"}";
        answer(stream, choice("\"index\":0," + (stream ? "\"delta\":" : "\"message\":") + text));
        UpstreamFiles files =
                UpstreamFiles.create()
                        .waiting("60s")
                        .openAi("openai", bench.provider("openai"))
                        .anthropic("anthropic", bench.provider("anthropic"));
        String huge = request("openai/chat", stream);

        try (GatewayProcess gateway =
                GatewayProcess.in(own).with(files.files()).option("-Xmx256m").started()) {
            // When
            List<CompletableFuture<String>> answers =
                    Stream.generate(() -> CompletableFuture.supplyAsync(() -> sent(gateway, huge)))
                            .limit(2)
                            .toList();
            List<String> others =
                    Stream.generate(() -> sent(gateway, request("anthropic/chat", stream)))
                            .limit(20)
                            .toList();

            // Then
            assertThat(others).allMatch(head -> head.contains(" 200 "));
            assertThat(answers.stream().map(CompletableFuture::join))
                    .allMatch(head -> head.matches("HTTP/1.1 (200|502|503) .*\\r\\n"));
            assertThat(gateway.runs()).isTrue();
            assertThat(gateway.log()).doesNotContain("OutOfMemoryError");
        }
    }

    private static String sent(GatewayProcess gateway, String body) {
        try (RawCaller caller = RawCaller.to(gateway.port())) {
            String post =
                    RawCaller.post(
                            "/v1/chat/completions", gateway.adminKey(), body, "Connection: close");
            return caller.send(post).readUntil("\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("U26")
    void nameTheModelThatWasRoutedToAndCostWhatItCosts(boolean stream) {
        // Given
        answer(stream, content("Hi") + "," + HONEST);

        // When
        HttpResponse<String> answer = ask("openai/chat", stream, "other-model-" + stream);

        // Then
        if (stream) {
            assertThat(SentEvents.in(answer.body()))
                    .allMatch(event -> event.path("model").asText().equals("openai/chat"));
        } else {
            assertThat(GatewayUnderTest.json(answer).path("model").asText())
                    .isEqualTo("openai/chat");
        }
        assertThat(answer.headers().firstValue("x-aig-served-by")).hasValue("openai/chat");
        assertThat(bench.provider("openai").lastRequest().body().path("model").asText())
                .isEqualTo(UpstreamFiles.upstreamName("openai"));
        JsonNode record = bench.onlyRecord("other-model-" + stream);
        assertThat(record.path("model").asText()).isEqualTo("openai/chat");
        long nanos =
                7 * UpstreamFiles.NANOS_PER_INPUT_TOKEN + 2 * UpstreamFiles.NANOS_PER_OUTPUT_TOKEN;
        assertThat(record.path("cost_cents").decimalValue())
                .isEqualByComparingTo(BigDecimal.valueOf(nanos, 7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thu, 01 Jan 1970 00:00:00 GMT",
                "Fri, 31 Dec 9999 23:59:59 GMT",
                "yesterday",
                "-1"
            })
    @Tag("U29")
    void areTakenWhateverTheClockOfTheProviderSays(String date) {
        // Given
        String created = content("Hi") + ",\"created\":-62135596800," + HONEST;
        String head = "date: %s\r\nage: -5\r\nexpires: %s\r\nlast-modified: %s\r\n";
        String dates = head.formatted(date, date, date);
        String tag = "date-" + date.replaceAll("\\W+", "-");
        Instant before = Instant.now().minusSeconds(1);

        // When
        answer(true, created);
        bench.provider("openai").doing(Faults.withHead(dates + "content-type: text/event-stream"));
        HttpResponse<String> streamed = ask("openai/chat", true, tag + "-stream");
        bench.provider("openai").doing(Faults.withHead(dates + "content-type: application/json"));
        HttpResponse<String> whole = ask("openai/chat", false, tag);

        // Then
        assertThat(streamed.body()).endsWith("data: [DONE]\n\n");
        assertThat(SentEvents.said(streamed.body())).startsWith("You said");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("date").orElse("")).isNotEqualTo(date);
        assertThat(bench.provider("openai").requests()).hasSize(2);
        JsonNode record = bench.onlyRecord(tag);
        assertThat(Instant.parse(record.path("created_at").asText()))
                .isBetween(before, Instant.now().plusSeconds(1));
        assertThat(record.path("latency_ms").asLong()).isBetween(0L, 30_000L);
    }

    @Test
    @Tag("U29")
    void areWaitedForAsLongAsTheyAskWhateverTheClockOfTheProviderSays() {
        // Given
        String only = bench.unusedRow("openai") + "/chat";
        bench.provider("openai")
                .answering(
                        429,
                        "{\"error\":{\"message\":\"Slow down.\"}}",
                        "date",
                        "Fri, 31 Dec 9999 23:59:59 GMT",
                        "retry-after",
                        "7");

        // When
        HttpResponse<String> answer = ask(only, false, "date-wait");

        // Then
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
    }

    /** From now on the provider says this, in the envelope of a whole answer or of a chunk. */
    private static void answer(boolean stream, String fields) {
        String json =
                "{\"id\":\"x\",\"object\":\"o\",\"created\":1,\"model\":\"m\"," + fields + "}";
        if (stream) {
            bench.provider("openai")
                    .doing(Faults.streaming("data: " + json + "\n\n", "data: [DONE]\n\n"));
        } else {
            bench.provider("openai").answering(200, json);
        }
    }

    private static String streamed(String provider, String tag) {
        return ask(provider + "/chat", true, tag).body();
    }

    private static HttpResponse<String> ask(String model, boolean stream, String tag) {
        return bench.gateway()
                .post("/v1/chat/completions", request(model, stream), "x-aig-tag", tag);
    }

    private static String request(String model, boolean stream) {
        return "{\"model\":\"%s\",\"stream\":%s,%s\"messages\":[{\"role\":\"user\",\"content\":\"Tell me more please\"}]}"
                .formatted(
                        model,
                        stream,
                        stream ? "\"stream_options\":{\"include_usage\":true}," : "");
    }

    private static JsonNode told(HttpResponse<String> answer, boolean stream) {
        if (!stream) {
            return GatewayUnderTest.json(answer).path("usage");
        }
        return SentEvents.in(answer.body()).stream()
                .map(event -> event.path("usage"))
                .filter(JsonNode::isObject)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** How an answer looks, and whether it is passed on: always, never, or only as a stream. */
    private record Shape(String fate, String fields) {

        boolean isPassedOn(boolean stream) {
            return fate.equals("passed") || (stream && fate.equals("streamed"));
        }
    }
}
