package io.aigateway.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class PeriodPropertyTest {

    /** 1970 to 2100. */
    private static final long LAST_SECOND = 4_102_444_800L;

    @Property(tries = 500)
    void putsEveryInstantIntoTheWindowThatHoldsIt(
            @ForAll Period period,
            @ForAll @LongRange(max = LAST_SECOND) long second,
            @ForAll @IntRange(max = 3) int zoneIndex) {
        // Given
        ZoneId zone =
                ZoneId.of(
                        new String[] {"UTC", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe"}
                                [zoneIndex]);
        Instant instant = Instant.ofEpochSecond(second);

        // When
        Window window = period.windowAt(instant, zone);

        // Then
        assertThat(window.startsAt(zone)).isBeforeOrEqualTo(instant);
        assertThat(window.endsAt(zone)).isAfter(instant);
        assertThat(period.windowAt(window.startsAt(zone), zone)).isEqualTo(window);
        assertThat(period.windowAt(window.startsAt(zone).minusNanos(1), zone).number())
                .isEqualTo(period == Period.TOTAL ? 0 : window.number() - 1);
    }
}
