package io.aigateway.usage;

import io.aigateway.store.Row;
import io.aigateway.store.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sums over a time range, exact to the record.
 *
 * @param dimension what is summed by
 * @param id the only id to sum; null for every one
 * @param subAccountId the only sub-account whose calls count; null for all
 */
record SumQueries(Dimension dimension, @Nullable String id, @Nullable String subAccountId) {

    /**
     * Without statistics SQLite prefers the primary key, which reads the windows of every scope: 20
     * times as long for one tag of 400.
     */
    private static final String OF_ONE_SCOPE = " indexed by spend_rollup_of_scope";

    private static final String FIGURES =
            " sum(%1$snanos) as nanos, %2$s as requests, sum(%1$sinput_tokens) as input_tokens,"
                    + " sum(%1$soutput_tokens) as output_tokens";

    /** The sums of each id that has calls in the range. */
    Map<String, Sums> over(Sql sql, TimeRange range) throws SQLException {
        Map<String, Sums> sums = new HashMap<>();
        Slices slices = Slices.of(range);
        for (Slices.Windows windows : slices.windows()) {
            addAll(sums, sql, ofWindows(), windows);
        }
        for (Slices.Edge edge : slices.edges()) {
            addAll(sums, sql, ofRecords(), edge);
        }
        return sums;
    }

    /** The sums of all ids together. */
    Sums totalOver(Sql sql, TimeRange range) throws SQLException {
        return over(sql, range).values().stream().reduce(Sums.NONE, Sums::plus);
    }

    /** Whether any record is of the id, in all or of the sub-account. */
    boolean named(Sql sql) throws SQLException {
        List<Object> arguments = new ArrayList<>(List.of(kind()));
        arguments.add(id == null ? "" : id);
        if (subAccountId != null) {
            arguments.add(subAccountId);
        }
        return sql.row(
                        "select 1 as found from spend_rollup"
                                + OF_ONE_SCOPE
                                + " where period_kind = 'day' and scope_kind = ? and scope_id = ?"
                                + (subAccountId == null ? "" : " and sub_account_id = ?")
                                + " limit 1",
                        row -> row.number("found"),
                        arguments.toArray())
                .isPresent();
    }

    private void addAll(Map<String, Sums> sums, Sql sql, String query, Slices.Windows windows)
            throws SQLException {
        addAll(sums, sql, query, windows.period().kind(), kind(), windows.first(), windows.end());
    }

    private void addAll(Map<String, Sums> sums, Sql sql, String query, Slices.Edge edge)
            throws SQLException {
        addAll(sums, sql, query, new Object[] {edge.first(), edge.end()});
    }

    private void addAll(Map<String, Sums> sums, Sql sql, String query, Object... first)
            throws SQLException {
        List<Object> arguments = new ArrayList<>(List.of(first));
        if (id != null) {
            arguments.add(id);
        }
        if (subAccountId != null) {
            arguments.add(subAccountId);
        }
        for (Line line : sql.rows(query, SumQueries::read, arguments.toArray())) {
            sums.merge(line.label(), line.sums(), Sums::plus);
        }
    }

    private String kind() {
        return subAccountId == null ? dimension.scopeKind() : dimension.scopeKindOfOne();
    }

    private String ofWindows() {
        return "select scope_id as label,"
                + FIGURES.formatted("", "sum(requests)")
                + " from spend_rollup"
                + (id == null ? "" : OF_ONE_SCOPE)
                + " where period_kind = ? and scope_kind = ?"
                + " and window_number >= ? and window_number < ?"
                + (id == null ? "" : " and scope_id = ?")
                + (subAccountId == null ? "" : " and sub_account_id = ?")
                + " group by scope_id";
    }

    private String ofRecords() {
        if (dimension == Dimension.PROVIDER) {
            return ofAttempts();
        }
        String column = column();
        return "select "
                + column
                + " as label,"
                + FIGURES.formatted("r.", "count(*)")
                + " from usage_record r"
                + (dimension == Dimension.TAG ? " left join usage_tag t on t.record_id = r.id" : "")
                + " where r.created_at >= ? and r.created_at < ? and "
                + (id == null ? column + " is not null" : column + " = ?")
                + (subAccountId == null ? "" : " and r.sub_account_id = ?")
                + " group by label";
    }

    /** A provider's cost is that of its own attempts, those that failed included. */
    private String ofAttempts() {
        String range = " where r.created_at >= ?1 and r.created_at < ?2";
        String of = subAccountId == null ? "" : " and r.sub_account_id = ?" + (id == null ? 3 : 4);
        return "select label, sum(nanos) as nanos, sum(requests) as requests,"
                + " sum(input_tokens) as input_tokens, sum(output_tokens) as output_tokens from ("
                + "select r.provider as label, iif(json_array_length(r.attempts) = 0, r.nanos, 0) as"
                + " nanos, 1 as requests, r.input_tokens, r.output_tokens from usage_record r"
                + range
                + " and r.provider is not null"
                + of
                + " union all select a.value ->> '$.provider', a.value ->> '$.nanos', 0, 0, 0"
                + " from usage_record r, json_each(r.attempts) a"
                + range
                + " and a.value ->> '$.nanos' <> 0"
                + of
                + ")"
                + (id == null ? "" : " where label = ?3")
                + " group by label";
    }

    private String column() {
        return switch (dimension) {
            case ACCOUNT -> "''";
            case SUB_ACCOUNT -> "r.sub_account_id";
            case KEY -> "r.key_id";
            case TAG -> "coalesce(t.tag, '')";
            case MODEL -> "coalesce(r.model_served, r.model_asked)";
            case CREDIT -> "iif(r.byok = 0, '" + Dimension.CREDIT_ID + "', null)";
            case PROVIDER -> throw new IllegalStateException("providers have a query of their own");
        };
    }

    private static Line read(Row row) throws SQLException {
        return new Line(
                row.text("label"),
                new Sums(
                        row.number("nanos"),
                        row.number("requests"),
                        row.number("input_tokens"),
                        row.number("output_tokens")));
    }
}
