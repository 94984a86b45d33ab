package io.aigateway.usage;

import io.aigateway.store.Database;
import io.aigateway.store.Row;
import io.aigateway.store.Sql;
import io.aigateway.usage.Rollups.Period;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Adds up every usage record anew and compares the sums with those that are kept. Each UTC day is
 * read as one snapshot, so calls that are recorded meanwhile make no difference; memory is bounded
 * by the sums of a day.
 */
public final class RollupAudit {

    private static final int PAGE = 2_000;
    private static final String RECORDS =
            "select "
                    + UsageRows.SUMMED
                    + " from usage_record where created_at < ? and (created_at, id) > (?, ?)"
                    + " order by created_at, id limit "
                    + PAGE;
    private static final String KEPT =
            "select * from spend_rollup where period_kind = ? and scope_kind = ?"
                    + " and window_number >= ? and window_number < ?";

    private final Database database;

    public RollupAudit(Database database) {
        this.database = database;
    }

    /** Every sum that is not what its records add up to. */
    public List<Difference> differences() {
        List<Difference> found = new ArrayList<>();
        for (long day : database.read(RollupAudit::days)) {
            found.addAll(database.read(sql -> ofDay(sql, day)));
        }
        return found;
    }

    /** How many records there are. */
    public long records() {
        return database.read(
                sql ->
                        sql.row("select count(*) as n from usage_record", row -> row.number("n"))
                                .orElse(0L));
    }

    private static List<Long> days(Sql sql) throws SQLException {
        long day = Period.DAY.millis();
        Set<Long> days =
                new HashSet<>(
                        sql.rows(
                                "select distinct created_at / " + day + " as day from usage_record",
                                row -> row.number("day")));
        days.addAll(
                sql.rows(
                        "select distinct window_number as day from spend_rollup"
                                + " where period_kind = 'day'",
                        row -> row.number("day")));
        days.addAll(
                sql.rows(
                        "select distinct window_number / 24 as day from spend_rollup"
                                + " where period_kind = 'hour'",
                        row -> row.number("day")));
        return days.stream().sorted().toList();
    }

    private static List<Difference> ofDay(Sql sql, long day) throws SQLException {
        Map<Rollups.Scope, Sums> recorded = recorded(sql, day);
        List<Difference> found = keptOtherwise(sql, day, recorded);
        recorded.forEach(
                (scope, sums) -> {
                    if (!sums.equals(Sums.NONE)) {
                        found.add(difference(scope, Sums.NONE, sums));
                    }
                });
        found.sort(Comparator.comparing(Difference::scope).thenComparing(Difference::window));
        return found;
    }

    private static Map<Rollups.Scope, Sums> recorded(Sql sql, long day) throws SQLException {
        Rollups rollups = new Rollups();
        long end = (day + 1) * Period.DAY.millis();
        long at = day * Period.DAY.millis() - 1;
        long id = Long.MAX_VALUE;
        List<Numbered> page = sql.rows(RECORDS, Numbered::read, end, at, id);
        while (!page.isEmpty()) {
            page.forEach(one -> rollups.add(one.call()));
            Numbered last = page.get(page.size() - 1);
            at = last.call().createdAt().toEpochMilli();
            page = sql.rows(RECORDS, Numbered::read, end, at, last.id());
        }
        return rollups.sums();
    }

    /** Kept sums that are not those recorded; what was compared is taken out of these. */
    private static List<Difference> keptOtherwise(
            Sql sql, long day, Map<Rollups.Scope, Sums> recorded) throws SQLException {
        List<Difference> found = new ArrayList<>();
        for (String kind : kinds()) {
            for (Period period : Period.values()) {
                long windows = Period.DAY.millis() / period.millis();
                sql.rows(
                                KEPT,
                                row -> compared(scope(row, period, kind), sums(row), recorded),
                                period.kind(),
                                kind,
                                day * windows,
                                (day + 1) * windows)
                        .forEach(one -> one.ifPresent(found::add));
            }
        }
        return found;
    }

    private static Optional<Difference> compared(
            Rollups.Scope scope, Sums kept, Map<Rollups.Scope, Sums> recorded) {
        Sums sums = recorded.remove(scope);
        Sums told = sums == null ? Sums.NONE : sums;
        return told.equals(kept) ? Optional.empty() : Optional.of(difference(scope, kept, told));
    }

    private static Set<String> kinds() {
        Set<String> kinds = new HashSet<>();
        for (Dimension dimension : Dimension.values()) {
            kinds.add(dimension.scopeKind());
            kinds.add(dimension.scopeKindOfOne());
        }
        return kinds;
    }

    private static Rollups.Scope scope(Row row, Period period, String kind) throws SQLException {
        return new Rollups.Scope(
                period,
                kind,
                row.number("window_number"),
                row.text("scope_id"),
                row.text("sub_account_id"));
    }

    private static Sums sums(Row row) throws SQLException {
        return new Sums(
                row.number("nanos"),
                row.number("requests"),
                row.number("input_tokens"),
                row.number("output_tokens"));
    }

    private static Difference difference(Rollups.Scope scope, Sums kept, Sums recorded) {
        String of = scope.subAccount().isEmpty() ? "" : " of " + scope.subAccount();
        Instant from = Instant.ofEpochMilli(scope.window() * scope.period().millis());
        return new Difference(
                "rollup",
                scope.kind() + ":" + scope.id() + of,
                scope.period().kind() + " from " + from,
                kept,
                recorded);
    }

    private record Numbered(long id, UsageRecord call) {

        static Numbered read(Row row) throws SQLException {
            return new Numbered(row.number("id"), UsageRows.summed(row));
        }
    }
}
