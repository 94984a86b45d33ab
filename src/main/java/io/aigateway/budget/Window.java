package io.aigateway.budget;

import java.time.Instant;
import java.time.ZoneId;

/**
 * One stretch of a period: this hour, that month.
 *
 * @param period how long it is
 * @param number which one; the next stretch has the next number
 */
public record Window(Period period, long number) {

    /** The first instant that belongs to it; for {@link Period#TOTAL} 1970. */
    public Instant startsAt(ZoneId zone) {
        return period.startOf(number, zone);
    }

    /** The first instant that no longer belongs to it; for {@link Period#TOTAL} the year 9999. */
    public Instant endsAt(ZoneId zone) {
        return period.startOf(number + 1, zone);
    }
}
