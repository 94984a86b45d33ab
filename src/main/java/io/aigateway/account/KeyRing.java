package io.aigateway.account;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every key that may work, by the SHA-256 of its secret, in memory: one digest and one look-up per
 * call. Changes are seen by the next call. Safe for any number of threads.
 */
public final class KeyRing {

    /** No key is longer; a longer text is not worth its digest. */
    private static final int LONGEST_SECRET = 1_024;

    private static final Authentication.Unknown UNKNOWN = new Authentication.Unknown();

    private final Map<String, Entry> byHash = new ConcurrentHashMap<>();
    private final Map<String, SubAccount> subAccounts = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile Consumer<String> onFirstUse = keyId -> {};

    /** An empty ring; the clock says which keys have expired. */
    public KeyRing(Clock clock) {
        this.clock = clock;
    }

    /** Who a secret belongs to. */
    public Authentication authenticate(String secret) {
        if (secret.isEmpty() || secret.length() > LONGEST_SECRET) {
            return UNKNOWN;
        }
        Entry entry = byHash.get(KeySecret.sha256(secret));
        if (entry == null || entry.key().expired(clock.instant())) {
            return UNKNOWN;
        }
        return known(entry);
    }

    /** The key of a secret, if it works. */
    public Optional<ApiKey> find(String secret) {
        return authenticate(secret) instanceof Authentication.Known known
                ? Optional.of(known.key())
                : Optional.empty();
    }

    private Authentication known(Entry entry) {
        String subAccountId = entry.key().subAccountId();
        SubAccount subAccount = subAccountId == null ? null : subAccounts.get(subAccountId);
        if (subAccountId != null && subAccount == null) {
            return UNKNOWN;
        }
        if (entry.fresh()) {
            onFirstUse.accept(entry.key().id());
        }
        return new Authentication.Known(entry.key(), subAccount);
    }

    /**
     * Adds a key or replaces what is known of it.
     *
     * @param previousSha256 the hash of its rotated secret, which works until the other is used
     */
    void put(ApiKey key, String sha256, @Nullable String previousSha256) {
        byHash.put(sha256, new Entry(key, previousSha256 != null));
        if (previousSha256 != null) {
            byHash.put(previousSha256, new Entry(key, false));
        }
    }

    /** Removes a secret. */
    void remove(String sha256) {
        byHash.remove(sha256);
    }

    void put(SubAccount subAccount) {
        subAccounts.put(subAccount.id(), subAccount);
    }

    /** Removes a sub-account; its keys stop working with it. */
    void removeSubAccount(String id) {
        subAccounts.remove(id);
    }

    /** Names who is told the id of a key whose rotated secret is used for the first time. */
    void tellFirstUse(Consumer<String> listener) {
        onFirstUse = listener;
    }

    /**
     * @param fresh true for a rotated secret that was not used yet
     */
    private record Entry(ApiKey key, boolean fresh) {}
}
