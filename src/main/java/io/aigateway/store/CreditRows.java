package io.aigateway.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The table of prepaid credit. Rows are added, never changed. */
public final class CreditRows {

    private final Database database;

    public CreditRows(Database database) {
        this.database = database;
    }

    /** Everything that was paid in, less what was corrected, in nano-dollars. */
    public long totalNanos() {
        return database.read(CreditRows::total);
    }

    /** A row and what all rows are together with it. */
    public record Added(CreditRow row, long totalNanos) {}

    /**
     * Adds a row; one whose idempotency key is there already is not added again, but given back.
     */
    public Added add(CreditRow row) {
        return database.write(
                sql -> {
                    Optional<CreditRow> before = find(sql, row);
                    if (before.isEmpty()) {
                        insert(sql, row);
                    }
                    return new Added(before.orElse(row), total(sql));
                });
    }

    private static Optional<CreditRow> find(Sql sql, CreditRow row) throws SQLException {
        return row.idempotencyKey() == null
                ? Optional.empty()
                : sql.row(
                        "select * from credit where idempotency_key = ?",
                        CreditRows::read,
                        row.idempotencyKey());
    }

    private static void insert(Sql sql, CreditRow row) throws SQLException {
        sql.update(
                "insert into credit (id, amount_nanos, note, idempotency_key, created_at)"
                        + " values (?, ?, ?, ?, ?)",
                row.id(),
                row.amountNanos(),
                row.note(),
                row.idempotencyKey(),
                row.createdAt().toEpochMilli());
    }

    private static long total(Sql sql) throws SQLException {
        return sql.row(
                        "select coalesce(sum(amount_nanos), 0) as nanos from credit",
                        row -> row.number("nanos"))
                .orElse(0L);
    }

    private static CreditRow read(Row row) throws SQLException {
        return new CreditRow(
                row.text("id"),
                row.number("amount_nanos"),
                row.textOrNull("note"),
                row.textOrNull("idempotency_key"),
                Instant.ofEpochMilli(row.number("created_at")));
    }
}
