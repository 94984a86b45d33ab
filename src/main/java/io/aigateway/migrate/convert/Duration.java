package io.aigateway.migrate.convert;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a budget of another gateway holds, as the calendar period that we have for it.
 *
 * @param period the longest of our periods that is no longer than it
 * @param share what part of the cap belongs to that period
 */
public record Duration(String period, BigDecimal share) {

    /** Never begins anew. */
    public static final Duration FOR_EVER = new Duration("total", BigDecimal.ONE);

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\s*(s|m|h|d|w|mo|month|y)");
    private static final long HOUR = 3_600;
    private static final long DAY = 24 * HOUR;
    private static final long WEEK = 7 * DAY;
    private static final long MONTH = 30 * DAY;
    private static final Map<String, Long> SECONDS =
            Map.of(
                    "s", 1L,
                    "m", 60L,
                    "h", HOUR,
                    "d", DAY,
                    "w", WEEK,
                    "mo", MONTH,
                    "month", MONTH,
                    "y", 12 * MONTH);
    private static final int DECIMALS = 12;

    /** Reads {@code 30d}, {@code 1mo}, {@code 24h}, {@code daily} and the like. */
    public static Optional<Duration> parse(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        String form =
                switch (lower) {
                    case "hourly" -> "1h";
                    case "daily" -> "1d";
                    case "weekly" -> "1w";
                    case "monthly" -> "1mo";
                    default -> lower;
                };
        Matcher matcher = FORM.matcher(form);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long seconds =
                Long.parseLong(matcher.group(1)) * SECONDS.getOrDefault(matcher.group(2), 1L);
        return seconds == 0 ? Optional.empty() : Optional.of(ofSeconds(seconds));
    }

    /** True when the period is the same, so the cap is too. */
    public boolean isCalendar() {
        return share.compareTo(BigDecimal.ONE) == 0;
    }

    private static Duration ofSeconds(long seconds) {
        if (seconds >= MONTH) {
            return of("month", MONTH, seconds);
        }
        if (seconds >= WEEK) {
            return of("week", WEEK, seconds);
        }
        return seconds >= DAY ? of("day", DAY, seconds) : of("hour", HOUR, Math.max(HOUR, seconds));
    }

    private static Duration of(String period, long length, long seconds) {
        BigDecimal share =
                BigDecimal.valueOf(length)
                        .divide(BigDecimal.valueOf(seconds), DECIMALS, RoundingMode.DOWN);
        return new Duration(period, share);
    }
}
