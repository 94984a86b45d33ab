package io.aigateway.account;

import io.aigateway.store.Row;
import io.aigateway.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of sub-accounts. Deleted ones stay, so that old usage keeps its name. */
final class SubAccountRows {

    private SubAccountRows() {}

    static List<SubAccount> list(Sql sql) throws SQLException {
        return sql.rows(
                "select * from sub_account where deleted_at is null order by created_at, id",
                SubAccountRows::read);
    }

    static Optional<SubAccount> find(Sql sql, String id) throws SQLException {
        return sql.row(
                "select * from sub_account where id = ? and deleted_at is null",
                SubAccountRows::read,
                id);
    }

    static void insert(Sql sql, SubAccount account) throws SQLException {
        sql.update(
                "insert into sub_account (id, name, cap_period, created_at) values (?, ?, ?, ?)",
                account.id(),
                account.name(),
                account.limits().capPeriod().wireName(),
                account.createdAt().toEpochMilli());
        update(sql, account);
    }

    static void update(Sql sql, SubAccount account) throws SQLException {
        Limits limits = account.limits();
        sql.update(
                "update sub_account set name = ?, external_ref = ?, spend_cap_nanos = ?,"
                        + " cap_period = ?, rate_limit_rpm = ?, rate_limit_tpm = ?, max_parallel = ?,"
                        + " allowed_models = ?, default_tag = ? where id = ?",
                account.name(),
                account.externalRef(),
                Columns.nanos(limits.spendCap()),
                limits.capPeriod().wireName(),
                limits.rpm(),
                limits.tpm(),
                limits.maxParallel(),
                Columns.text(account.allowedModels()),
                account.defaultTag(),
                account.id());
    }

    static void delete(Sql sql, String id, Instant now) throws SQLException {
        sql.update("update sub_account set deleted_at = ? where id = ?", now.toEpochMilli(), id);
    }

    private static SubAccount read(Row row) throws SQLException {
        return new SubAccount(
                row.text("id"),
                row.text("name"),
                row.textOrNull("external_ref"),
                Columns.limits(row),
                Columns.models(row),
                row.textOrNull("default_tag"),
                Instant.ofEpochMilli(row.number("created_at")));
    }
}
