package io.aigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTextTest {

    @ParameterizedTest
    @CsvSource({
        "abc, 3",
        "größe, 5",
        "日本語, 6",
        "한국, 4",
        "ｆｕｌｌ, 8",
        "e\u0301, 1",
        "😀, 2",
        "a\u200Bb, 2",
        "ab…, 3"
    })
    void knowsHowWideATextIs(String text, int columns) {
        // Given
        String given = text;

        // When
        int width = TerminalText.width(given);

        // Then
        assertThat(width).isEqualTo(columns);
    }
}
