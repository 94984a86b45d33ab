package io.aigateway.budget;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Where balances are kept: a map with compare-and-set on whole values. A value is its own version,
 * because no two values of a key are equal ({@link Balance}).
 *
 * <p>Any method may throw a {@link RuntimeException}; then nobody knows whether a change happened.
 */
interface VersionedStore {

    /** The value of a key, if there is one. */
    @Nullable Balance get(String key);

    /** Stores the first value of a key; false when it has one already. */
    boolean putIfAbsent(String key, Balance first);

    /** Replaces a value; false when the key no longer has the expected one. */
    boolean replace(String key, Balance expected, Balance next);

    /** Removes a value; false when the key no longer has the expected one. */
    boolean remove(String key, Balance expected);

    /** A store in this process, for tests and trials. */
    static VersionedStore inMemory() {
        ConcurrentMap<String, Balance> balances = new ConcurrentHashMap<>();
        return new VersionedStore() {
            @Override
            public @Nullable Balance get(String key) {
                return balances.get(key);
            }

            @Override
            public boolean putIfAbsent(String key, Balance first) {
                return balances.putIfAbsent(key, first) == null;
            }

            @Override
            public boolean replace(String key, Balance expected, Balance next) {
                return balances.replace(key, expected, next);
            }

            @Override
            public boolean remove(String key, Balance expected) {
                return balances.remove(key, expected);
            }
        };
    }
}
