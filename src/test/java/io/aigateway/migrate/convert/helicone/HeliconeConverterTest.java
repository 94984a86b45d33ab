package io.aigateway.migrate.convert.helicone;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.migrate.KeyFate.Fate;
import io.aigateway.migrate.convert.Converted;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each feature of the configuration of Helicone's gateway, by itself. */
class HeliconeConverterTest {

    private final HeliconeConverter converter = new HeliconeConverter();

    private Converted converted(String text) {
        Converted converted = Converted.of(converter, text);
        assertThat(converted.findings()).isEmpty();
        assertThat(Converted.miscounted(text, converted.conversion().fates())).isEmpty();
        return converted;
    }

    private static Fate fate(Converted converted, String path) {
        return converted.fates().get(path).fate();
    }

    private static String why(Converted converted, String path) {
        return converted.fates().get(path).why();
    }

    @Test
    void weightedModelsAreARuleThatIsCalledLikeTheRouter() {
        // Given
        String text =
                """
                routers:
                  production:
                    load-balance:
                      chat:
                        strategy: model-weighted
                        models:
                          - {model: openai/gpt-4o-mini, weight: 0.75}
                          - {model: anthropic/claude-sonnet-4-5, weight: "0.25"}
                          - {model: bedrock/amazon.nova-lite-v1:0, weight: 0.1}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("rules.yaml"))
                .contains(
                        "model: production",
                        "weighted: {openai/gpt-4o-mini: 3, anthropic/claude-sonnet-4-5: 1}");
        assertThat(
                        converted
                                .catalog()
                                .models()
                                .find("openai/gpt-4o-mini")
                                .orElseThrow()
                                .knownPrice())
                .isPresent();
        String chat = "routers.production.load-balance.chat.";
        assertThat(fate(converted, chat + "strategy")).isEqualTo(Fate.CHANGED);
        assertThat(fate(converted, chat + "models[0].weight")).isEqualTo(Fate.CARRIED);
        assertThat(fate(converted, chat + "models[1].model")).isEqualTo(Fate.CARRIED);
        assertThat(fate(converted, chat + "models[2]")).isEqualTo(Fate.NOT_CARRIED);
    }

    @Test
    void theQuickestModelIsAFailoverAndTellsHowACallAsksForTheQuickest() {
        // Given
        String text =
                """
                routers:
                  fast:
                    load-balance:
                      chat:
                        strategy: model-latency
                        models: [openai/gpt-4o-mini, gemini/gemini-2.5-flash, bedrock/x]
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("rules.yaml"))
                .contains("failover: [openai/gpt-4o-mini, google/gemini-2.5-flash]");
        String chat = "routers.fast.load-balance.chat.";
        assertThat(why(converted, chat + "strategy")).contains("lowest_latency");
        assertThat(fate(converted, chat + "models")).isEqualTo(Fate.CHANGED);
        assertThat(why(converted, chat + "models")).contains("bedrock/x");
    }

    @Test
    void modelsInGroupsAreARuleForEachGroup() {
        // Given
        String text =
                """
                routers:
                  fast:
                    load-balance:
                      chat:
                        strategy: model-latency
                        models:
                          gpt-4o: [openai/gpt-4o, azure/gpt-4o]
                          nobody: [bedrock/x]
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("rules.yaml"))
                .contains("model: gpt-4o\n", "failover: [openai/gpt-4o, azure/gpt-4o]");
        String models = "routers.fast.load-balance.chat.models.";
        assertThat(fate(converted, models + "gpt-4o")).isEqualTo(Fate.CHANGED);
        assertThat(fate(converted, models + "nobody")).isEqualTo(Fate.NOT_CARRIED);
    }

    @Test
    void aRouterThatNamesProvidersIsToldWithWhatToDoAndTheirModelsAreListed() {
        // Given
        String text =
                """
                routers:
                  shares:
                    load-balance:
                      chat:
                        strategy: weighted
                        providers:
                          - {provider: openai, weight: 0.9}
                          - {provider: bedrock, weight: 0.1}
                  quick:
                    load-balance:
                      chat: {strategy: latency, providers: [openai, anthropic]}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("rules.yaml")).isEmpty();
        assertThat(converted.file("providers.yaml")).contains("id: openai\n", "id: anthropic\n");
        assertThat(converted.catalog().models().find("openai/gpt-4o").orElseThrow().knownPrice())
                .isPresent();
        assertThat(fate(converted, "routers.shares.load-balance.chat")).isEqualTo(Fate.NOT_CARRIED);
        assertThat(why(converted, "routers.shares.load-balance.chat"))
                .contains("models", "routing.providers", "bedrock");
        assertThat(why(converted, "routers.quick.load-balance.chat")).contains("lowest_latency");
    }

    @Test
    void aMappingIsAFailoverOfTheModelItselfAndThoseOfTheProvidersThatAreAsked() {
        // Given
        String text =
                """
                default-model-mapping:
                  gpt-4o: [groq/llama-3.3-70b-versatile]
                  claude-sonnet-4-5: [openai/gpt-4o, groq/llama-3.3-70b-versatile]
                routers:
                  main:
                    load-balance:
                      chat: {strategy: latency, providers: [openai, anthropic]}
                    model-mappings:
                      gpt-4o: [groq/llama-3.3-70b-versatile, anthropic/claude-sonnet-4-5]
                      gpt-4o-mini: [groq/llama-3.1-8b-instant]
                      mine: [bedrock/x]
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("rules.yaml"))
                .contains(
                        "model: gpt-4o\n", "failover: [openai/gpt-4o, anthropic/claude-sonnet-4.5]")
                .contains("failover: [anthropic/claude-sonnet-4.5, openai/gpt-4o]")
                .doesNotContain("groq");
        assertThat(fate(converted, "routers.main.model-mappings.gpt-4o")).isEqualTo(Fate.CHANGED);
        assertThat(fate(converted, "routers.main.model-mappings.mine")).isEqualTo(Fate.NOT_CARRIED);
        assertThat(converted.file("rules.yaml")).doesNotContain("model: gpt-4o-mini\n");
        assertThat(fate(converted, "default-model-mapping.gpt-4o")).isEqualTo(Fate.NOT_CARRIED);
        assertThat(fate(converted, "default-model-mapping.claude-sonnet-4-5"))
                .isEqualTo(Fate.CHANGED);
    }

    @Test
    void theSharesOfProvidersHoldForTheModelsThatAreMapped() {
        // Given
        String text =
                """
                routers:
                  main:
                    load-balance:
                      chat:
                        strategy: provider-weighted
                        providers:
                          - {provider: openai, weight: "0.75"}
                          - {provider: anthropic, weight: 0.25}
                          - {provider: groq, weight: 0}
                          - {provider: bedrock, weight: 0.5}
                    model-mappings:
                      gpt-4o: [anthropic/claude-sonnet-4-5, anthropic/claude-haiku-4-5, groq/llama-3.3-70b-versatile]
                      gpt-4o-mini: [groq/llama-3.1-8b-instant]
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("rules.yaml"))
                .contains("weighted: {openai/gpt-4o: 3, anthropic/claude-sonnet-4.5: 1}")
                .contains("failover: [openai/gpt-4o-mini, groq/llama-3.1-8b-instant]");
        assertThat(fate(converted, "routers.main.load-balance.chat")).isEqualTo(Fate.CHANGED);
        assertThat(why(converted, "routers.main.load-balance.chat"))
                .contains("that are mapped", "bedrock");
        assertThat(why(converted, "routers.main.model-mappings.gpt-4o")).contains("shares");
        assertThat(why(converted, "routers.main.model-mappings.gpt-4o-mini")).contains("failover");
    }

    @Test
    void providersKeepTheirUsualAddressAndOthersGetThePathOfTheirWire() {
        // Given
        String text =
                """
                providers:
                  openai: {base-url: "https://api.openai.com/", models: [gpt-4o, "gpt-9"]}
                  anthropic: {base-url: "http://relay.example", version: "2023-06-01", models: [claude-sonnet-4-5]}
                  gemini: {base-url: "http://relay.example/google"}
                  my-llm: {base-url: "http://10.0.0.7:8000/", models: [qwen3]}
                  bedrock: {models: [amazon.nova-lite-v1:0]}
                  ollama: {base-url: "http://u:sk-secret@h:11434"}
                routers:
                  local:
                    load-balance:
                      chat: {strategy: model-latency, models: [my-llm/qwen3, anthropic/claude-sonnet-4-5]}
                    providers:
                      my-llm: {base-url: "http://10.0.0.8:8000/v1"}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("providers.yaml"))
                .contains("https://api.openai.com", "base-url: http://relay.example/v1\n")
                .contains("base-url: http://relay.example/google/v1beta/openai")
                .contains("base-url: http://10.0.0.7:8000/v1", "${MY_LLM_API_KEY:}")
                .contains("id: my-llm-local", "base-url: http://10.0.0.8:8000/v1");
        assertThat(converted.file("rules.yaml"))
                .contains("[my-llm-local/qwen3, anthropic/claude-sonnet-4-5]");
        assertThat(fate(converted, "providers.openai.base-url")).isEqualTo(Fate.CARRIED);
        assertThat(fate(converted, "providers.openai.models")).isEqualTo(Fate.CHANGED);
        assertThat(fate(converted, "providers.anthropic.base-url")).isEqualTo(Fate.CHANGED);
        assertThat(fate(converted, "providers.anthropic.version")).isEqualTo(Fate.CARRIED);
        assertThat(why(converted, "providers.bedrock")).contains("--map");
        assertThat(why(converted, "providers.ollama.base-url")).contains("no plain http(s) URL");
        assertThat(converted.conversion().toString()).doesNotContain("sk-secret");
    }

    @Test
    void eachEndpointOfARouterIsARuleOfItsOwn() {
        // Given
        String text =
                """
                routers:
                  main:
                    load-balance:
                      chat: {strategy: model-latency, models: [openai/gpt-4o]}
                      embeddings: {strategy: model-latency, models: [openai/text-embedding-3-small]}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("rules.yaml"))
                .contains("model: main\n", "model: main-embeddings\n");
    }

    @Test
    void whatStandsAroundIsToldWithItsReason() {
        // Given
        String text =
                """
                helicone: {api-key: sk-helicone-secret-1, features: all}
                telemetry: {level: info}
                server: {port: 8080}
                cache-store: {type: redis, host-url: "redis://:sk-secret@redis:6379"}
                global:
                  cache: {directive: max-age=3600}
                  rate-limit:
                    store: in-memory
                    per-api-key: {capacity: 500, refill-frequency: 10s}
                routers:
                  main:
                    load-balance:
                      chat: {strategy: model-latency, models: [openai/gpt-4o]}
                    cache: {directive: no-store, seed: s}
                    retries: {strategy: exponential, min-delay: 1s, max-delay: 5s, max-retries: 3, factor: 2.0}
                    rate-limit:
                      per-api-key: {capacity: many}
                    unheard-of: [1, {a: 2}]
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.conversion().toString()).doesNotContain("secret-1", "sk-secret");
        assertThat(why(converted, "helicone")).contains("key of the gateway");
        assertThat(fate(converted, "telemetry")).isEqualTo(Fate.NOT_CARRIED);
        assertThat(fate(converted, "server")).isEqualTo(Fate.NOT_CARRIED);
        assertThat(why(converted, "cache-store")).contains("not cached");
        assertThat(why(converted, "global.cache")).contains("not cached");
        assertThat(why(converted, "global.rate-limit.per-api-key")).contains("--rpm 3000'");
        assertThat(fate(converted, "global.rate-limit.per-api-key")).isEqualTo(Fate.CHANGED);
        assertThat(why(converted, "routers.main.rate-limit.per-api-key")).contains("--rpm N'");
        assertThat(why(converted, "routers.main.cache")).contains("not cached");
        assertThat(why(converted, "routers.main.retries")).contains("Retry-After");
        assertThat(fate(converted, "routers.main.unheard-of[0]")).isEqualTo(Fate.NOT_CARRIED);
    }

    @Test
    void aRouterWhoseModelsNobodyServesIsNoRuleAndTellsEachKey() {
        // Given
        String text =
                """
                routers:
                  main:
                    load-balance:
                      chat: {strategy: model-latency, models: [bedrock/x, nobody]}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.conversion().files()).isEmpty();
        String chat = "routers.main.load-balance.chat.";
        assertThat(fate(converted, chat + "strategy")).isEqualTo(Fate.NOT_CARRIED);
        assertThat(fate(converted, chat + "models")).isEqualTo(Fate.NOT_CARRIED);
        assertThat(why(converted, chat + "models")).contains("bedrock/x, nobody");
    }

    @Test
    void aNameThatTwoRulesWouldHaveIsGivenOnceAndToldTheSecondTime() {
        // Given
        String text =
                """
                routers:
                  main:
                    load-balance:
                      chat: {strategy: model-latency, models: [openai/gpt-4o]}
                  MAIN:
                    load-balance:
                      chat:
                        strategy: model-weighted
                        models: [{model: openai/gpt-4o-mini, weight: 1}]
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("rules.yaml")).containsOnlyOnce("failover");
        String models = "routers.MAIN.load-balance.chat.models[0].";
        assertThat(fate(converted, models + "model")).isEqualTo(Fate.NOT_CARRIED);
        assertThat(why(converted, models + "model")).contains("made of line 4");
    }

    @Test
    void onlyHeliconesFilesAreTaken() {
        // Given
        String theirs =
                "routers:\n  a:\n    load-balance:\n      chat: {strategy: latency, providers: [openai]}\n";
        String traefik =
                "http:\n  routers:\n    a: {rule: Host(`a`), service: s}\n  services:\n    s: {load-balance: {}}\n";
        String another =
                "routers:\n  a:\n    load-balance:\n      chat: {strategy: weighted, providers: [eu-1, eu-2]}\n";
        String plain = "routers:\n  a:\n    load-balance: {strategy: weighted}\n";
        String within = "data:\n  config.yaml: |\n    " + theirs.replace("\n", "\n    ");

        // When
        List<Boolean> taken =
                Stream.of(theirs, traefik, another, plain, within, "routers: [load-balance\n")
                        .map(text -> converter.recognises(Converted.file("config.yaml", text)))
                        .toList();

        // Then
        assertThat(taken).containsExactly(true, false, false, false, false, false);
    }
}
