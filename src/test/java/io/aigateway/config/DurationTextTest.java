package io.aigateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({"250ms, PT0.25S", "30s, PT30S", "10m, PT10M", "1h, PT1H"})
    void readsANumberAndItsUnit(String text, Duration expected) {
        // When
        Duration duration = DurationText.parse(text);

        // Then
        assertThat(duration).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "s", "-1s", "0s", "1.5s", "1d", "30 s", "99999999999s"})
    void refusesAnythingElse(String text) {
        // When
        Throwable refused = catchThrowable(() -> DurationText.parse(text));

        // Then
        assertThat(refused)
                .hasMessage("must be a duration such as 250ms, 30s or 10m, but was '" + text + "'");
    }
}
