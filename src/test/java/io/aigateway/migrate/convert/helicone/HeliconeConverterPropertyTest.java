package io.aigateway.migrate.convert.helicone;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.migrate.convert.Converted;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds for any configuration of Helicone's gateway. */
class HeliconeConverterPropertyTest {

    private static final HeliconeConverter CONVERTER = new HeliconeConverter();

    private static final List<String> ROUTERS =
            List.of(
                    "main", "Main", "gpt-4o", "openai", "auto", "'*'", "ü", "'a b'", "a.b",
                    "cache");
    private static final List<String> MODELS =
            List.of(
                    "openai/gpt-4o",
                    "gpt-4o",
                    "anthropic/claude-3-7-sonnet",
                    "gemini/gemini-2.5-pro",
                    "groq/meta-llama/llama-4",
                    "my-llm/qwen3",
                    "my-llm/",
                    "/x",
                    "bedrock/x",
                    "demo/echo",
                    "nobody",
                    "'a b/ü'",
                    "'openai/${X'",
                    "7",
                    "~",
                    "[openai/o3]");
    private static final List<String> PROVIDERS =
            List.of(
                    "openai",
                    "Anthropic",
                    "bedrock",
                    "my-llm",
                    "google",
                    "gemini",
                    "7",
                    "'ü'",
                    "~");
    private static final List<String> URLS =
            List.of(
                    "https://api.openai.com/",
                    "http://10.0.0.1:8000",
                    "http://10.0.0.1:8000/v1",
                    "http://h.example/openai",
                    "'https://u:sk-secret@h.example'",
                    "what",
                    "[x]");
    private static final List<String> STRATEGIES =
            List.of(
                    "weighted",
                    "provider-weighted",
                    "model-weighted",
                    "latency",
                    "model-latency",
                    "other",
                    "7",
                    "~");
    private static final List<String> BESIDE =
            List.of(
                    "cache: {directive: x, seed: sk-secret}",
                    "retries: {strategy: constant, delay: 100ms, max-retries: 2}",
                    "rate-limit: {per-api-key: {capacity: 1000, refill-frequency: 1m}}",
                    "rate-limit: {capacity: 1e30, refill-frequency: 0s}",
                    "rate-limit: 3",
                    "unknown: {deep: [1, {er: 2}]}",
                    "providers: {openai: {base-url: 'http://h.example/v1'}, my-llm: ~}",
                    "providers: 3");
    private static final List<String> AROUND =
            List.of(
                    "helicone: {api-key: sk-secret}",
                    "telemetry: 3",
                    "global: {cache: {directive: x}, retries: {strategy: constant}}",
                    "unified-api: {rate-limit: {per-api-key: {capacity: 7, refill-frequency: 1h}}}",
                    "server: {tls: {key: sk-secret}}",
                    "x: [[1], {y: 2}]");

    @Property(tries = 300)
    void theResultPassesTheCheckEachKeyIsToldOnceAndTwiceIsTheSame(@ForAll("files") String text) {
        // When
        Converted once = Converted.of(CONVERTER, text);
        Converted again = Converted.of(CONVERTER, text);

        // Then
        assertThat(once.findings()).isEmpty();
        assertThat(Converted.miscounted(text, once.conversion().fates())).isEmpty();
        assertThat(again.conversion()).isEqualTo(once.conversion());
        assertThat(once.conversion().toString()).doesNotContain("sk-secret");
    }

    @Property(tries = 200)
    void noTextMakesItCrash(@ForAll String text) {
        // When
        Converted converted = Converted.of(CONVERTER, "routers:\n  a: {load-balance: " + text);

        // Then
        assertThat(converted.findings()).isEmpty();
    }

    @Provide
    Arbitrary<String> files() {
        return Combinators.combine(
                        lines(Arbitraries.of(AROUND), 3, "\n"),
                        offers(),
                        mappings("default-model-mapping"),
                        routers())
                .as(
                        (around, offers, mapping, routers) ->
                                String.join("\n", around, offers, mapping, "routers:", routers));
    }

