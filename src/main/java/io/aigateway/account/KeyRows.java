package io.aigateway.account;

import io.aigateway.store.Row;
import io.aigateway.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of keys. Revoked ones stay, so that old usage keeps its name. */
final class KeyRows {

    private KeyRows() {}

    /**
     * A key with the hashes of its secrets.
     *
     * @param previousSha256 the rotated secret that still works, if there is one
     */
    record Kept(ApiKey key, String sha256, @Nullable String previousSha256) {

        /** The hashes of the secrets that work. */
        List<String> hashes() {
            return previousSha256 == null ? List.of(sha256) : List.of(sha256, previousSha256);
        }
    }

    static List<Kept> list(Sql sql) throws SQLException {
        return sql.rows(
                "select * from api_key where revoked_at is null order by created_at, id",
                KeyRows::read);
    }

    static Optional<Kept> find(Sql sql, String id) throws SQLException {
        return sql.row(
                "select * from api_key where id = ? and revoked_at is null", KeyRows::read, id);
    }

    static List<Kept> ofSubAccount(Sql sql, String subAccountId) throws SQLException {
        return sql.rows(
                "select * from api_key where sub_account_id = ? and revoked_at is null"
                        + " order by created_at, id",
                KeyRows::read,
                subAccountId);
    }

    static void insert(Sql sql, ApiKey key, String sha256) throws SQLException {
        sql.update(
                "insert into api_key (id, sha256, last4, name, sub_account_id, admin, cap_period,"
                        + " created_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                key.id(),
                sha256,
                key.last4(),
                key.name(),
                key.subAccountId(),
                key.admin(),
                key.limits().capPeriod().wireName(),
                key.createdAt().toEpochMilli());
        update(sql, key);
    }

    static void update(Sql sql, ApiKey key) throws SQLException {
        Limits limits = key.limits();
        sql.update(
                "update api_key set name = ?, spend_cap_nanos = ?, cap_period = ?,"
                        + " rate_limit_rpm = ?, rate_limit_tpm = ?, max_parallel = ?,"
                        + " allowed_models = ?, default_tag = ?, expires_at = ? where id = ?",
                key.name(),
                Columns.nanos(limits.spendCap()),
                limits.capPeriod().wireName(),
                limits.rpm(),
                limits.tpm(),
                limits.maxParallel(),
                Columns.text(key.allowedModels()),
                key.defaultTag(),
                Columns.millis(key.expiresAt()),
                key.id());
    }

    static void revoke(Sql sql, String id, Instant now) throws SQLException {
        sql.update("update api_key set revoked_at = ? where id = ?", now.toEpochMilli(), id);
    }

    /**
     * Gives a key a new secret. The one that was in use works on as the previous one; a rotated one
     * that was never used is forgotten.
     */
    static void rotate(Sql sql, String id, KeySecret secret) throws SQLException {
        sql.update(
                "update api_key set previous_sha256 = coalesce(previous_sha256, sha256), sha256 = ?, last4 = ? where id = ?",
                secret.sha256(),
                secret.last4(),
                id);
    }

    static void dropPrevious(Sql sql, String id) throws SQLException {
        sql.update("update api_key set previous_sha256 = null where id = ?", id);
    }

    private static Kept read(Row row) throws SQLException {
        ApiKey key =
                new ApiKey(
                        row.text("id"),
                        row.text("name"),
                        row.textOrNull("sub_account_id"),
                        row.flag("admin"),
                        Columns.limits(row),
                        Columns.models(row),
                        row.textOrNull("default_tag"),
                        Columns.instant(row.numberOrNull("expires_at")),
                        row.text("last4"),
                        Instant.ofEpochMilli(row.number("created_at")));
        return new Kept(key, row.text("sha256"), row.textOrNull("previous_sha256"));
    }
}
