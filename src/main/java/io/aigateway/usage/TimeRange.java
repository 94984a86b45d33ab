package io.aigateway.usage;

import io.aigateway.error.GatewayError;
import io.aigateway.error.GatewayException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time. It falls into whole UTC days, whole UTC hours and single records at its edges,
 * so sums over it are exact in every time zone and yet read few rows.
 *
 * @param from the first instant
 * @param to the first instant after it
 */
public record TimeRange(Instant from, Instant to) {

    private static final long LONGEST_DAYS = 3_700;
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    public TimeRange {
        from = from.isBefore(Instant.EPOCH) ? Instant.EPOCH : from;
        to = to.isAfter(LATEST) ? LATEST : to;
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(
                    "a time range must not end before it begins, but is " + from + " to " + to);
        }
    }

    /** A calendar month of a time zone. */
    public static TimeRange of(YearMonth month, ZoneId zone) {
        return new TimeRange(
                month.atDay(1).atStartOfDay(zone).toInstant(),
                month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant());
    }

    /** That many calendar days, today included. */
    public static TimeRange lastDays(int days, LocalDate today, ZoneId zone) {
        return new TimeRange(
                today.minusDays(days - 1L).atStartOfDay(zone).toInstant(),
                today.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /**
     * The range that a report's parameters name: {@code month=2026-11}, or {@code from} and {@code
     * to} as dates (the last one included) or as instants with an offset; this month when there are
     * none.
     *
     * @throws GatewayException 400 naming the parameter
     */
    public static TimeRange parse(
            @Nullable String month,
            @Nullable String from,
            @Nullable String to,
            LocalDate today,
            ZoneId zone) {
        if (from == null && to == null) {
            return of(month == null ? YearMonth.from(today) : month(month), zone);
        }
        if (month != null) {
            throw wrong("month", "cannot be combined with 'from' and 'to'");
        }
        Instant first = from == null ? Instant.EPOCH : instant("from", from, 0, zone);
        Instant last = instant("to", Objects.requireNonNullElse(to, today.toString()), 1, zone);
        if (last.isBefore(first)) {
            throw wrong("to", "must not be before 'from'");
        }
        return new TimeRange(first, last);
    }

    /**
     * A window such as {@code 30d}: that many calendar days, today included.
     *
     * @throws GatewayException 400
     */
    public static TimeRange window(String window, LocalDate today, ZoneId zone) {
        if (!window.matches("[1-9][0-9]{0,3}d") || days(window) > LONGEST_DAYS) {
            throw wrong("window", "must be a number of days such as 30d, at most 3700d");
        }
        return lastDays(days(window), today, zone);
    }

    /** The calendar days it touches, each as the part of it that lies in the range. */
    List<Day> days(ZoneId zone) {
        List<Day> days = new ArrayList<>();
        LocalDate date = LocalDate.ofInstant(from, zone);
        while (date.atStartOfDay(zone).toInstant().isBefore(to)) {
            if (days.size() >= LONGEST_DAYS) {
                throw wrong("from", "and 'to' must be at most " + LONGEST_DAYS + " days apart");
            }
            Instant start = date.atStartOfDay(zone).toInstant();
            Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
            Instant first = start.isBefore(from) ? from : start;
            days.add(new Day(date, new TimeRange(first, end.isAfter(to) ? to : end)));
            date = date.plusDays(1);
        }
        return days;
    }

    private static int days(String window) {
        return Integer.parseInt(window.substring(0, window.length() - 1));
    }

    private static YearMonth month(String month) {
        try {
            return YearMonth.parse(month);
        } catch (DateTimeException e) {
            throw wrong("month", "must be a month such as 2026-11");
        }
    }

    private static Instant instant(String param, String text, int daysOn, ZoneId zone) {
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).plusDays(daysOn).atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            throw wrong(
                    param,
                    "must be a date such as 2026-11-30, or a time such as 2026-11-30T12:00:00Z");
        }
    }

    private static GatewayException wrong(String param, String must) {
        return new GatewayError(400, "invalid_request_error", "'" + param + "' " + must + ".")
                .about(param)
                .asException();
    }

    /** A calendar day and its part of the range. */
    record Day(LocalDate date, TimeRange part) {}
}
