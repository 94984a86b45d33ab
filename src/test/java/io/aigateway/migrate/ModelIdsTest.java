package io.aigateway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
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
        "REQUESTY, openai/gpt-4.1",
        "PORTKEY, gpt-4o",
        "OPENROUTER, openai/gpt-5.4:nitro",
        "OPENROUTER, anthropic/claude-opus-4.7:floor",
        "OPENROUTER, meta-llama/llama-3.3-70b-instruct",
        "HELICONE, '!openai,gpt-5.4/azure'",
        "HELICONE, 'gpt-5.4,!azure'",
        "PORTKEY, @anthropic-prod/claude-opus-4.7",
        "PORTKEY, @groq/llama-3.3-70b-versatile",
    })
    void whatTheRunningGatewayUnderstandsStays(Source source, String id) {
        // Given
        RunTime.Heard heard = RunTime.ofName(id);

        // When
        Optional<ModelIds.Fate> fate = ModelIds.of(id, migration(source));

        // Then
        assertThat(fate).isEmpty();
        assertThat(heard.refused()).isNull();
        assertThat(heard.models()).isNotEmpty();
        assertThat(heard.ignored()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "TOGETHER, some-alias",
        "REPLICATE, meta/meta-llama-3-70b-instruct",
    })
    void whatAPersonHasGivenANameStays(Source source, String id) {
        // Given
        Migration migration = migration(source);

        // When
        Optional<ModelIds.Fate> fate = ModelIds.of(id, migration);

        // Then
        assertThat(fate).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "OPENROUTER, meta-llama/llama-3.3-70b-instruct:free, :free",
        "OPENROUTER, openai/gpt-5.4:online, :online",
        "OPENROUTER, anthropic/claude-opus-4.7@preset/careful, @preset/careful",
        "PORTKEY, @unheard-of/gpt-5.4, @unheard-of",
        "REQUESTY, openai/gpt-5.4@eu-central-1, @eu-central-1",
    })
    void whatIsServedWithAPartLeftOutIsToldWithThatPart(Source source, String id, String leftOut) {
        // Given
        RunTime.Heard heard = RunTime.ofName(id);

        // When
        ModelIds.Fate fate = ModelIds.of(id, migration(source)).orElseThrow();

        // Then
        assertThat(fate.after()).isNull();
        assertThat(heard.refused()).isNull();
        assertThat(heard.ignored()).containsExactly(leftOut);
    }

    @Test
    void aPresetBehindTheNameOfTheGatewayThatIsLeftIsAskedForByItself() {
        // Given
        Migration migration = migration(Source.OPENROUTER);

        // When
        Optional<ModelIds.Fate> fate = ModelIds.of("openrouter/@preset/fast", migration);

        // Then
        assertThat(fate.map(ModelIds.Fate::after)).contains("@preset/fast");
    }

    @ParameterizedTest
    @CsvSource({"OPENROUTER, @preset/summaries", "REQUESTY, policy/fast"})
    void whatOnlyARuleServesIsToldWithItsStub(Source source, String id) {
        // Given
        RunTime.Heard withoutARule = RunTime.ofName(id);

        // When
        ModelIds.Fate fate = ModelIds.of(id, migration(source)).orElseThrow();

        // Then
        assertThat(fate.after()).isNull();
        assertThat(fate.why()).contains("rules.yaml");
        assertThat(withoutARule.refused()).contains("does not exist");
    }

    @ParameterizedTest
    @CsvSource({
        "OPENROUTER, meta-llama/llama-3.3-70b-instruct:free",
        "PORTKEY, @unknown/gpt-4o",
        "HELICONE, '!openai'",
        "REPLICATE, 5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa",
        "REQUESTY, policy/fast",
        "REQUESTY, bedrock/claude-sonnet-4-5@eu-central-1",
        "LITELLM, bedrock/anthropic.claude-3-sonnet",
        "LITELLM, vertex_ai/gemini-2.5-pro",
        "HELICONE, claude-sonnet-4/bedrock",
        "HELICONE, gpt-4o/azure/my-credential",
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
