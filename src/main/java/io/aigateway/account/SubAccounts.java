package io.aigateway.account;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.store.Sql;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes, changes and deletes sub-accounts. Reading is limited to one sub-account when it is given;
 * changing is for admins, which the caller has checked.
 */
public final class SubAccounts {

    private final Registry registry;
    private final Keys keys;

    SubAccounts(Registry registry, Keys keys) {
        this.registry = registry;
        this.keys = keys;
    }

    /**
     * Makes a sub-account and its first key, which has no limits beyond the sub-account's.
     *
     * @throws io.aigateway.error.GatewayException 400 naming the field that is wrong
     */
    public NewSubAccount create(ObjectNode body) {
        return registry.change(
                sql -> {
                    SubAccount made = AccountBodies.subAccount(body, plain(body));
                    SubAccountRows.insert(sql, made);
                    ObjectNode ofKey =
                            JsonNodeFactory.instance.objectNode().put("name", made.name());
                    return new NewSubAccount(made, keys.insert(sql, ofKey, made.id()));
                },
                made -> {
                    registry.ring().put(made.subAccount());
                    registry.ring().put(made.key().key(), made.key().secret().sha256(), null);
                });
    }

    /** The sub-accounts that were not deleted, oldest first; only one when it is given. */
    public List<SubAccount> list(@Nullable String only) {
        return registry.read(
                sql ->
                        only == null
                                ? SubAccountRows.list(sql)
                                : SubAccountRows.find(sql, only).stream().toList());
    }

    /**
     * One sub-account.
     *
     * @throws io.aigateway.error.GatewayException 404 when it does not exist, was deleted, or is
     *     not the one given
     */
    public SubAccount get(String id, @Nullable String only) {
        if (only != null && !only.equals(id)) {
            throw Registry.notFound("sub-account", id);
        }
        return registry.read(sql -> kept(sql, id));
    }

    /**
     * Changes the fields that the body names; null clears one.
     *
     * @throws io.aigateway.error.GatewayException 400 naming the field that is wrong, or 404
     */
    public SubAccount patch(String id, ObjectNode body) {
        return registry.change(
                sql -> {
                    SubAccount account = AccountBodies.subAccount(body, kept(sql, id));
                    SubAccountRows.update(sql, account);
                    return account;
                },
                registry.ring()::put);
    }

    /**
     * Deletes a sub-account, its provider keys with it, and revokes its keys; its usage stays.
     *
     * @throws io.aigateway.error.GatewayException 404
     */
    public void delete(String id) {
        registry.change(
                sql -> {
                    kept(sql, id);
                    List<KeyRows.Kept> revoked = KeyRows.ofSubAccount(sql, id);
                    for (KeyRows.Kept key : revoked) {
                        KeyRows.revoke(sql, key.key().id(), registry.now());
                    }
                    ProviderKeyRows.deleteOf(sql, id);
                    SubAccountRows.delete(sql, id, registry.now());
                    return revoked;
                },
                revoked -> {
                    registry.ring().removeSubAccount(id);
                    revoked.forEach(keys::hide);
                });
    }

    void load() {
        registry.read(SubAccountRows::list).forEach(registry.ring()::put);
    }

    private SubAccount plain(ObjectNode body) {
        return new SubAccount(
                registry.newId("sa_"),
                AccountBodies.name(body),
                null,
                Limits.NONE,
                AllowedModels.ALL,
                null,
                registry.now());
    }

    private static SubAccount kept(Sql sql, String id) throws SQLException {
        return SubAccountRows.find(sql, id).orElseThrow(() -> Registry.notFound("sub-account", id));
    }
}
