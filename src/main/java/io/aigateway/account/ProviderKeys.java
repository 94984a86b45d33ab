package io.aigateway.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.account.ProviderKeyRows.Kept;
import io.aigateway.error.GatewayError;
import io.aigateway.error.GatewayException;
import io.aigateway.store.Database;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Callers' own keys at providers. Secrets are sealed on disk and in memory, and opened for the one
 * call that needs them. Safe for any number of threads; a change holds from the next call on.
 */
public final class ProviderKeys {

    private static final Logger LOGGER = LoggerFactory.getLogger(ProviderKeys.class);
    private static final int ID_BYTES = 12;
    private static final int SALT_BYTES = 16;
    private static final int MOST_OF_ONE_OWNER = 100;

    private final Database database;
    private final RandomGenerator random;
    private final Clock clock;
    private final Map<String, Kept> byId = new ConcurrentHashMap<>();
    private final Map<String, List<Kept>> bySubAccount = new ConcurrentHashMap<>();
    private final @Nullable Vault vault;

    /**
     * Reads what is stored. Keys that were sealed with the previous secret are sealed anew with the
     * current one; keys that neither opens are told in the log, and stay unusable.
     *
     * @throws io.aigateway.error.ConfigException when a secret is too short to be one
     */
    public ProviderKeys(
            Database database, RandomGenerator random, Clock clock, SecretKeys secrets) {
        this.database = database;
        this.random = random;
        this.clock = clock;
        this.vault = vault(SecretKeys.VARIABLE, secrets.current());
        Vault before = vault(SecretKeys.PREVIOUS_VARIABLE, secrets.previous());
        List<Kept> stored = database.read(ProviderKeyRows::list);
        long unusable = stored.stream().filter(kept -> !usable(kept, before)).count();
        if (unusable > 0) {
            LOGGER.atWarn()
                    .log(
                            "{} of {} stored provider keys cannot be opened with {}: calls that need them are refused until it is set to the secret they were stored with",
                            unusable,
                            stored.size(),
                            SecretKeys.VARIABLE);
        }
    }

