package io.aigateway.migrate.convert.litellm;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.migrate.convert.Converted;
import java.util.List;
import java.util.StringJoiner;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any configuration. */
class LiteLlmConverterPropertyTest {

    private static final LiteLlmConverter CONVERTER = new LiteLlmConverter();

    private static final List<String> NAMES =
            List.of(
                    "fast",
                    "gpt-4o",
                    "GPT-4O",
                    "openai/gpt-4o",
                    "groq/x",
                    "a b",
                    "'*'",
                    "openai/*",
                    "t/*",
                    "ü",
                    "claude-3.5",
                    "claude-3-5");
    private static final List<String> MODELS =
            List.of(
                    "openai/gpt-4o",
                    "gpt-4o",
                    "groq/x",
                    "azure/my",
                    "bedrock/y",
                    "'*'",
                    "openai/*",
                    "anthropic/claude-3-5-haiku-20241022",
                    "ollama/m",
                    "what",
                    "openai/<your model>",
                    "openai/${X");
    private static final List<String> EXTRA =
            List.of(
                    "api_key: os.environ/K",
                    "api_key: sk-secret-1",
                    "api_key: sk-secret-2",
                    "api_key: none",
                    "api_base: http://127.0.0.1:9/v1",
                    "api_base: your-base",
                    "api_base: os.environ/B",
                    "rpm: 6",
                    "rpm: '60'",
                    "rpm: x",
                    "weight: 0",
                    "weight: 0.3",
                    "order: 1",
                    "order: 2",
                    "tags: [a, default]",
                    "tags: ['it''s']",
                    "timeout: 3",
                    "timeout: -1",
                    "stream_timeout: 9",
                    "input_cost_per_token: 1e-6",
                    "input_cost_per_token: 1e-20",
                    "output_cost_per_token: 99999",
                    "temperature: 0",
                    "organization: [o1, o2]",
                    "extra_headers: {X-Key: v, 'a b': c}",
                    "max_parallel_requests: 3",
                    "custom_llm_provider: groq",
                    "model: groq/again",
                    "unknown: {deep: [1, {er: 2}]}");
    private static final List<String> SETTINGS =
            List.of(
                    "fallbacks: [{fast: [gpt-4o, groq/x]}, {gpt-4o: [fast]}]",
                    "context_window_fallbacks: [{groq/x: [fast]}]",
                    "content_policy_fallbacks: [{openai/gpt-4o: [{model: fast, temperature: 1}]}]",
                    "default_fallbacks: [groq/x]",
                    "fallbacks: [{'*': [fast]}]",
                    "num_retries: 0",
                    "num_retries: 3",
                    "retry_policy: {RateLimitErrorRetries: 0, DefaultRetries: 1}",
                    "routing_strategy: cost-based-routing",
                    "routing_strategy: least-busy",
                    "enable_tag_filtering: true",
                    "enable_pre_call_checks: true",
                    "model_group_alias: {gpt-4: fast, Fast: groq/x, 'x y': fast}",
                    "timeout: 12",
                    "cooldown_time: 0",
                    "redis_host: h",
                    "provider_budget_config: {openai: {budget_limit: 3, time_period: 3h}, '': {}}");

    @Property(tries = 300)
    void theResultPassesTheCheckEachKeyIsToldOnceAndTwiceIsTheSame(
            @ForAll("configurations") String text) {
        // When
        Converted once = Converted.of(CONVERTER, text);
        Converted again = Converted.of(CONVERTER, text);

        // Then
        assertThat(once.findings()).isEmpty();
        assertThat(Converted.miscounted(text, once.conversion().fates())).isEmpty();
        assertThat(again.conversion()).isEqualTo(once.conversion());
        assertThat(once.conversion().toString()).doesNotContain("sk-secret");
    }

    @Property(tries = 300)
    void noTextMakesItCrash(@ForAll String text) {
        // When
        Converted converted = Converted.of(CONVERTER, "model_list:\n" + text);

        // Then
        assertThat(converted.findings()).isEmpty();
    }

    @Provide
    Arbitrary<String> configurations() {
        Arbitrary<String> entries =
                entry().list().ofMaxSize(6).map(list -> "model_list:\n" + String.join("", list));
        Arbitrary<String> router = section("router_settings");
        Arbitrary<String> library = section("litellm_settings");
        return Combinators.combine(entries, router, library).as((a, b, c) -> a + b + c);
    }

    private static Arbitrary<String> entry() {
        Arbitrary<List<String>> extra = Arbitraries.of(EXTRA).set().ofMaxSize(4).map(List::copyOf);
        return Combinators.combine(
                        Arbitraries.of(NAMES), Arbitraries.of(MODELS), extra, Arbitraries.of(EXTRA))
                .as(LiteLlmConverterPropertyTest::entry);
    }

    private static String entry(String name, String model, List<String> extra, String beside) {
        StringJoiner text = new StringJoiner("\n", "", "\n");
        text.add("  - model_name: " + name).add("    litellm_params:").add("      model: " + model);
        extra.forEach(line -> text.add("      " + line));
        return text.add("    " + beside).toString();
    }

    private static Arbitrary<String> section(String name) {
        return Arbitraries.of(SETTINGS)
                .set()
                .ofMaxSize(5)
                .map(
                        lines ->
                                lines.isEmpty()
                                        ? ""
                                        : name + ":\n  " + String.join("\n  ", lines) + "\n");
    }
}
