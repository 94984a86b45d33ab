package io.aigateway.account;

import io.aigateway.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Takes over accounts that were made elsewhere, within a transaction of the caller's. The gateway
 * that uses the tables must not run: its ring would not know of them.
 */
public final class AccountImport {

    private AccountImport() {}

    /** Adds a sub-account; false when there was one with its id, be it a deleted one. */
    public static boolean add(Sql sql, SubAccount account) throws SQLException {
        if (exists(sql, "select 1 as one from sub_account where id = ?", account.id())) {
            return false;
        }
        SubAccountRows.insert(sql, account);
        return true;
    }

    /**
     * Adds a key; false when there was one with its id or its secret, be it a revoked one.
     *
     * @param sha256 of its secret, in lower-case hex
     * @param revokedAt when it stopped working, or null when it works
     */
    public static boolean add(Sql sql, ApiKey key, String sha256, @Nullable Instant revokedAt)
            throws SQLException {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("sha256 must be 64 hex digits");
        }
        String known =
                "select 1 as one from api_key where id = ? or ? in (sha256, previous_sha256)";
        if (exists(sql, known, key.id(), sha256)) {
            return false;
        }
        KeyRows.insert(sql, key, sha256);
        if (revokedAt != null) {
            KeyRows.revoke(sql, key.id(), revokedAt);
        }
        return true;
    }

    private static boolean exists(Sql sql, String query, Object... values) throws SQLException {
        return sql.row(query, row -> row.number("one"), values).isPresent();
    }
}
