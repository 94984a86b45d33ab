package io.aigateway.migrate.convert.litellm;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.migrate.KeyFate;
import io.aigateway.migrate.KeyFate.Fate;
import io.aigateway.migrate.convert.Converted;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each feature of LiteLLM's configuration language, by itself. */
class LiteLlmConverterTest {

    private final LiteLlmConverter converter = new LiteLlmConverter();

    private Converted converted(String text) {
        Converted converted = Converted.of(converter, text);
        assertThat(converted.findings()).isEmpty();
        assertThat(Converted.miscounted(text, converted.conversion().fates())).isEmpty();
        return converted;
    }

    @Test
    void aModelIsFoundByItsPublicNameAndServedByItsProvider() {
        // Given
        String text =
                """
                model_list:
                  - model_name: my-chat
                    litellm_params:
                      model: openai/gpt-4o
                      api_key: os.environ/OPENAI_API_KEY
                """;

        // When
        Converted converted = converted(text);

        // Then
        var model = converted.catalog().models().find("my-chat").orElseThrow();
        assertThat(model.id()).isEqualTo("openai/gpt-4o");
        assertThat(model.knownPrice()).isPresent();
        assertThat(converted.file("application.properties"))
                .contains("gateway.models.allow-unlisted = false");
        assertThat(converted.fates().get("model_list[0].litellm_params.api_key"))
                .isEqualTo(
                        new KeyFate(
                                "model_list[0].litellm_params.api_key",
                                5,
                                Fate.CARRIED,
                                "read from the same variable"));
    }

