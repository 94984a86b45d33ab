package io.aigateway.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

    @Test
    void ordersTheScopesOfACallAndNamesEachOnce() {
        // Given
        List<String> tags = List.of("team:b", "team:a", "team:b");

        // When
        List<Scope> scopes = Scope.ofCall("acc", "sa_1", "key_1", tags, "openai");

        // Then
        assertThat(scopes)
                .extracting(Scope::text)
                .containsExactly(
                        "account:acc",
                        "sub-account:sa_1",
                        "key:key_1",
                        "tag:team:a",
                        "tag:team:b",
                        "provider:openai");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag:team:a", "sub-account:sa_1", "account:acc"})
    void isReadFromItsText(String text) {
        // Given
        Scope scope = Scope.parse(text);

        // When
        String again = scope.text();

        // Then
        assertThat(again).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"team", "colour:red", ":x", "tag: "})
    void refusesATextThatIsNoScope(String text) {
        // Given
        String bad = text;

        // When
        assertThatThrownBy(() -> Scope.parse(bad))

                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but was '");
    }
}
