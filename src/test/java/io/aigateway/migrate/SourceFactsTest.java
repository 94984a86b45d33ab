package io.aigateway.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SourceFactsTest {

    @ParameterizedTest
    @EnumSource(Source.class)
    void aFileThatHoldsAnythingOfASourceHoldsANeedle(Source source) {
        // Given
        SourceFacts facts = SourceFacts.of(source);

        // When
        List<String> found =
                Stream.of(
                                facts.apiBases(),
                                facts.variables(),
                                facts.keyPrefixes(),
                                facts.images(),
                                facts.packages().getOrDefault("python", List.of()),
                                facts.packages().getOrDefault("npm", List.of()))
                        .flatMap(List::stream)
                        .filter(text -> !facts.concerns(text))
                        .toList();

        // Then
        assertThat(found).isEmpty();
        assertThat(facts.keyVariables()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void everyHeaderHasAFate(Source source) {
        // Given
        SourceFacts facts = SourceFacts.of(source);

        // When
        List<HeaderFate> fates =
                facts.headers().keySet().stream()
                        .flatMap(header -> HeaderFates.of(header, facts).stream())
                        .toList();

        // Then
        assertThat(fates).hasSameSizeAs(facts.headers().keySet());
    }

    @ParameterizedTest
    @CsvSource({
        "OPENROUTER, OPENROUTER_API_KEY, AIGATEWAY_API_KEY",
        "OPENROUTER, VITE_OPENROUTER_API_KEY, VITE_AIGATEWAY_API_KEY",
        "OPENROUTER, OPENROUTER_BASE_URL, AIGATEWAY_BASE_URL",
        "LITELLM, LITELLM_MASTER_KEY, AIGATEWAY_ADMIN_KEY",
        "OPENROUTER, MY_OPENROUTER_API_KEY,",
        "LITELLM, LITELLM_SALT_KEY,",
        "LITELLM, OPENAI_API_KEY,",
    })
    void aVariableOfTheSourceHasANameWithUs(Source source, String variable, String expected) {
        // Given
        SourceFacts facts = SourceFacts.of(source);

        // When
        String name = facts.newName(variable, Target.at("http://gateway:8080")).orElse(null);

        // Then
        assertThat(name).isEqualTo(expected);
    }

    @Test
    void aSourceThatDoesNotExistIsRefusedWithTheNearest() {
        // Given
        String word = "litelm";

        // When / Then
        assertThatThrownBy(() -> Source.named(word))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no source 'litelm'; did you mean 'litellm'?");
    }
}
