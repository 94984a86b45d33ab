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
        List<Scope> scopes = Scope.ofCall("acc", "sa_1", "key_1", tags, List.of("openai"));

        // Then
        assertThat(scopes)
                .extracting(Scope::text)
                .containsExactly(
                        "account:acc",
                        "sub-account:sa_1",
                        "key:key_1",
                        "tag:team:a",
                        "tag:team:b",
                        "sub-account-tag:sa_1:team:a",
                        "sub-account-tag:sa_1:team:b",
                        "provider:openai");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tag:team:a",
                "sub-account:sa_1",
                "account:acc",
                "sub-account-tag:sa_1:team:a"
            })
    void isReadFromItsText(String text) {
        // Given
        Scope scope = Scope.parse(text);

        // When
        String again = scope.text();

        // Then
        assertThat(again).isEqualTo(text);
    }

    @Test
    void namesATagOfASubAccountByBoth() {
        // Given
        Scope scope = Scope.tagOf("sa_1", "team:a");

        // When
        String named = scope.named();

        // Then
        assertThat(named).isEqualTo("tag 'team:a' of sub-account 'sa_1'");
        assertThat(scope.tag()).isEqualTo("team:a");
        assertThat(scope.subAccount()).isEqualTo("sa_1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "team",
                "colour:red",
                ":x",
                "tag: ",
                "sub-account-tag:sa_1",
                "sub-account-tag::x"
            })
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
