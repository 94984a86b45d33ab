package io.aigateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {

    private static final Environment ENVIRONMENT =
            Environment.of(Map.of("A", "one", "B", "two", "EMPTY", "", "TRICK", "${A}"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    plain              | plain
                    ${A}               | one
                    ${A}-${B}          | one-two
                    x${A}y             | xoney
                    ${C:default}       | default
                    ${A:default}       | one
                    ${EMPTY:default}   | default
                    ${C:${A}}          | one
                    ${C:${D:deep}}     | deep
                    ${C:http://h:1/v1} | http://h:1/v1
                    ${TRICK}           | ${A}
                    $A and $ and {A}   | $A and $ and {A}
                    """)
    void replacesPlaceholders(String text, String expected) {
        // When
        String resolved = ENVIRONMENT.resolve(text);

        // Then
        assertThat(resolved).isEqualTo(expected);
    }

    @Test
    void givesNothingForAnEmptyDefault() {
        // When
        String resolved = ENVIRONMENT.resolve("${C:${D:}}");

        // Then
        assertThat(resolved).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ${C}      | environment variable 'C' is not set; set it, or write ${C:default}
                    ${A       | a '${' is not closed; write ${NAME} or ${NAME:default}
                    ${C:${A}  | a '${' is not closed; write ${NAME} or ${NAME:default}
                    ${a b}    | '${a b}' is not a variable; write ${NAME} or ${NAME:default}
                    """)
    void saysWhatIsWrongWithAPlaceholder(String text, String message) {
        // When
        Throwable refused = catchThrowable(() -> ENVIRONMENT.resolve(text));

        // Then
        assertThat(refused).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void refusesEndlessNesting() {
        // Given
        String text = "${X:".repeat(10_000) + "}".repeat(10_000);

        // When
        Throwable refused = catchThrowable(() -> ENVIRONMENT.resolve(text));

        // Then
        assertThat(refused).hasMessageContaining("nested too deeply");
    }

    @Property
    void eitherResolvesOrRefusesAnyText(
            @ForAll @Chars({'$', '{', '}', ':', 'A', 'x'}) String text) {
        // When
        Throwable thrown = catchThrowable(() -> ENVIRONMENT.resolve(text));

        // Then
        assertThat(thrown == null || thrown instanceof IllegalArgumentException).isTrue();
    }
}
