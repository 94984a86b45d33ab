package io.aigateway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.aigateway.fixture.GuideRow;
import io.aigateway.migrate.Source;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rows of the guides' tables of headers and fields are what the gateway makes of them. A name
 * with a hyphen is a header, another a field of the body; after a dot stands a field within it.
 */
class GuideHeadersTest {

    /** What is said where a guide gives no value. */
    private static final String VALUE = "ann";

    @TempDir static Path folder;
    static CompatBench bench;

    @BeforeAll
    static void start() {
        bench = new CompatBench(folder, Map.of("gateway.compat.tag-keys", "*,user"));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    /** One name of a row, with its value where the guide gives one. */
    record Word(Source source, String text) {

        String name() {
            return text.split(": ", 2)[0].replace("…", "x");
        }

        String value() {
            int colon = text.indexOf(": ");
            return colon < 0 ? VALUE : text.substring(colon + 2);
        }

        HttpResponse<String> said(String model, JsonNode value) {
            String[] path = name().split("\\.");
            JsonNode whole = value;
            for (int at = path.length - 1; at > 0; at--) {
                whole = JsonNodeFactory.instance.objectNode().set(path[at], whole);
            }
            ObjectNode body = CompatBench.question(model);
            if (!path[0].contains("-")) {
                return bench.ask(body.set(path[0], whole).toString());
            }
            String header = whole.isTextual() ? whole.asText() : whole.toString();
            return bench.ask(body.toString(), path[0], header);
        }

        @Override
        public String toString() {
            return source + " " + text;
        }
    }

    private static Stream<Word> words(Predicate<String> rights) {
        return GuideRow.below("Headers").stream()
                .filter(row -> rights.test(row.right()))
                .flatMap(row -> row.names().stream().map(text -> new Word(row.source(), text)));
    }

    static Stream<Arguments> tags() {
        return GuideRow.below("Headers").stream()
                .filter(row -> row.right().startsWith("tag `"))
                .map(
                        row ->
                                Arguments.of(
                                        new Word(row.source(), row.names().get(0)),
                                        row.ours().get(0).replace("…", VALUE)));
    }

    @ParameterizedTest
    @MethodSource("tags")
    void whatTheGuideCallsATagIsOne(Word word, String tag) {
        // Given
        JsonNode value = TextNode.valueOf(word.value());

        // When
        HttpResponse<String> answer = word.said("gpt-4o", value);

        // Then
        assertThat(bench.tagsOf(answer)).as(answer.body()).isEqualTo(tag);
    }

    static Stream<Word> named() {
        return words(right -> right.matches("(left out|\\*\\*no effect\\*\\*), named.*"));
    }

    @ParameterizedTest
    @MethodSource("named")
    void whatIsLeftOutIsNamed(Word word) {
        // Given
        JsonNode value = IntNode.valueOf(1);

        // When
        HttpResponse<String> answer = word.said("gpt-4o", value);

        // Then
        String name = word.name();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(CompatBench.warning(answer))
                .contains(name.contains("-") ? name.toLowerCase(Locale.ROOT) : name);
        assertThat(bench.last().body().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("model", "messages");
    }

    static Stream<Word> withoutEffect() {
        return words("no effect"::equals);
    }

    @ParameterizedTest
    @MethodSource("withoutEffect")
    void whatHasNoEffectIsNotSentOnAndNoTag(Word word) {
        // Given
        JsonNode value = TextNode.valueOf(word.value());

        // When
        HttpResponse<String> answer = word.said("gpt-4o", value);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(bench.tagsOf(answer)).isEmpty();
        assertThat(bench.last().body().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("model", "messages");
        assertThat(bench.last().headers()).doesNotContainKey(word.name().toLowerCase(Locale.ROOT));
    }

    static Stream<Word> sentOn() {
        return words(right -> right.startsWith("sent on as "));
    }

    @ParameterizedTest
    @MethodSource("sentOn")
    void whatIsTheProvidersIsSentOn(Word word) {
        // Given
        String model =
                switch (word.source()) {
                    case TOGETHER -> "together/openai/gpt-oss-20b";
                    case FIREWORKS -> "fireworks/deepseek-v3p1";
                    default -> "gpt-4o";
                };

        // When
        word.said(model, IntNode.valueOf(1));

        // Then
        assertThat(bench.last().body().path(word.name()).asInt()).isEqualTo(1);
    }
}
