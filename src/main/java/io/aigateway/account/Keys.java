package io.aigateway.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.error.GatewayException;
import io.aigateway.store.Sql;
import io.aigateway.store.StoreException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes, changes and revokes keys. What is changed holds from the next call on. Reading is limited
 * to a sub-account when one is given; changing is for admins, which the caller has checked.
 */
public final class Keys {

    private static final Logger LOGGER = LoggerFactory.getLogger(Keys.class);

    private final Registry registry;

    Keys(Registry registry) {
        this.registry = registry;
    }

    /**
     * Makes a key.
     *
     * @throws io.aigateway.error.GatewayException 400 naming the field that is wrong
     */
    public NewKey create(ObjectNode body) {
        String subAccountId = new Fields(body).text("sub_account_id", null);
        return registry.change(
                sql -> {
                    if (subAccountId != null && SubAccountRows.find(sql, subAccountId).isEmpty()) {
                        throw Fields.wrong("sub_account_id", "names no sub-account");
                    }
                    return insert(sql, body, subAccountId);
                },
                made -> registry.ring().put(made.key(), made.secret().sha256(), null));
    }

    /** The keys that were not revoked, oldest first; only a sub-account's own when one is given. */
    public List<ApiKey> list(@Nullable String onlyOf) {
        List<KeyRows.Kept> kept =
                registry.read(
                        sql ->
                                onlyOf == null
                                        ? KeyRows.list(sql)
                                        : KeyRows.ofSubAccount(sql, onlyOf));
        return kept.stream().map(KeyRows.Kept::key).toList();
    }

    /**
     * One key.
     *
     * @throws io.aigateway.error.GatewayException 404 when it does not exist, was revoked, or is
     *     not of the sub-account
     */
    public ApiKey get(String id, @Nullable String onlyOf) {
        ApiKey key = registry.read(sql -> kept(sql, id)).key();
        if (onlyOf != null && !onlyOf.equals(key.subAccountId())) {
            throw Registry.notFound("key", id);
        }
        return key;
    }

    /**
     * Changes the fields that the body names; null clears one.
     *
     * @throws io.aigateway.error.GatewayException 400 naming the field that is wrong, or 404
     */
    public ApiKey patch(String id, ObjectNode body) {
        if (body.has("sub_account_id")) {
            throw Fields.wrong("sub_account_id", "cannot be changed; make a new key instead");
        }
        return registry.change(
                        sql -> {
                            KeyRows.Kept was = kept(sql, id);
                            ApiKey key = AccountBodies.key(body, was.key(), registry.now());
                            KeyRows.update(sql, key);
                            return new KeyRows.Kept(key, was.sha256(), was.previousSha256());
                        },
                        this::show)
                .key();
    }

    /**
     * Revokes a key: the next call with it is refused.
     *
     * @throws io.aigateway.error.GatewayException 404
     */
    public void delete(String id) {
        registry.change(
                sql -> {
                    KeyRows.Kept kept = kept(sql, id);
                    KeyRows.revoke(sql, id, registry.now());
                    return kept;
                },
                this::hide);
    }

    /**
     * Gives a key a new secret; the old one works until the new one is first used.
     *
     * @throws io.aigateway.error.GatewayException 404
     */
    public NewKey rotate(String id) {
        KeySecret secret = registry.newSecret();
        Change rotated =
                registry.change(
                        sql -> {
                            KeyRows.Kept was = kept(sql, id);
                            KeyRows.rotate(sql, id, secret);
                            return new Change(was, kept(sql, id));
                        },
                        this::replace);
        return new NewKey(rotated.now().key(), secret);
    }

    /** Ends the overlap of a rotated key: its new secret was used. */
    void retirePrevious(String id) {
        try {
            registry.change(
                    sql -> {
                        KeyRows.Kept was = kept(sql, id);
                        KeyRows.dropPrevious(sql, id);
                        return new Change(was, kept(sql, id));
                    },
                    this::replace);
        } catch (StoreException | GatewayException e) {
            LOGGER.atWarn()
                    .addKeyValue("key", id)
                    .log("the old secret of a rotated key still works: {}", e.getMessage());
        }
    }

    void load() {
        registry.read(KeyRows::list).forEach(this::show);
    }

    NewKey insert(Sql sql, ObjectNode body, @Nullable String subAccountId) throws SQLException {
        KeySecret secret = registry.newSecret();
        ApiKey plain =
                new ApiKey(
                        registry.newId("key_"),
                        AccountBodies.name(body),
                        subAccountId,
                        false,
                        Limits.NONE,
                        AllowedModels.ALL,
                        null,
                        null,
                        secret.last4(),
                        registry.now());
        ApiKey key = AccountBodies.key(body, plain, registry.now());
        KeyRows.insert(sql, key, secret.sha256());
        return new NewKey(key, secret);
    }

    void hide(KeyRows.Kept kept) {
        kept.hashes().forEach(registry.ring()::remove);
    }

    private void show(KeyRows.Kept kept) {
        registry.ring().put(kept.key(), kept.sha256(), kept.previousSha256());
    }

    /** A secret that works before and after the change works at every instant between. */
    private void replace(Change change) {
        show(change.now());
        change.was().hashes().stream()
                .filter(hash -> !change.now().hashes().contains(hash))
                .forEach(registry.ring()::remove);
    }

    private static KeyRows.Kept kept(Sql sql, String id) throws SQLException {
        return KeyRows.find(sql, id).orElseThrow(() -> Registry.notFound("key", id));
    }

    private record Change(KeyRows.Kept was, KeyRows.Kept now) {}
}