    private static Arbitrary<String> routers() {
        Arbitrary<String> router =
                Combinators.combine(
                                balance(),
                                mappings("model-mappings"),
                                lines(Arbitraries.of(BESIDE), 2, ", "))
                        .as(
                                (balance, mapping, beside) ->
                                        "{load-balance: {chat: %s, embeddings: %s}, %s%s}"
                                                .formatted(
                                                        balance,
                                                        balance.replace("4o", "4o-mini"),
                                                        mapping,
                                                        beside.isEmpty() ? "" : ", " + beside));
        Arbitrary<String> some =
                Arbitraries.frequencyOf(
                        Tuple.of(5, router), Tuple.of(1, Arbitraries.of("3", "~", "{}")));
        Arbitrary<List<String>> names =
                Arbitraries.of(ROUTERS).list().uniqueElements().ofMinSize(1).ofMaxSize(3);
        return Combinators.combine(names, some.list().ofSize(3))
                .as(HeliconeConverterPropertyTest::routers);
    }

    private static String routers(List<String> names, List<String> bodies) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < names.size(); at++) {
            text.append("  %s: %s%n".formatted(names.get(at), bodies.get(at)));
        }
        return text.toString();
    }

    private static Arbitrary<String> balance() {
        Arbitrary<String> weight = Arbitraries.of("0.5", "0.333", "0", "-1", "many", "~");
        Arbitrary<String> weighted =
                Combinators.combine(Arbitraries.of(MODELS), weight)
                        .as((model, share) -> "{model: %s, weight: %s}".formatted(model, share));
        Arbitrary<String> shares =
                Combinators.combine(Arbitraries.of(PROVIDERS), weight)
                        .as((name, share) -> "{provider: %s, weight: %s}".formatted(name, share));
        Arbitrary<String> models =
                lines(Arbitraries.oneOf(weighted, Arbitraries.of(MODELS)), 4, ", ");
        Arbitrary<String> named = models.map(list -> "models: [" + list + "]");
        Arbitrary<String> groups = models.map(list -> "models: {gpt-4o: [" + list + "], 'x y': z}");
        Arbitrary<String> providers =
                lines(Arbitraries.oneOf(shares, Arbitraries.of(PROVIDERS)), 3, ", ")
                        .map(list -> "providers: [" + list + "]");
        Arbitrary<String> other = Arbitraries.of("models: openai/o3", "x: 1");
        return Combinators.combine(
                        Arbitraries.of(STRATEGIES),
                        Arbitraries.oneOf(named, groups, providers, other))
                .as((strategy, list) -> "{strategy: %s, %s}".formatted(strategy, list));
    }

    private static Arbitrary<String> mappings(String key) {
        Arbitrary<String> list = lines(Arbitraries.of(MODELS), 3, ", ");
        return Combinators.combine(list, list, list)
                .as(
                        (a, b, c) ->
                                "%s: {gpt-4o: [%s], claude-sonnet-4-5: [%s], openai/gpt-4o: [%s]}"
                                        .formatted(key, a, b, c));
    }

    private static Arbitrary<String> offers() {
        Arbitrary<String> offer =
                Combinators.combine(
                                Arbitraries.of(PROVIDERS),
                                Arbitraries.of(URLS),
                                lines(Arbitraries.of(MODELS), 3, ", "))
                        .as("  %s: {base-url: %s, version: x, models: [%s]}"::formatted);
        return offer.list()
                .ofMaxSize(3)
                .map(all -> all.isEmpty() ? "" : "providers:\n" + String.join("\n", all));
    }

    private static Arbitrary<String> lines(Arbitrary<String> line, int most, String between) {
        return line.set().ofMaxSize(most).map(all -> String.join(between, all));
    }
}