    /**
     * Stores a key.
     *
     * @param only the sub-account whose key asks; null for an admin, who may name any
     * @param providerId the provider's id of the name in the body; refuses unknown ones
     * @throws GatewayException 400 naming the field that is wrong, or that there is no secret key
     */
    public ProviderKey create(
            ObjectNode body, @Nullable String only, UnaryOperator<String> providerId) {
        Vault sealing = vault;
        if (sealing == null) {
            throw new GatewayError(
                            400,
                            "invalid_request_error",
                            "Provider keys cannot be stored: this gateway has no "
                                    + SecretKeys.VARIABLE
                                    + " to seal them with.")
                    .asException();
        }
        Fields fields = new Fields(body);
        String secret = fields.secret("key");
        ProviderKey key =
                new ProviderKey(
                        "pk_" + Base62.random(random, ID_BYTES),
                        providerId.apply(fields.requiredText("provider", null)),
                        fields.text("name", null),
                        fields.text("sub_account_id", only),
                        ProviderKey.last4(secret),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS));
        requireOwn(key, only);
        keep(new Kept(key, sealing.seal(secret, key.place())));
        return key;
    }

    private static void requireOwn(ProviderKey key, @Nullable String only) {
        if (only != null && !only.equals(key.subAccountId())) {
            throw Fields.wrong("sub_account_id", "names no sub-account");
        }
    }

    private void keep(Kept kept) {
        String owner = kept.key().subAccountId();
        database.write(
                sql -> {
                    if (owner != null && SubAccountRows.find(sql, owner).isEmpty()) {
                        throw Fields.wrong("sub_account_id", "names no sub-account");
                    }
                    requireRoom(ProviderKeyRows.countOf(sql, owner));
                    ProviderKeyRows.insert(sql, kept);
                    return true;
                });
        show(kept);
    }

    private static void requireRoom(long there) {
        if (there >= MOST_OF_ONE_OWNER) {
            throw new GatewayError(
                            400,
                            "invalid_request_error",
                            "There are "
                                    + MOST_OF_ONE_OWNER
                                    + " provider keys already; delete one that is not used.")
                    .asException();
        }
    }

    /** The stored keys, oldest first; only a sub-account's own when one is given. */
    public List<ProviderKey> list(@Nullable String only) {
        return database.read(ProviderKeyRows::list).stream()
                .map(Kept::key)
                .filter(key -> only == null || only.equals(key.subAccountId()))
                .toList();
    }

    /**
     * Deletes a key; the next call does without it.
     *
     * @throws GatewayException 404 when it does not exist, or is not of the sub-account
     */
    public void delete(String id, @Nullable String only) {
        database.write(
                sql -> {
                    Kept kept =
                            ProviderKeyRows.find(sql, id)
                                    .filter(
                                            one ->
                                                    only == null
                                                            || only.equals(
                                                                    one.key().subAccountId()))
                                    .orElseThrow(() -> Registry.notFound("provider key", id));
                    ProviderKeyRows.delete(sql, kept.key().id());
                    return true;
                });
        hide(id);
    }

    /** Forgets the keys of a sub-account that was deleted, and its rows with it. */
    public void forget(String subAccountId) {
        List<Kept> gone = bySubAccount.remove(subAccountId);
        if (gone != null) {
            gone.forEach(kept -> byId.remove(kept.key().id()));
        }
    }

    /** A key that this owner stored: a sub-account's, or without one the account's own. */
    public Optional<ProviderKey> find(String id, @Nullable String subAccountId) {
        return Optional.ofNullable(byId.get(id))
                .map(Kept::key)
                .filter(key -> Objects.equals(key.subAccountId(), subAccountId));
    }

    /** True for a text that could be a provider's key: printable, without blanks. */
    public static boolean couldBeSecret(String text) {
        return Fields.isSecret(text);
    }

    /** The newest key of a sub-account at a provider. */
    public Optional<ProviderKey> newest(String subAccountId, String providerId) {
        List<Kept> own = bySubAccount.get(subAccountId);
        if (own == null) {
            return Optional.empty();
        }
        for (int i = own.size() - 1; i >= 0; i--) {
            if (own.get(i).key().provider().equals(providerId)) {
                return Optional.of(own.get(i).key());
            }
        }
        return Optional.empty();
    }

    /**
     * The secret of a key, for one call.
     *
     * @throws GatewayException 503 when the gateway's secret key does not open it
     */
    public String reveal(ProviderKey key) {
        Kept kept = byId.get(key.id());
        return Optional.ofNullable(kept)
                .flatMap(this::opened)
                .orElseThrow(
                        () ->
                                new GatewayError(
                                                503,
                                                "overloaded_error",
                                                "The provider key '"
                                                        + key.id()
                                                        + "' cannot be opened: this gateway's secret key is missing, or is another one than it was stored with.")
                                        .asException());
    }

    private boolean usable(Kept kept, @Nullable Vault before) {
        boolean opens = opened(kept).isPresent();
        Optional<String> secret =
                opens || before == null || vault == null
                        ? Optional.empty()
                        : before.open(kept.sealed(), kept.key().place());
        show(secret.map(text -> resealed(kept.key(), text)).orElse(kept));
        return opens || secret.isPresent();
    }

    private Kept resealed(ProviderKey key, String secret) {
        String sealed = Objects.requireNonNull(vault, "no vault").seal(secret, key.place());
        database.write(
                sql -> {
                    ProviderKeyRows.reseal(sql, key.id(), sealed);
                    return true;
                });
        return new Kept(key, sealed);
    }

    private Optional<String> opened(Kept kept) {
        return vault == null ? Optional.empty() : vault.open(kept.sealed(), kept.key().place());
    }

    private void show(Kept kept) {
        byId.put(kept.key().id(), kept);
        String owner = kept.key().subAccountId();
        if (owner != null) {
            bySubAccount.merge(owner, List.of(kept), ProviderKeys::joined);
        }
    }

    private static List<Kept> joined(List<Kept> some, List<Kept> more) {
        List<Kept> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    private void hide(String id) {
        Kept gone = byId.remove(id);
        String owner = gone == null ? null : gone.key().subAccountId();
        if (owner != null) {
            bySubAccount.computeIfPresent(
                    owner,
                    (sub, own) -> {
                        List<Kept> rest =
                                own.stream().filter(one -> !one.key().id().equals(id)).toList();
                        return rest.isEmpty() ? null : rest;
                    });
        }
    }

    private @Nullable Vault vault(String variable, @Nullable String secret) {
        return secret == null ? null : Vault.of(variable, secret, this::salt, random);
    }

    private byte[] salt() {
        byte[] fresh = new byte[SALT_BYTES];
        random.nextBytes(fresh);
        return database.write(sql -> ProviderKeyRows.salt(sql, fresh));
    }
}
