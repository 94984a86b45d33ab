package io.aigateway.store;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table of budgets. */
public final class BudgetRows {

    private final Database database;

    public BudgetRows(Database database) {
        this.database = database;
    }

    /** Every budget, oldest first. */
    public List<BudgetRow> list() {
        return database.read(
                sql -> sql.rows("select * from budget order by created_at, id", BudgetRows::read));
    }

    /** The budget with an id. */
    public Optional<BudgetRow> find(String id) {
        return database.read(
                sql -> sql.row("select * from budget where id = ?", BudgetRows::read, id));
    }

    /**
     * Adds a budget.
     *
     * @throws StoreException when its id is taken
     */
    public void insert(BudgetRow row) {
        database.write(sql -> insert(sql, row));
    }

    /** Adds a budget within a transaction of the caller's; tells how many rows were added, 1. */
    public static int insert(Sql sql, BudgetRow row) throws SQLException {
        return sql.update(
                "insert into budget (id, scope_kind, scope_id, cap_nanos, period, alert_at, created_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                row.id(),
                row.scopeKind(),
                row.scopeId(),
                row.capNanos(),
                row.period(),
                text(row.alertAt()),
                row.createdAt().toEpochMilli());
    }

    /** Replaces cap, period and alerts of a budget; false when it does not exist. */
    public boolean update(BudgetRow row) {
        return database.write(
                sql ->
                        sql.update(
                                        "update budget set cap_nanos = ?, period = ?, alert_at = ? where id = ?",
                                        row.capNanos(),
                                        row.period(),
                                        text(row.alertAt()),
                                        row.id())
                                > 0);
    }

    /** Removes a budget; false when it does not exist. */
    public boolean delete(String id) {
        return database.write(sql -> sql.update("delete from budget where id = ?", id) > 0);
    }

    private static BudgetRow read(Row row) throws SQLException {
        return new BudgetRow(
                row.text("id"),
                row.text("scope_kind"),
                row.text("scope_id"),
                row.number("cap_nanos"),
                row.text("period"),
                numbers(row.text("alert_at")),
                Instant.ofEpochMilli(row.number("created_at")));
    }

    /** Plain decimals between brackets, which is JSON. */
    private static String text(List<BigDecimal> numbers) {
        return numbers.stream()
                .map(BigDecimal::toPlainString)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static List<BigDecimal> numbers(String json) {
        return Arrays.stream(json.substring(1, json.length() - 1).split(",", -1))
                .filter(part -> !part.isBlank())
                .map(BigDecimal::new)
                .toList();
    }
}
