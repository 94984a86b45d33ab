package io.aigateway.migrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.migrate.Source;
import io.aigateway.migrate.SourceFacts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTest {

    private static final SourceFacts FACTS = SourceFacts.of(Source.LITELLM);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LITELLM_MASTER_KEY=sk-1234 | LITELLM_MASTER_KEY=***",
                "export DB_PASSWORD='correcthorse' | export DB_PASSWORD='***'",
                "  - API_TOKEN=abcdefgh12345678 | - API_TOKEN=abc…5678",
                "password: hunter2 | password: ***",
                "api_key = \"Zm9vYmFyYmF6cXV4MTIz\" | api_key = \"Zm9…MTIz\"",
                "url: postgres://bob:s3cr3tpw@db/x | url: postgres://***@db/x",
                "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.e30.abc | Authorization: Bearer eyJ….abc",
            })
    void aSecretIsMasked(String line, String expected) {
        // Given / When
        String shown = Shown.line(line, FACTS);

        // Then
        assertThat(shown.strip()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPENAI_API_KEY=${OPENAI_API_KEY}",
                "api_key: os.environ/OPENAI_API_KEY",
                "key=os.environ[\"LITELLM_API_KEY\"]",
                "OPENAI_API_KEY=",
                "model: gpt-4o",
                "token_url: https://example.com/v1/token",
            })
    void whatIsNoSecretIsShown(String line) {
        // Given / When
        String shown = Shown.line(line, FACTS);

        // Then
        assertThat(shown).isEqualTo(line);
    }
}
