package io.aigateway.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("M14")
class PeriodTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "HOUR,  Europe/Berlin, 2026-11-22T23:00:00Z, 2026-11-23T00:00:00Z",
        "HOUR,  Asia/Kolkata,  2026-11-22T22:30:00Z, 2026-11-22T23:30:00Z",
        "DAY,   Europe/Berlin, 2026-11-22T23:00:00Z, 2026-11-23T23:00:00Z",
        "WEEK,  Europe/Berlin, 2026-11-22T23:00:00Z, 2026-11-29T23:00:00Z",
        "MONTH, Europe/Berlin, 2026-10-31T23:00:00Z, 2026-11-30T23:00:00Z",
        "TOTAL, Europe/Berlin, 1970-01-01T00:00:00Z, 9999-12-31T00:00:00Z",
    })
    void knowsWhereTheWindowOfAMondayNightBeginsAndEnds(
            Period period, ZoneId zone, Instant start, Instant end) {
        // Given
        Instant night = Instant.parse("2026-11-22T23:15:00Z");

        // When
        Window window = period.windowAt(night, zone);

        // Then
        assertThat(window.startsAt(zone)).isEqualTo(start);
        assertThat(window.endsAt(zone)).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-29T12:00:00Z, 23", "2026-10-25T12:00:00Z, 25", "2026-11-23T12:00:00Z, 24"})
    void hasDaysOf23And25HoursWhenTheClocksChange(Instant noon, int hours) {
        // Given
        Window day = Period.DAY.windowAt(noon, BERLIN);

        // When
        Duration length = Duration.between(day.startsAt(BERLIN), day.endsAt(BERLIN));

        // Then
        assertThat(length).isEqualTo(Duration.ofHours(hours));
    }

    @Test
    void countsTheHourThatComesTwiceInAutumnAsTwo() {
        // Given
        Instant first = Instant.parse("2026-10-25T00:30:00Z");
        Instant second = Instant.parse("2026-10-25T01:30:00Z");

        // When
        long between =
                Period.HOUR.windowAt(second, BERLIN).number()
                        - Period.HOUR.windowAt(first, BERLIN).number();

        // Then
        assertThat(between).isEqualTo(1);
    }

    @Test
    void isFoundByItsName() {
        // Given
        Period month = Period.MONTH;

        // When
        Period found = Period.named(month.text());

        // Then
        assertThat(found).isEqualTo(month);
    }

    @Test
    void namesThePeriodsThereAre() {
        // Given
        String unknown = "year";

        // When
        assertThatThrownBy(() -> Period.named(unknown))

                // Then
                .hasMessage("period must be one of hour, day, week, month, total, but was 'year'");
    }

    @Test
    void beginsTheWeekOnMonday() {
        // Given
        Instant sunday = Instant.parse("2026-11-22T23:59:59Z");

        // When
        Instant end = Period.WEEK.windowAt(sunday, ZoneOffset.UTC).endsAt(ZoneOffset.UTC);

        // Then
        assertThat(end).isEqualTo(Instant.parse("2026-11-23T00:00:00Z"));
    }
}
