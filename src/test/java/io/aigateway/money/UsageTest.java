package io.aigateway.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    -1 | 0 | 0 | 0 | 0 | 0 | input must be between 0 and 10^12, but was -1
                    1000000000001 | 0 | 0 | 0 | 0 | 0 | input must be between 0 and 10^12, but was 1000000000001
                    10 | 5 | 4 | 2 | 0 | 0 | cached parts must not exceed the input of 10 tokens, but was 11
                    10 | 0 | 0 | 0 | 5 | 6 | reasoning must not exceed the output of 5 tokens, but was 6
                    """)
    void refusesPartsThatAreMoreThanTheWhole(
            long input,
            long cached,
            long write,
            long writeLong,
            long output,
            long reasoning,
            String message) {
        // Given
        boolean estimated = false;

        // When
        assertThatThrownBy(
                        () ->
                                new Usage(
                                        input, cached, write, writeLong, output, reasoning,
                                        estimated))

                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void addsInputAndOutput() {
        // Given
        Usage usage = Usage.of(10, 5);

        // When
        long total = usage.total();

        // Then
        assertThat(total).isEqualTo(15);
        assertThat(usage.estimated()).isFalse();
        assertThat(Usage.estimated(10, 5).estimated()).isTrue();
    }
}
