package io.aigateway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelIdsTest {

    @ParameterizedTest
    @CsvSource({
        "LITELLM, litellm_proxy/smart, smart",
        "OPENROUTER, ~anthropic/claude-sonnet-latest, anthropic/claude-sonnet-latest",
        "OPENROUTER, openrouter/auto, auto",
        "PORTKEY, @openai-prod/gpt-4o, openai/gpt-4o",
        "TOGETHER, openai/gpt-oss-20b, together/openai/gpt-oss-20b",
        "FIREWORKS, accounts/fireworks/models/deepseek-v3p1, fireworks/deepseek-v3p1",
        "FIREWORKS, accounts/me/deployments/d1, fireworks/accounts/me/deployments/d1",
    })
    void whatTheGatewayCannotResolveIsChanged(Source source, String id, String expected) {
        // Given
        Migration migration = migration(source);

        // When
        Optional<ModelIds.Fate> fate = ModelIds.of(id, migration);

        // Then
        assertThat(fate.map(ModelIds.Fate::after)).contains(expected);
        assertThat(ModelIds.of(expected, migration)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "LITELLM, anthropic/claude-opus-4-7",
        "LITELLM, azure/my-deployment",
        "OPENROUTER, openai/gpt-5.4",
        "OPENROUTER, x-ai/grok-4",
        "HELICONE, gpt-4o-mini/openai",
        "HELICONE, 'gpt-4o-mini,claude-4.5-sonnet'",
        "TOGETHER, together/openai/gpt-oss-20b",
        "TOGETHER, some-alias",
        "REQUESTY, openai/gpt-4.1",
        "PORTKEY, gpt-4o",
        "REPLICATE, meta/meta-llama-3-70b-instruct",
    })
    void whatItResolvesStays(Source source, String id) {
        // Given
        Migration migration = migration(source);

        // When
        Optional<ModelIds.Fate> fate = ModelIds.of(id, migration);

        // Then
        assertThat(fate).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "OPENROUTER, meta-llama/llama-3.3-70b-instruct:free",
        "OPENROUTER, openai/gpt-5.4:nitro",
        "PORTKEY, @unknown/gpt-4o",
        "HELICONE, '!openai,gpt-4o'",
        "REPLICATE, 5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa",
        "REQUESTY, policy/fast",
        "REQUESTY, bedrock/claude-sonnet-4-5@eu-central-1",
    })
    void whatHasNoEqualIsForAPerson(Source source, String id) {
        // Given
        Migration migration = migration(source);

        // When
        ModelIds.Fate fate = ModelIds.of(id, migration).orElseThrow();

        // Then
        assertThat(fate.after()).isNull();
        assertThat(fate.why()).isNotBlank();
    }

    private static Migration migration(Source source) {
        return new Migration(
                SourceFacts.of(source),
                Target.at("http://gateway:8080"),
                new Choices(false, "", Map.of("openai-prod", "openai"), true),
                new EnvironmentNames(Map.of(), Set.of()));
    }
}
