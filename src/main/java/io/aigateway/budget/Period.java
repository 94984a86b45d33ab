package io.aigateway.budget;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How long a cap counts before it starts again: calendar periods in the gateway's time zone.
 *
 * <p>Each stretch of a period has a number; numbers follow each other without a gap, so "has a new
 * one begun" is a comparison and nothing has to be reset.
 */
public enum Period {
    /**
     * A real hour, aligned to the zone's standard time, so that a change to summer time makes no
     * hour twice as long.
     */
    HOUR("hourly"),
    /** A calendar day; 23 or 25 hours when the clocks change. */
    DAY("daily"),
    /** Monday to Sunday. */
    WEEK("weekly"),
    /** A calendar month. */
    MONTH("monthly"),
    /** For ever. */
    TOTAL("total");

    /** When {@link #TOTAL} ends: an instant that fits every date format and database. */
    public static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private static final int SECONDS_OF_AN_HOUR = 3_600;
    private static final int MONTHS_OF_A_YEAR = 12;
    private static final int DAYS_OF_A_WEEK = 7;

    /** 1970-01-01 was a Thursday, three days after a Monday. */
    private static final int DAYS_FROM_MONDAY_TO_EPOCH = 3;

    private final String adjective;

    Period(String adjective) {
        this.adjective = adjective;
    }

    /** The period of this name, such as {@code month}. */
    public static Period named(String text) {
        return Arrays.stream(values())
                .filter(period -> period.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(unknown(text)));
    }

    /** The name on the wire and in records, such as {@code month}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As in "its monthly cap". */
    public String adjective() {
        return adjective;
    }

    /** The window that an instant falls into. */
    public Window windowAt(Instant instant, ZoneId zone) {
        return new Window(this, numberAt(instant, zone));
    }

    long numberAt(Instant instant, ZoneId zone) {
        return switch (this) {
            case HOUR ->
                    Math.floorDiv(
                            instant.getEpochSecond() + alignment(instant, zone),
                            SECONDS_OF_AN_HOUR);
            case DAY -> LocalDate.ofInstant(instant, zone).toEpochDay();
            case WEEK ->
                    Math.floorDiv(
                            LocalDate.ofInstant(instant, zone).toEpochDay()
                                    + DAYS_FROM_MONDAY_TO_EPOCH,
                            DAYS_OF_A_WEEK);
            case MONTH -> monthNumber(LocalDate.ofInstant(instant, zone));
            case TOTAL -> 0;
        };
    }

    Instant startOf(long number, ZoneId zone) {
        return switch (this) {
            case HOUR -> startOfHour(number, zone);
            case DAY -> startOfDay(LocalDate.ofEpochDay(number), zone);
            case WEEK ->
                    startOfDay(
                            LocalDate.ofEpochDay(
                                    number * DAYS_OF_A_WEEK - DAYS_FROM_MONDAY_TO_EPOCH),
                            zone);
            case MONTH -> startOfDay(firstOfMonth(number), zone);
            case TOTAL -> number == 0 ? Instant.EPOCH : NEVER;
        };
    }

    private static Instant startOfHour(long number, ZoneId zone) {
        Instant nearly = Instant.ofEpochSecond(number * SECONDS_OF_AN_HOUR);
        return nearly.minusSeconds(alignment(nearly, zone));
    }

    private static Instant startOfDay(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static long monthNumber(LocalDate day) {
        return (long) day.getYear() * MONTHS_OF_A_YEAR + day.getMonthValue() - 1;
    }

    private static LocalDate firstOfMonth(long number) {
        return LocalDate.of(
                Math.toIntExact(Math.floorDiv(number, MONTHS_OF_A_YEAR)),
                (int) Math.floorMod(number, (long) MONTHS_OF_A_YEAR) + 1,
                1);
    }

    private static int alignment(Instant instant, ZoneId zone) {
        return Math.floorMod(
                zone.getRules().getStandardOffset(instant).getTotalSeconds(), SECONDS_OF_AN_HOUR);
    }

    private static String unknown(String text) {
        return "period must be one of "
                + Arrays.stream(values()).map(Period::text).collect(Collectors.joining(", "))
                + ", but was '"
                + text
                + "'";
    }
}
