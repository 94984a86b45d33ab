package io.aigateway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    // In pieces, so that no search for leaked keys stumbles over it.
    private static final String KEY = "sk-or-" + "v1-0123456789abcdef0123456789abcdef";
    private static final SourceFacts FACTS = SourceFacts.of(Source.OPENROUTER);

    @Test
    void aKeyIsFoundWhereItStands() {
        // Given
        String text = "key = \"" + KEY + "\";";

        // When
        List<Secrets.Found> found = Secrets.in(text, FACTS);

        // Then
        assertThat(found).containsExactly(new Secrets.Found(7, 7 + KEY.length(), "sk-or-v1-…cdef"));
    }

    @Test
    void ofAKeyOnlyItsEndsAreShown() {
        // Given
        String text = "Bearer " + KEY + " and " + KEY;

        // When
        String masked = Secrets.masked(text, FACTS);

        // Then
        assertThat(masked).isEqualTo("Bearer sk-or-v1-…cdef and sk-or-v1-…cdef");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-or-v1-your-api-key-here",
                "sk-or-v1-xxxxxxxxxxxxxxxxxxxxxxxxxxxx1",
                "sk-or-v1-...",
                "sk-or-v1-",
                "task-or-v1-0123456789abcdef0123456789abcdef",
            })
    void aPlaceholderIsNoKey(String text) {
        // Given / When
        List<Secrets.Found> found = Secrets.in(text, FACTS);

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void ofAShortSecretNothingIsShown() {
        // Given / When
        String masked = Secrets.masked("fw_secret123");

        // Then
        assertThat(masked).isEqualTo("***");
    }
}
