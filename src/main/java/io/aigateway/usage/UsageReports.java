package io.aigateway.usage;

import io.aigateway.store.Database;
import io.aigateway.store.Sql;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sums of what was used. Every method takes the sub-account whose calls alone may be seen; null
 * shows all. Only committed records count: {@link UsageLog#flush} first for the very last ones.
 */
public final class UsageReports {

    private static final Comparator<Line> DEAREST_FIRST =
            Comparator.comparingLong((Line line) -> line.sums().nanos())
                    .reversed()
                    .thenComparing(Line::label);

    private final Database database;
    private final ZoneId zone;
    private final Clock clock;

    /**
     * Reports over a database.
     *
     * @param zone whose calendar days and months count
     */
    public UsageReports(Database database, ZoneId zone, Clock clock) {
        this.database = database;
        this.zone = zone;
        this.clock = clock;
    }

    /** A line for each id of a dimension that has calls in the range, the dearest first. */
    public List<Line> by(Dimension dimension, TimeRange range, @Nullable String onlyOf) {
        return database.read(sql -> lines(sql, dimension, range, onlyOf));
    }

    /** A line for each calendar day of the range that has calls, in order. */
    public List<Line> byDay(TimeRange range, @Nullable String onlyOf) {
        return database.read(sql -> dayLines(sql, range, onlyOf));
    }

    /** What a sub-account used in the range: in all, by model and by day. */
    public SubAccountUsage ofSubAccount(String subAccountId, TimeRange range) {
        return database.read(
                sql ->
                        new SubAccountUsage(
                                total(subAccountId).totalOver(sql, range),
                                lines(sql, Dimension.MODEL, range, subAccountId),
                                dayLines(sql, range, subAccountId)));
    }

    /**
     * What a scope spent in each of some ranges, in nano-dollars: fees included, but for a provider
     * what its own attempts cost. A scope that no record names is one look-up, however many ranges
     * there are.
     *
     * @param dimension what kind of scope
     * @param id which one; empty for the account
     * @param onlyOf the sub-account whose calls alone count; null for all
     */
    public List<Long> spentNanos(
            Dimension dimension, String id, @Nullable String onlyOf, List<TimeRange> ranges) {
        SumQueries query = new SumQueries(dimension, id, onlyOf);
        return database.read(sql -> spentNanos(sql, query, ranges));
    }

    /**
     * The same, and which of some calls have a record at that moment.
     *
     * @param calls their request ids
     */
    public Spent spent(
            Dimension dimension,
            String id,
            @Nullable String onlyOf,
            List<TimeRange> ranges,
            Set<String> calls) {
        SumQueries query = new SumQueries(dimension, id, onlyOf);
        return database.read(
                sql ->
                        new Spent(
                                spentNanos(sql, query, ranges),
                                Set.copyOf(UsageRows.recorded(sql, calls))));
    }

    private static List<Long> spentNanos(Sql sql, SumQueries query, List<TimeRange> ranges)
            throws SQLException {
        boolean known = query.named(sql);
        List<Long> nanos = new ArrayList<>(ranges.size());
        for (TimeRange range : ranges) {
            nanos.add(known ? query.totalOver(sql, range).nanos() : 0L);
        }
        return nanos;
    }

    /** The range of a report's parameters; see {@link TimeRange#parse}. */
    public TimeRange range(@Nullable String month, @Nullable String from, @Nullable String to) {
        return TimeRange.parse(month, from, to, today(), zone);
    }

    /** The range of a window such as {@code 30d}. */
    public TimeRange window(String window) {
        return TimeRange.window(window, today(), zone);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    private static List<Line> lines(
            Sql sql, Dimension dimension, TimeRange range, @Nullable String onlyOf)
            throws SQLException {
        return new SumQueries(dimension, null, onlyOf)
                .over(sql, range).entrySet().stream()
                        .map(entry -> new Line(entry.getKey(), entry.getValue()))
                        .sorted(DEAREST_FIRST)
                        .toList();
    }

    private List<Line> dayLines(Sql sql, TimeRange range, @Nullable String onlyOf)
            throws SQLException {
        List<Line> lines = new ArrayList<>();
        for (TimeRange.Day day : range.days(zone)) {
            Sums sums = total(onlyOf).totalOver(sql, day.part());
            if (sums.requests() > 0) {
                lines.add(new Line(day.date().toString(), sums));
            }
        }
        return lines;
    }

    private static SumQueries total(@Nullable String onlyOf) {
        return onlyOf == null
                ? new SumQueries(Dimension.ACCOUNT, "", null)
                : new SumQueries(Dimension.SUB_ACCOUNT, onlyOf, null);
    }

    /**
     * What a scope spent.
     *
     * @param nanos in each of the ranges, in nano-dollars
     * @param recorded those of the calls that have a record
     */
    public record Spent(List<Long> nanos, Set<String> recorded) {}

    /**
     * What a sub-account used.
     *
     * @param total in all
     * @param byModel for each model, the dearest first
     * @param byDay for each calendar day with calls, in order
     */
    public record SubAccountUsage(Sums total, List<Line> byModel, List<Line> byDay) {}
}
