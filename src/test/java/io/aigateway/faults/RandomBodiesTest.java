package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.LogCapture;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever JSON is sent, the gateway itself never fails. */
@Label("Random bodies")
class RandomBodiesTest {

    private static final List<String> PATHS =
            List.of(
                    "/v1/chat/completions",
                    "/v1/completions",
                    "/v1/embeddings",
                    "/v1/keys",
                    "/v1/sub-accounts",
                    "/v1/budgets");
    private static final List<String> FIELDS =
            List.of(
                    "model",
                    "models",
                    "fallbacks",
                    "messages",
                    "prompt",
                    "input",
                    "stream",
                    "stream_options",
                    "max_tokens",
                    "max_completion_tokens",
                    "temperature",
                    "top_p",
                    "n",
                    "stop",
                    "seed",
                    "tools",
                    "tool_choice",
                    "functions",
                    "response_format",
                    "metadata",
                    "tags",
                    "user",
                    "reasoning_effort",
                    "logprobs",
                    "modalities",
                    "encoding_format",
                    "dimensions",
                    "usage",
                    "provider",
                    "name",
                    "spend_cap_cents",
                    "cap_period",
                    "allowed_models",
                    "default_tag",
                    "expires_at",
                    "sub_account_id",
                    "tag",
                    "cap_cents",
                    "period",
                    "alert_at",
                    "monthly_cap_cents",
                    "rate_limit_rpm",
                    "max_parallel",
                    "key_id",
                    "account",
                    "best_of",
                    "suffix",
                    "echo",
                    "cache_control");
    private static final List<String> LIKELY =
            List.of(
                    "\"openai/chat\"",
                    "\"anthropic/chat\"",
                    "\"openai/embed\"",
                    "[{\"role\":\"user\",\"content\":\"Hi\"}]",
                    "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}]",
                    "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]}]",
                    "[{\"role\":\"tool\",\"content\":\"x\"}]",
                    "[{\"role\":\"assistant\",\"tool_calls\":[{}]}]",
                    "[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]",
                    "[{}]",
                    "[[]]",
                    "{\"tags\":[1]}",
                    "{\"include_usage\":true}",
                    "\"month\"",
                    "\"2030-01-01T00:00:00Z\"",
                    "\"text\"",
                    "true",
                    "false",
                    "null",
                    "0",
                    "1",
                    "50",
                    "-1",
                    "0.5",
                    "1e30",
                    "9223372036854775808");

    static Path folder;
    static Bench bench;
    static LogCapture log;

    @BeforeContainer
    static void start() throws IOException {
        folder = Files.createTempDirectory("random-bodies");
        log = LogCapture.started();
        bench = Bench.started(folder);
    }

    @AfterContainer
    static void stop() throws IOException {
        bench.close();
        log.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED)
    @Tag("B7")
    void neverMakeTheGatewayFail(@ForAll("paths") String path, @ForAll("bodies") String body) {
        // Given
        int errorsBefore = errorsLogged();

        // When
        HttpResponse<String> answer = bench.gateway().post(path, body);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
        assertThat(errorsLogged()).as(log.text()).isEqualTo(errorsBefore);
        assertThat(answer.body()).doesNotContain("sk-provider-canary");
    }

    private static int errorsLogged() {
        return log.text().split("ERROR ", -1).length;
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of(PATHS);
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> objects = object(values(2), 8);
        Arbitrary<String> nearlyRight =
                object(values(1), 4)
                        .map(
                                odd ->
                                        "{\"model\":\"openai/chat\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
                                                + (odd.length() > 2
                                                        ? odd.substring(1)
                                                        : "\"x\":1}"));
        Arbitrary<String> cut =
                nearlyRight.flatMap(
                        text ->
                                Arbitraries.integers()
                                        .between(0, text.length())
                                        .map(at -> text.substring(0, at)));
        return Arbitraries.frequencyOf(
                Tuple.of(5, objects),
                Tuple.of(5, nearlyRight),
                Tuple.of(1, cut),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(30)));
    }

    private static Arbitrary<String> values(int depth) {
        Arbitrary<String> simple =
                Arbitraries.oneOf(
                        Arbitraries.of(LIKELY),
                        Arbitraries.strings().ofMaxLength(8).map(RandomBodiesTest::quoted),
                        Arbitraries.doubles().between(-1e6, 1e12).map(String::valueOf),
                        Arbitraries.longs().map(String::valueOf));
        if (depth == 0) {
            return simple;
        }
        Arbitrary<String> lists =
                values(depth - 1)
                        .list()
                        .ofMaxSize(3)
                        .map(items -> "[" + String.join(",", items) + "]");
        return Arbitraries.oneOf(simple, simple, lists, object(values(depth - 1), 3));
    }

    private static Arbitrary<String> object(Arbitrary<String> values, int most) {
        return Arbitraries.maps(Arbitraries.of(FIELDS), values)
                .ofMaxSize(most)
                .map(RandomBodiesTest::written);
    }

    private static String written(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> '"' + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
