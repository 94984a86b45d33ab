package io.aigateway.account;

import io.aigateway.store.Database;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * The keys and sub-accounts of the gateway.
 *
 * @param keys the keys
 * @param subAccounts the sub-accounts
 */
public record Accounts(Keys keys, SubAccounts subAccounts) {

    /**
     * Reads everything into the ring and keeps the ring up to date from then on.
     *
     * @param random makes secrets and ids; must be a {@link java.security.SecureRandom} outside
     *     tests
     */
    public static Accounts load(
            Database database, KeyRing ring, RandomGenerator random, Clock clock) {
        Registry registry = new Registry(database, ring, random, clock);
        Keys keys = new Keys(registry);
        SubAccounts subAccounts = new SubAccounts(registry, keys);
        subAccounts.load();
        keys.load();
        ring.tellFirstUse(keys::retirePrevious);
        return new Accounts(keys, subAccounts);
    }
}