    @Test
    void aSecretThatStandsInTheFileBecomesAVariableAndIsNotPrinted() {
        // Given
        String text =
                """
                model_list:
                  - model_name: a
                    litellm_params: {model: openai/gpt-4o, api_key: sk-live-111}
                  - model_name: b
                    litellm_params: {model: openai/gpt-4o, api_key: sk-live-222}
                  - model_name: c
                    litellm_params: {model: openai/gpt-4o-mini, api_key: sk-live-111}
                general_settings: {master_key: sk-live-333}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("providers.yaml"))
                .contains("${OPENAI_API_KEY:}", "${OPENAI_API_KEY_2:}")
                .doesNotContain("OPENAI_API_KEY_3");
        assertThat(converted.conversion().toString()).doesNotContain("sk-live");
        assertThat(converted.fates().get("model_list[1].litellm_params.api_key").why())
                .isEqualTo(
                        "a secret stood here: put it into the environment as OPENAI_API_KEY_2, and"
                                + " rotate it");
    }

    @Test
    void aSecretDoesNotGetAVariableThatTheFileReads() {
        // Given
        String text =
                """
                model_list:
                  - model_name: a
                    litellm_params: {model: openai/gpt-4o, api_key: sk-live-111}
                  - model_name: b
                    litellm_params: {model: openai/gpt-4o}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("providers.yaml"))
                .contains("api-key: ${OPENAI_API_KEY_2:}", "api-key: ${OPENAI_API_KEY:}");
    }

    @Test
    void deploymentsOfOneNameShareItByWeightWhereverTheWeightStands() {
        // Given
        String text =
                """
                model_list:
                  - model_name: fast
                    litellm_params: {model: groq/llama-3.3-70b-versatile, weight: "0.75"}
                  - model_name: fast
                    litellm_params: {model: openai/gpt-4o-mini}
                    weight: 0.25
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("rules.yaml"))
                .contains("weighted: {groq/llama-3.3-70b-versatile: 3, openai/gpt-4o-mini: 1}");
    }

    @Test
    void anOrderIsAChainOfShares() {
        // Given
        String text =
                """
                model_list:
                  - {model_name: a, litellm_params: {model: openai/gpt-4o, order: 2}}
                  - {model_name: a, litellm_params: {model: groq/x, order: 1}}
                  - {model_name: a, litellm_params: {model: cerebras/x, order: 1}}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("rules.yaml"))
                .contains(
                        "- model: a\n    failover: [a~part1, openai/gpt-4o]",
                        "- model: a~part1\n    weighted: {groq/x: 1, cerebras/x: 1}");
    }

    @Test
    void fallbacksOfAllKindsFollowAndEndEvenWhenTheyGoRound() {
        // Given
        String text =
                """
                model_list:
                  - {model_name: openai/gpt-4o, litellm_params: {model: openai/gpt-4o}}
                  - {model_name: groq/x, litellm_params: {model: groq/x}}
                  - {model_name: long, litellm_params: {model: openai/gpt-4.1}}
                litellm_settings:
                  fallbacks: [{openai/gpt-4o: [groq/x]}, {groq/x: [openai/gpt-4o]}]
                  content_policy_fallbacks: [{groq/x: [long]}]
                router_settings:
                  context_window_fallbacks: [{openai/gpt-4o: [long, nobody]}]
                  default_fallbacks: [long]
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("rules.yaml"))
                .contains(
                        """
                          - model: openai/gpt-4o
                            failover: [openai/gpt-4o~2, groq/x~2, openai/gpt-4.1]
                            fallback-on: [rate-limit, quota, server-error, timeout, connection, provider-auth, context-window]
                        """
                                .indent(0),
                        "failover: [groq/x~2, openai/gpt-4o~2, openai/gpt-4.1]",
                        "content-filter");
        assertThat(
                        converted
                                .fates()
                                .get("router_settings.context_window_fallbacks[0].openai/gpt-4o")
                                .why())
                .isEqualTo("not in the result: nobody");
    }

    @Test
    void aFallbackMayNameADeploymentByItsId() {
        // Given
        String text =
                """
                model_list:
                  - {model_name: a, litellm_params: {model: openai/gpt-4o}, model_info: {id: the-one}}
                  - {model_name: b, litellm_params: {model: groq/x}}
                router_settings: {fallbacks: [{b: [the-one]}]}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("rules.yaml")).contains("failover: [groq/x, openai/gpt-4o]");
    }

    @Test
    void tagsOfDeploymentsAreBranchesWhenTheyDecide() {
        // Given
        String text =
                """
                model_list:
                  - {model_name: gpt-4, litellm_params: {model: groq/x, tags: [free, it's]}}
                  - {model_name: gpt-4, litellm_params: {model: openai/gpt-4o, tags: [default]}}
                router_settings: {enable_tag_filtering: True}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("rules.yaml"))
                .contains(
                        "conditional: [{when: \"tag == 'free'\", use: groq/x}, {when: \"tag =="
                                + " 'it''s'\", use: groq/x}, {use: openai/gpt-4o}]");
    }

    @Test
    void aWildcardIsAProviderWhoseModelsPassThrough() {
        // Given
        String text =
                """
                model_list:
                  - {model_name: "team-x/*", litellm_params: {model: "openai/*", api_key: os.environ/TEAM_KEY}}
                  - {model_name: "anthropic/*", litellm_params: {model: "anthropic/*"}}
                  - {model_name: "fo::*:static::*", litellm_params: {model: "openai/fo::*:static::*"}}
                router_settings: {fallbacks: [{anthropic/claude-9: [team-x/gpt-99]}]}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.catalog().passThrough("team-x/gpt-99")).isPresent();
        assertThat(converted.catalog().models().find("team-x/gpt-4o").orElseThrow().knownPrice())
                .isPresent();
        assertThat(converted.file("application.properties"))
                .contains("gateway.models.allow-unlisted = true");
        assertThat(converted.file("rules.yaml"))
                .contains(
                        "- model: anthropic/claude-9\n    failover: [anthropic/claude-9~2, team-x/gpt-99]");
        assertThat(converted.fates().get("model_list[2].model_name").fate())
                .isEqualTo(Fate.NOT_CARRIED);
    }

    @Test
    void aCredentialIsTheProviderOfThoseWhoNameIt() {
        // Given
        String text =
                """
                model_list:
                  - {model_name: a, litellm_params: {model: azure/one, litellm_credential_name: eu}}
                  - {model_name: b, litellm_params: {model: azure/two, litellm_credential_name: us}}
                credential_list:
                  - credential_name: eu
                    credential_values: {api_key: os.environ/EU_KEY, api_base: "https://eu.openai.azure.com/"}
                  - credential_name: us
                    credential_values: {api_key: os.environ/US_KEY, api_base: "https://us.openai.azure.com/openai/deployments/x?api-version=1"}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("providers.yaml"))
                .contains(
                        "- id: azure\n",
                        "base-url: https://eu.openai.azure.com/openai/v1",
                        "- id: azure-us\n",
                        "base-url: https://us.openai.azure.com/openai/v1");
    }

    @Test
    void whatIsNotSpokenIsLeftOutAndTold() {
        // Given
        String text =
                """
                model_list:
                  - {model_name: claude, litellm_params: {model: bedrock/anthropic.claude-3, aws_region_name: us-east-1}}
                  - {model_name: a, litellm_params: {model: openai/gpt-4o}}
                  - {model_name: ears, litellm_params: {model: openai/whisper-1}, model_info: {mode: audio_transcription}}
                router_settings: {fallbacks: [{a: [claude]}, {claude: [a]}]}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("models.yaml"))
                .contains("# left out: claude", "bedrock/anthropic.claude-3", "# left out: ears");
        assertThat(converted.fates().get("model_list[0]").why())
                .startsWith("the model is left out");
        assertThat(converted.fates().get("router_settings.fallbacks[0].a").fate())
                .isEqualTo(Fate.NOT_CARRIED);
        assertThat(converted.catalog().models().find("claude")).isEmpty();
    }

    @Test
    void budgetsBecomeCommandsOfCalendarPeriods() {
        // Given
        String text =
                """
                model_list:
                  - {model_name: a, litellm_params: {model: gemini/gemini-2.5-pro}}
                router_settings:
                  provider_budget_config: {gemini: {budget_limit: 120, time_period: 10d}, vertex_ai: {budget_limit: 1, time_period: 1d}}
                litellm_settings:
                  max_budget: "100.5"
                  budget_duration: 30d
                  tag_budget_config: {"product:it's": {max_budget: 0.000000001, budget_duration: 1d}}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("budgets.sh"))
                .endsWith(
                        """
                        aig budget create --account --cap 10050 --period month
                        aig budget create --provider google --cap 8400 --period week
                        aig budget create --tag 'product:it'\\''s' --cap 1 --period day
                        """);
    }

    @Test
    void pricesAreFoundInBothPlacesAndAsTexts() {
        // Given
        String text =
                """
                model_list:
                  - model_name: own
                    litellm_params: {model: openai/own, api_base: "http://gpu:8000/v1", input_cost_per_token: "3e-7"}
                    model_info: {output_cost_per_token: 0.0000006, input_cost_per_token_above_128k_tokens: 6e-7, max_input_tokens: "32768"}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("models.yaml"))
                .contains(
                        "price: {input: 0.3, output: 0.6, tiers: [{above: 128000, input: 0.6}]}",
                        "limits: {context: 32768}");
    }

    @Test
    void aServerOfOnesOwnDoesNotGetThePriceOfAnotherWithTheSameModel() {
        // Given
        String text =
                """
                model_list:
                  - model_name: house
                    litellm_params: {model: openai/qwen3-32b, api_base: "http://gpu:8000/v1", api_key: none}
                  - model_name: free
                    litellm_params: {model: openai/o3, api_key: os.environ/K}
                    model_info: {input_cost_per_token: 0, output_cost_per_token: 0}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.catalog().models().find("house").orElseThrow().knownPrice()).isEmpty();
        assertThat(converted.file("models.yaml")).contains("price: {input: 0, output: 0}\n");
    }

    @Test
    void includedFilesAreOneConfigurationWithTheirLinesToldApart() {
        // Given
        Map<String, String> files =
                Map.of(
                        "config.yaml",
                        """
                        include: [more.yaml]
                        model_list:
                          - {model_name: a, litellm_params: {model: openai/gpt-4o}}
                        litellm_settings: {drop_params: true}
                        """,
                        "more.yaml",
                        """
                        model_list:
                          - {model_name: b, litellm_params: {model: groq/x}}
                        litellm_settings: {fallbacks: [{a: [b]}]}
                        """);

        // When
        Converted converted = Converted.of(converter, "config.yaml", files);

        // Then
        assertThat(converted.findings()).isEmpty();
        assertThat(converted.file("rules.yaml")).contains("failover: [openai/gpt-4o, groq/x]");
        assertThat(converted.fates().get("more.yaml: model_list[0].model_name").fate())
                .isEqualTo(Fate.CARRIED);
        assertThat(converted.fates().get("litellm_settings").why())
                .isEqualTo("an included file has this section too, which takes its place");
    }

    @Test
    void mergeKeysAliasesAndKeysWrittenTwiceAreReadAsPyYamlDoes() {
        // Given
        String text =
                """
                common: &common {api_key: os.environ/KEY, api_base: "http://gpu:8000/v1"}
                model_list:
                  - model_name: a
                    litellm_params:
                      <<: *common
                      model: openai/one
                      model: openai/two
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.catalog().models().find("a").orElseThrow().upstream())
                .isEqualTo("two");
        assertThat(converted.fates().get("model_list[0].litellm_params.model#6").fate())
                .isEqualTo(Fate.NOT_CARRIED);
        assertThat(converted.file("providers.yaml")).contains("${KEY:}");
    }

    @Test
    void timeLimitsRetriesAndCoolDownsAreCarriedAsFarAsTheyGo() {
        // Given
        String text =
                """
                model_list:
                  - {model_name: a, litellm_params: {model: openai/gpt-4o, timeout: 20.5, stream_timeout: "5"}}
                  - {model_name: b, litellm_params: {model: groq/x}}
                router_settings:
                  timeout: 45
                  num_retries: 3
                  cooldown_time: 30
                  fallbacks: [{a: [b]}]
                  retry_policy: {ContentPolicyViolationErrorRetries: 2, BadRequestErrorRetries: 0}
                """;

        // When
        Converted converted = converted(text);

        // Then
        assertThat(converted.file("providers.yaml"))
                .contains(
                        "timeouts: {first-byte: 20500ms, between-events: 5s, total: 20500ms}",
                        "timeouts: {first-byte: 45s, total: 45s}");
        assertThat(converted.file("rules.yaml")).contains("total: 90s", "content-filter");
        assertThat(converted.file("application.properties"))
                .contains("gateway.cool-down.rate-limit = 30s");
    }

    @Test
    void aFileThatIsNoYamlIsAFateAndNoCrash() {
        // Given
        String text = "model_list:\n  - a: [\n";

        // When
        Converted converted = Converted.of(converter, text);

        // Then
        assertThat(converted.conversion().files()).isEmpty();
        assertThat(converted.conversion().fates())
                .singleElement()
                .satisfies(fate -> assertThat(fate.why()).startsWith("the file cannot be read"));
    }
}
