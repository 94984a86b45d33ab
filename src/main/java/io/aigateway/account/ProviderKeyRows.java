package io.aigateway.account;

import io.aigateway.store.Row;
import io.aigateway.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of callers' provider keys. A deleted one is gone. */
final class ProviderKeyRows {

    private ProviderKeyRows() {}

    /**
     * A key with its sealed secret.
     *
     * @param sealed opens with the gateway's secret key only
     */
    record Kept(ProviderKey key, String sealed) {}

    static List<Kept> list(Sql sql) throws SQLException {
        return sql.rows(
                "select * from provider_key order by created_at, id", ProviderKeyRows::read);
    }

    static Optional<Kept> find(Sql sql, String id) throws SQLException {
        return sql.row("select * from provider_key where id = ?", ProviderKeyRows::read, id);
    }

    static long countOf(Sql sql, @Nullable String subAccountId) throws SQLException {
        return sql.row(
                        "select count(*) as stored from provider_key where sub_account_id is ?",
                        row -> row.number("stored"),
                        subAccountId)
                .orElse(0L);
    }

    static void insert(Sql sql, Kept kept) throws SQLException {
        ProviderKey key = kept.key();
        sql.update(
                "insert into provider_key (id, provider, name, sub_account_id, last4, sealed, created_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                key.id(),
                key.provider(),
                key.name(),
                key.subAccountId(),
                key.last4(),
                kept.sealed(),
                key.createdAt().toEpochMilli());
    }

    static void reseal(Sql sql, String id, String sealed) throws SQLException {
        sql.update("update provider_key set sealed = ? where id = ?", sealed, id);
    }

    static void delete(Sql sql, String id) throws SQLException {
        sql.update("delete from provider_key where id = ?", id);
    }

    static void deleteOf(Sql sql, String subAccountId) throws SQLException {
        sql.update("delete from provider_key where sub_account_id = ?", subAccountId);
    }

    /** The salt of this installation; the given one becomes it when there is none. */
    static byte[] salt(Sql sql, byte[] fresh) throws SQLException {
        sql.update(
                "insert into secret_salt (id, salt) values (1, ?) on conflict (id) do nothing",
                Base64.getEncoder().encodeToString(fresh));
        @Nullable String kept =
                sql.row("select salt from secret_salt where id = 1", row -> row.text("salt"))
                        .orElse(null);
        if (kept == null) {
            throw new SQLException("secret_salt must have a row");
        }
        return Base64.getDecoder().decode(kept);
    }

    private static Kept read(Row row) throws SQLException {
        ProviderKey key =
                new ProviderKey(
                        row.text("id"),
                        row.text("provider"),
                        row.textOrNull("name"),
                        row.textOrNull("sub_account_id"),
                        row.text("last4"),
                        Instant.ofEpochMilli(row.number("created_at")));
        return new Kept(key, row.text("sealed"));
    }
}
