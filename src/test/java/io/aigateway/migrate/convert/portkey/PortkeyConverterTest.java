package io.aigateway.migrate.convert.portkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.migrate.KeyFate.Fate;
import io.aigateway.migrate.convert.Converted;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each feature of Portkey's configuration objects, by itself. */
class PortkeyConverterTest {

    private static final String GPT =
            "{\"provider\": \"openai\", \"override_params\": {\"model\": \"gpt-4o\"}}";
    private static final String LLAMA =
            "{\"provider\": \"groq\", \"override_params\": {\"model\": \"llama\"}}";

    private final PortkeyConverter converter = new PortkeyConverter();

    private Converted converted(String text) {
        Converted converted = Converted.of(converter, "chat.json", Map.of("chat.json", text));
        assertThat(converted.findings()).isEmpty();
        assertThat(Converted.miscounted(text, converted.conversion().fates())).isEmpty();
        return converted;
    }

    private static Fate fate(Converted converted, String path) {
        return converted.fates().get(path).fate();
    }

    @Test
    void aFallbackIsARuleThatIsCalledLikeTheFile() {
        // Given
        String text =
                "{\"strategy\": {\"mode\": \"fallback\"}, \"targets\": ["
                        + GPT
                        + ","
                        + LLAMA
                        + "]}";

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("rules.yaml"))
                .contains("model: chat", "failover: [openai/gpt-4o, groq/llama]");
        assertThat(converted.catalog().models().find("openai/gpt-4o").orElseThrow().knownPrice())
                .isPresent();
        assertThat(fate(converted, "strategy.mode")).isEqualTo(Fate.CHANGED);
    }

    @Test
    void weightsAreWholeSharesAndATargetWithoutAShareIsLeftOut() {
        // Given
        String text =
                """
                {"strategy": {"mode": "loadbalance"}, "targets": [
                  {"provider": "openai", "weight": 0.75, "override_params": {"model": "gpt-4o"}},
                  {"provider": "groq", "weight": 0.25, "override_params": {"model": "llama"}},
                  {"provider": "xai", "weight": 0, "override_params": {"model": "grok"}}]}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("rules.yaml"))
                .contains("weighted: {openai/gpt-4o: 3, groq/llama: 1}");
        assertThat(fate(converted, "targets[0].weight")).isEqualTo(Fate.CARRIED);
        assertThat(fate(converted, "targets[2].weight")).isEqualTo(Fate.CHANGED);
    }

    @Test
    void aStrategyWithinAStrategyIsARuleOfItsOwnAndHandsItsModelDown() {
        // Given
        String text =
                """
                {"strategy": {"mode": "fallback", "on_status_codes": [429, 503]}, "targets": [
                  {"strategy": {"mode": "loadbalance"}, "override_params": {"model": "gpt-4o"},
                   "targets": [{"provider": "openai"}, {"provider": "azure"}]},
                  {"provider": "groq", "override_params": {"model": "llama"}}]}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("rules.yaml"))
                .contains("failover: [chat~part1, groq/llama]")
                .contains("fallback-on: [rate-limit, quota, server-error, connection]")
                .contains("weighted: {openai/gpt-4o: 1, azure/gpt-4o: 1}");
        assertThat(fate(converted, "strategy.mode")).isEqualTo(Fate.CARRIED);
        assertThat(fate(converted, "strategy.on_status_codes")).isEqualTo(Fate.CHANGED);
    }

    @Test
    void conditionsOnMetadataAreBranches() {
        // Given
        String text =
                """
                {"strategy": {"mode": "conditional", "default": "free", "conditions": [
                   {"query": {"metadata.plan": {"$eq": "it's paid"}}, "then": "paid"},
                   {"query": {"$or": [{"metadata.seats": {"$gte": 5}}, {"metadata.a": {"$nin": ["x", "y"]}}]}, "then": "paid"},
                   {"query": {"params.model": {"$eq": "gpt-4o"}}, "then": "paid"},
                   {"query": {"metadata.plan": {"$regex": "p.*"}}, "then": "paid"},
                   {"query": {"metadata.x == 'a' or metadata.y": {"$eq": "b"}}, "then": "paid"},
                   {"query": {"metadata.plan": {"$eq": "gold"}}, "then": "nobody"}]},
                 "targets": [
                   {"name": "paid", "provider": "openai", "override_params": {"model": "gpt-4o"}},
                   {"name": "free", "provider": "groq", "override_params": {"model": "llama"}}]}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("rules.yaml"))
                .contains(
                        "metadata.plan == 'it''s paid'",
                        "((metadata.seats >= 5) or (not metadata.a in ('x', 'y')))",
                        "{use: groq/llama}")
                .doesNotContain("gold", "regex", "metadata.x");
        assertThat(fate(converted, "strategy.conditions[0]")).isEqualTo(Fate.CARRIED);
        assertThat(fate(converted, "strategy.conditions[2]")).isEqualTo(Fate.NOT_CARRIED);
        assertThat(fate(converted, "strategy.conditions[4]")).isEqualTo(Fate.NOT_CARRIED);
        assertThat(fate(converted, "strategy.conditions[5]")).isEqualTo(Fate.NOT_CARRIED);
        assertThat(fate(converted, "strategy.default")).isEqualTo(Fate.CARRIED);
    }

    @Test
    void eachSlugOfAProviderHasAKeyOfItsOwn() {
        // Given
        String text =
                """
                {"strategy": {"mode": "loadbalance"}, "override_params": {"model": "gpt-4o"}, "targets": [
                  {"virtual_key": "openai-eu"}, {"provider": "@openai-us"}]}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("providers.yaml"))
                .contains("id: openai\n", "id: openai-us", "${OPENAI_API_KEY_2:}");
        assertThat(converted.fates().get("targets[1].provider").why()).contains("OPENAI_API_KEY_2");
    }

    @Test
    void aSecretBecomesAVariableAndIsNotPrinted() {
        // Given
        String text =
                """
                {"strategy": {"mode": "single"}, "targets": [
                  {"provider": "openai", "api_key": "sk-live-111", "custom_host": "http://10.0.0.1:9/v1",
                   "override_params": {"model": "mine"}},
                  {"provider": "openai", "api_key": "sk-live-222", "override_params": {"model": "gpt-4o"}}]}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.conversion().toString()).doesNotContain("sk-live");
        assertThat(converted.file("providers.yaml")).contains("base-url: http://10.0.0.1:9/v1");
        assertThat(converted.file("rules.yaml")).contains("failover: [openai_like/mine]");
        assertThat(fate(converted, "targets[0].api_key")).isEqualTo(Fate.CHANGED);
        assertThat(fate(converted, "targets[1]")).isEqualTo(Fate.NOT_CARRIED);
    }

    @Test
    void whatHasNoEqualIsToldWithItsReason() {
        // Given
        String text =
                """
                {"strategy": {"mode": "fallback"}, "cache": {"mode": "semantic", "max_age": 60},
                 "retry": {"attempts": 5, "on_status_codes": [429]}, "request_timeout": 8000,
                 "input_guardrails": ["pg-1"], "targets": [
                  {"provider": "openai", "override_params": {"model": "gpt-4o", "temperature": 0}},
                  {"provider": "who-is-this", "override_params": {"model": "m"}},
                  {"provider": "groq"}]}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("providers.yaml")).contains("first-byte: 8000ms");
        assertThat(fate(converted, "request_timeout")).isEqualTo(Fate.CHANGED);
        assertThat(fate(converted, "retry")).isEqualTo(Fate.CHANGED);
        assertThat(converted.fates().get("cache").why()).contains("not cached");
        assertThat(fate(converted, "targets[0].override_params.temperature"))
                .isEqualTo(Fate.NOT_CARRIED);
        assertThat(converted.fates().get("targets[1]").why()).contains("--map");
        assertThat(converted.fates().get("targets[2]").why()).contains("override_params");
        assertThat(converted.file("rules.yaml")).contains("failover: [openai/gpt-4o]");
    }

    @Test
    void whenNobodyCanBeAskedEachKeyIsToldAndNothingIsWritten() {
        // Given
        String text =
                """
                {"strategy": {"mode": "fallback"}, "request_timeout": 100, "targets": [
                  {"provider": "nobody", "override_params": {"model": "m"}},
                  {"virtual_key": "openai-1"}]}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.conversion().files()).isEmpty();
        assertThat(converted.fates().get("strategy").why()).contains("none of its targets");
        assertThat(converted.fates().get("targets[0]").why()).contains("--map");
        assertThat(converted.fates().get("targets[1]").why()).contains("override_params");
    }

    @Test
    void aHostOfOnesOwnIsAskedWhereItsWireBeginsAndABrokenOneNowhere() {
        // Given
        String text =
                """
                {"strategy": {"mode": "fallback"}, "override_params": {"model": "m"}, "targets": [
                  {"provider": "ollama", "custom_host": "http://10.0.0.1:11434/"},
                  {"provider": "groq", "custom_host": "https://user:sk-live-1@h.example"}]}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("providers.yaml"))
                .contains("base-url: http://10.0.0.1:11434/v1", "https://set-groq-base-url.invalid")
                .doesNotContain("api.groq.com", "sk-live");
        assertThat(fate(converted, "targets[0].custom_host")).isEqualTo(Fate.CHANGED);
        assertThat(fate(converted, "targets[1].custom_host")).isEqualTo(Fate.CHANGED);
    }

    @Test
    void conditionsWithoutADefaultAreToldToEndAtTheFirstTarget() {
        // Given
        String text =
                """
                {"strategy": {"mode": "conditional", "conditions": [
                   {"query": {"metadata.plan": {"$eq": "paid"}}, "then": "paid"}]},
                 "targets": [
                   {"name": "free", "provider": "groq", "override_params": {"model": "llama"}},
                   {"name": "paid", "provider": "openai", "override_params": {"model": "gpt-4o"}}]}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("rules.yaml")).contains("{use: groq/llama}");
        assertThat(converted.fates().get("strategy.mode").why()).contains("first target");
        assertThat(fate(converted, "strategy.mode")).isEqualTo(Fate.CHANGED);
    }

    @Test
    void aRuleHasOneListOfFailures() {
        // Given
        String text =
                """
                {"strategy": {"mode": "fallback", "on_status_codes": [429]}, "targets": [
                  {"strategy": {"mode": "fallback", "on_status_codes": [401]},
                   "targets": [%s]},
                  {"strategy": {"mode": "loadbalance", "on_status_codes": [500]},
                   "targets": [%s]}]}
                """
                        .formatted(GPT, LLAMA);

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("rules.yaml"))
                .contains("fallback-on: [rate-limit, quota, connection]");
        assertThat(converted.fates().get("targets[0].strategy.on_status_codes").why())
                .contains("line 1");
        assertThat(converted.fates().get("targets[1].strategy.on_status_codes").why())
                .contains("no effect");
    }

    @Test
    void onlyAConfigurationObjectIsTakenForOne() {
        // Given
        var config =
                Converted.file(
                        "a.json",
                        "{\"strategy\": {\"mode\": \"single\"}, \"targets\": [" + GPT + "]}");
        var inside = Converted.file("b.json", "{\"saved\": " + config.text() + "}");
        var yaml = Converted.file("c.yaml", config.text());
        var broken = Converted.file("d.json", config.text().replace("]}", ""));
        var others =
                Converted.file(
                        "e.json",
                        "{\"strategy\": {\"mode\": \"single\"}, \"targets\": [{\"name\": \"linux\", \"weight\": 1}]}");

        // When
        boolean[] taken = {
            converter.recognises(config),
            converter.recognises(inside),
            converter.recognises(yaml),
            converter.recognises(broken),
            converter.recognises(others)
        };

        // Then
        assertThat(taken).containsExactly(true, false, false, false, false);
    }
}
