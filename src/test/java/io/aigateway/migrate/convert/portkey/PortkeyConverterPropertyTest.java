package io.aigateway.migrate.convert.portkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.migrate.convert.Converted;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds for any configuration object, however deep. */
class PortkeyConverterPropertyTest {

    private static final PortkeyConverter CONVERTER = new PortkeyConverter();
    private static final int DEEPEST = 4;

    private static final List<String> PROVIDERS =
            List.of(
                    "\"provider\": \"openai\"",
                    "\"provider\": \"@groq-fast\"",
                    "\"virtual_key\": \"anthropic-1\"",
                    "\"provider\": \"azure-openai\"",
                    "\"provider\": \"nobody\"",
                    "\"provider\": 7",
                    "\"x\": 1");
    private static final List<String> BESIDE =
            List.of(
                    "\"override_params\": {\"model\": \"gpt-4o\", \"top_p\": 1}",
                    "\"override_params\": {\"model\": \"@openai-prod/gpt-4o\"}",
                    "\"override_params\": {\"model\": \"a b/ü${X\"}",
                    "\"override_params\": {\"model\": \"claude-3-5-haiku-20241022\"}",
                    "\"weight\": 0.333",
                    "\"weight\": 0",
                    "\"weight\": \"many\"",
                    "\"api_key\": \"sk-secret-1\"",
                    "\"api_key\": \"sk-secret-2\"",
                    "\"custom_host\": \"https://h.example/v1\"",
                    "\"custom_host\": \"https://u:sk-secret@h.example/v1\"",
                    "\"custom_host\": \"what\"",
                    "\"request_timeout\": 1500.5",
                    "\"request_timeout\": -1",
                    "\"request_timeout\": 600000",
                    "\"name\": \"a\"",
                    "\"name\": \"b\"",
                    "\"cache\": {\"mode\": \"simple\"}",
                    "\"retry\": {\"attempts\": 3}",
                    "\"unknown\": {\"deep\": [1, {\"er\": 2}]}");
    private static final List<String> STRATEGIES =
            List.of(
                    "{\"mode\": \"fallback\"}",
                    "{\"mode\": \"fallback\", \"on_status_codes\": [429, 500]}",
                    "{\"mode\": \"fallback\", \"on_status_codes\": [401, 404, \"x\"]}",
                    "{\"mode\": \"loadbalance\"}",
                    "{\"mode\": \"single\"}",
                    "{\"mode\": \"other\"}",
                    "{\"mode\": \"conditional\", \"default\": \"a\", \"conditions\": ["
                            + "{\"query\": {\"metadata.a\": {\"$eq\": \"'\"}, \"metadata.b\": {\"$in\": [\"x\", \"y\"]}}, \"then\": \"a\"},"
                            + "{\"query\": {\"metadata.n\": {\"$gt\": -1.5e3, \"$lte\": \"no\"}}, \"then\": \"b\"},"
                            + "{\"query\": {\"$and\": [{\"metadata.n\": {\"$lt\": 1e30}}, {\"$or\": []}]}, \"then\": \"b\"}]}",
                    "{\"mode\": \"conditional\", \"conditions\": 3}");

    @Property(tries = 300)
    void theResultPassesTheCheckEachKeyIsToldOnceAndTwiceIsTheSame(@ForAll("objects") String text) {
        // Given
        Map<String, String> files = Map.of("chat.json", text);

        // When
        Converted once = Converted.of(CONVERTER, "chat.json", files);
        Converted again = Converted.of(CONVERTER, "chat.json", files);

        // Then
        assertThat(once.findings()).isEmpty();
        assertThat(Converted.miscounted(text, once.conversion().fates())).isEmpty();
        assertThat(again.conversion()).isEqualTo(once.conversion());
        assertThat(once.conversion().toString()).doesNotContain("sk-secret");
    }

    @Property(tries = 200)
    void noTextMakesItCrash(@ForAll String text) {
        // When
        Converted converted =
                Converted.of(CONVERTER, "chat.json", Map.of("chat.json", "{\"targets\": [" + text));

        // Then
        assertThat(converted.findings()).isEmpty();
    }

    @Provide
    Arbitrary<String> objects() {
        return strategy(DEEPEST);
    }

    private static Arbitrary<String> node(int depth) {
        Arbitrary<String> leaf =
                Combinators.combine(Arbitraries.of(PROVIDERS), beside())
                        .as((provider, beside) -> "{" + provider + beside + "}");
        return depth == 0
                ? leaf
                : Arbitraries.frequencyOf(
                        Tuple.of(3, leaf),
                        Tuple.of(1, Arbitraries.lazy(() -> strategy(depth - 1))));
    }

    private static Arbitrary<String> strategy(int depth) {
        Arbitrary<List<String>> targets = node(depth).list().ofMinSize(1).ofMaxSize(4);
        return Combinators.combine(Arbitraries.of(STRATEGIES), targets, beside())
                .as(
                        (strategy, nodes, beside) ->
                                "{\"strategy\": %s, \"targets\": [%s]%s}"
                                        .formatted(strategy, String.join(",\n", nodes), beside));
    }

    private static Arbitrary<String> beside() {
        return Arbitraries.of(BESIDE)
                .set()
                .ofMaxSize(4)
                .map(lines -> String.join("", lines.stream().map(line -> ", " + line).toList()));
    }
}
