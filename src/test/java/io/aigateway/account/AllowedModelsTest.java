package io.aigateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedModelsTest {

    @ParameterizedTest
    @Tag("A15")
    @CsvSource({
        "moonshot/*, moonshot/kimi-k2.6, true",
        "moonshot/*, MOONSHOT/Kimi, true",
        "moonshot/*, moonshotx/kimi, false",
        "moonshot/*, x/moonshot/kimi, false",
        "*, anything/at-all, true",
        "openai/gpt-5.4, openai/gpt-5.4, true",
        "openai/gpt-5.4, openai/gpt-5x4, false",
        "openai/gpt-5.4, openai/gpt-5.4-mini, false",
        "*/gpt-*-mini, openai/gpt-5.4-mini, true",
        "a*a, a, false",
    })
    void matchesWildcards(String pattern, String model, boolean allowed) {
        // Given
        AllowedModels models = new AllowedModels(List.of(pattern));

        // When
        boolean allows = models.allows(model);

        // Then
        assertThat(allows).isEqualTo(allowed);
    }

    @Property
    void agreesWithARegularExpression(
            @ForAll @Chars({'a', 'b', '*'}) @NotBlank @StringLength(max = 6) String pattern,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 8) String model) {
        // Given
        Pattern expected = Pattern.compile(pattern.replace("*", ".*"));

        // When
        boolean allows = new AllowedModels(List.of(pattern)).allows(model);

        // Then
        assertThat(allows).isEqualTo(expected.matcher(model).matches());
    }

    @Test
    void takesNoLongerForAPatternThatIsMeantToTakeLong() {
        // Given
        AllowedModels models = new AllowedModels(List.of("*a".repeat(200) + "b"));
        String model = "a".repeat(5_000);

        // When
        boolean allows =
                assertTimeoutPreemptively(Duration.ofSeconds(5), () -> models.allows(model));

        // Then
        assertThat(allows).isFalse();
    }
}
