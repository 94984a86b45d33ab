package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.Fault;
import io.aigateway.fixture.Faults;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.SentEvents;
import io.aigateway.fixture.StreamFaults;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However a good answer is cut into packets, and in whichever of the allowed ways its events are
 * written, the caller gets the same bytes and pays the same.
 */
class StreamBytesTest {

    private static final String GREETING = "日本語🎉";

    /** The answer repeats it, a word an event: some 80,000 bytes. */
    private static final String LONG = "word ".repeat(450).strip();

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench = Bench.started(folder);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void calm() {
        bench.calm();
    }

    static Stream<Arguments> packets() {
        Map<String, Fault> packets = new LinkedHashMap<>();
        packets.put("one byte a packet", StreamFaults.inPiecesOf(1));
        packets.put("with its framing, three bytes a packet", Faults.dribbling(3, Duration.ZERO));
        packets.put("seven bytes a packet", StreamFaults.inPiecesOf(7));
        packets.put("a thousand bytes a packet", StreamFaults.inPiecesOf(1_000));
        packets.put("64 KB a packet", StreamFaults.inPiecesOf(64 * 1024));
        packets.put("all at once", Faults.burstingOut());
        return withBoth(packets);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("packets")
    @Tag("U13")
    void comeOutTheSameInPacketsOfAnySize(String provider, String size, Fault fault) {
        // Given
        String tag = (provider + " " + size).replaceAll("\\W+", "-");
        String whole = streamed(provider, LONG, tag + "-well");
        assertThat(whole.length()).isGreaterThan(64 * 1024);
        bench.provider(provider).doing(fault);

        // When
        String answer = streamed(provider, LONG, tag);

        // Then
        assertThat(answer).isEqualTo(whole);
        assertBilledAlike(tag, tag + "-well");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    @Tag("U13")
    void comeOutTheSameWhereverAnEventIsSplit(String provider) {
        // Given
        String whole = streamed(provider, "Hi", "split-well-" + provider);

        for (int offset = 1; offset < 400; offset++) {
            // When
            bench.provider(provider).wellAgain().doing(StreamFaults.splitAt(offset));
            String answer = streamed(provider, "Hi", "split-" + provider);

            // Then
            assertThat(answer).as("split at " + offset).isEqualTo(whole);
        }
    }

    static Stream<Arguments> offsets() {
        int length = GREETING.getBytes(StandardCharsets.UTF_8).length;
        return Stream.of("openai", "anthropic")
                .flatMap(
                        provider ->
                                Stream.iterate(0, at -> at <= length, at -> at + 1)
                                        .flatMap(
                                                at ->
                                                        Stream.of(
                                                                Arguments.of(provider, at, true),
                                                                Arguments.of(
                                                                        provider, at, false))));
    }

    @ParameterizedTest(name = "{0}, after {1} bytes, streamed: {2}")
    @MethodSource("offsets")
    @Tag("U14")
    void keepEveryCharacterWhereverItIsSplit(String provider, int offset, boolean stream) {
        // Given
        bench.provider(provider).doing(StreamFaults.splitInside(GREETING, offset));
        String tag = "utf8-%s-%d-%s".formatted(provider, offset, stream);

        // When
        HttpResponse<String> answer = ask(provider, GREETING, stream, tag);

        // Then
        assertThat(said(answer, stream)).isEqualTo("You said: " + GREETING);
        assertThat(answer.body()).doesNotContain("\uFFFD");
        assertThat(bench.provider(provider).lastRequest().body().toString()).contains(GREETING);
        JsonNode record = bench.onlyRecord(tag);
        assertThat(record.path("status").asInt()).isEqualTo(200);
        assertThat(record.path("estimated").asBoolean()).isFalse();
    }

    static Stream<Arguments> spellings() {
        Map<String, Fault> spellings = new LinkedHashMap<>();
        spell(spellings, "CRLF", text -> text.replace("\n", "\r\n"));
        spell(spellings, "CR", text -> text.replace("\n", "\r"));
        spell(spellings, "no space", text -> text.replace("data: ", "data:"));
        spell(spellings, "data in several lines", StreamBytesTest::inLines);
        spell(
                spellings,
                "comments",
                text -> ": hello\n\n" + text.replace("data: ", ":\n: ping\ndata: "));
        spell(spellings, "ids", text -> text.replace("data: ", "id: 7\nid\ndata: "));
        spell(
                spellings,
                "retry",
                text -> "retry: 3000\n\n" + text.replace("data: ", "retry: 1\ndata: "));
        spell(spellings, "unknown fields", text -> text.replace("data: ", "mood: fine\ndata: "));
        spell(spellings, "byte order mark", text -> "\uFEFF" + text);
        spell(
                spellings,
                "everything at once",
                text ->
                        "\uFEFF: hello\r\rretry: 5\r\r"
                                + inLines(text)
                                        .replace("data: ", "id: 7\n: x\ndata:")
                                        .replace("\n", "\r\n"));
        return withBoth(spellings);
    }

    private static void spell(
            Map<String, Fault> spellings, String name, UnaryOperator<String> spelling) {
        spellings.put(name, StreamFaults.rewritten(spelling));
    }

    private static String inLines(String text) {
        return text.replaceAll("(?m)^(data: \\{[^,\\n]*,)", "$1\ndata: ");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("spellings")
    @Tag("U15")
    void comeOutTheSameHoweverTheirEventsAreWritten(String provider, String how, Fault fault) {
        // Given
        String tag = (provider + " " + how).replaceAll("\\W+", "-");
        String whole = streamed(provider, "Tell me more", tag + "-well");
        bench.provider(provider).wellAgain().doing(fault);

        // When
        String answer = streamed(provider, "Tell me more", tag);

        // Then
        assertThat(answer).isEqualTo(whole).endsWith("data: [DONE]\n\n");
        assertThat(bench.provider(provider).requests()).hasSize(1);
        assertBilledAlike(tag, tag + "-well");
    }

    private static Stream<Arguments> withBoth(Map<String, Fault> faults) {
        return faults.entrySet().stream()
                .flatMap(
                        fault ->
                                Stream.of("openai", "anthropic")
                                        .map(
                                                provider ->
                                                        Arguments.of(
                                                                provider,
                                                                fault.getKey(),
                                                                fault.getValue())));
    }

    private static void assertBilledAlike(String tag, String otherTag) {
        JsonNode record = bench.onlyRecord(tag);
        JsonNode other = bench.onlyRecord(otherTag);
        assertThat(record.path("status").asInt()).isEqualTo(200);
        assertThat(record.path("estimated").asBoolean()).isFalse();
        assertThat(record.path("attempts")).hasSize(1);
        assertThat(record.path("output_tokens")).isEqualTo(other.path("output_tokens"));
        assertThat(record.path("cost_cents")).isEqualTo(other.path("cost_cents"));
    }

    /** The body of a stream, without the second in which it was made. */
    private static String streamed(String provider, String prompt, String tag) {
        HttpResponse<String> answer = ask(provider, prompt, true, tag);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().replaceAll("\"created\":\\d+", "\"created\":0");
    }

    private static HttpResponse<String> ask(
            String provider, String prompt, boolean stream, String tag) {
        String body =
                "{\"model\":\"%s/chat\",\"stream\":%s,\"max_tokens\":1000,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                        .formatted(provider, stream, prompt);
        return bench.gateway().post("/v1/chat/completions", body, "x-aig-tag", tag);
    }

    private static String said(HttpResponse<String> answer, boolean stream) {
        if (!stream) {
            return GatewayUnderTest.json(answer).at("/choices/0/message/content").asText();
        }
        return SentEvents.said(answer.body());
    }
}
