package io.aigateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    private static final List<String> KNOWN = List.of("base-url", "api-key", "auth", "aliases");

    @Test
    void namesTheNearestFirst() {
        // When
        List<String> near = Spelling.nearest("bas-urll", KNOWN, 2);

        // Then
        assertThat(near).containsExactly("base-url");
    }

    @Test
    void namesNothingWhenNothingIsNear() {
        // When
        List<String> near = Spelling.nearest("temperature", KNOWN, 3);

        // Then
        assertThat(near).isEmpty();
    }

    @Test
    void listsWhatIsKnownWhenNothingIsNear() {
        // When
        String advice = Spelling.advice("temperature", "keys", KNOWN);

        // Then
        assertThat(advice).isEqualTo("known keys: aliases, api-key, auth, base-url");
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic/claude-opus-4.7, anthropic/claude-opus-4-7",
        "GPT-5.4, gpt-5-4",
        "llama3.1-8b, llama3-1-8b",
        "z.ai/glm, z.ai/glm",
        "v1., v1.",
        ".5, .5"
    })
    void writesNamesInAFormThatIsAlike(String name, String expected) {
        // When
        String alike = Spelling.alike(name);

        // Then
        assertThat(alike).isEqualTo(expected);
    }

    @Property
    void findsEveryKnownNameItself(@ForAll String name) {
        // When
        List<String> near = Spelling.nearest(name, List.of(name), 1);

        // Then
        assertThat(near).containsExactly(name);
    }

    @Property
    void makesAlikeFormsThatStayAsTheyAre(@ForAll String name) {
        // When
        String once = Spelling.alike(name);

        // Then
        assertThat(Spelling.alike(once)).isEqualTo(once);
    }
}
