package io.aigateway.budget;

import org.infinispan.Cache;
import org.infinispan.commons.dataconversion.MediaType;
import org.infinispan.configuration.cache.Configuration;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.manager.EmbeddedCacheManager;
import org.jspecify.annotations.Nullable;

/**
 * Balances in an embedded Infinispan cache.
 *
 * <p>Only whole values are compared and replaced: functions, counters and merges are run again by
 * Infinispan when a node is lost, and then count twice.
 */
final class InfinispanStore implements VersionedStore {

    private static final String CACHE = "spend";

    private final Cache<String, Balance> cache;

    private InfinispanStore(Cache<String, Balance> cache) {
        this.cache = cache;
    }

    /** The balances of a cache manager, in the cache {@code spend}, which is made when missing. */
    static VersionedStore in(EmbeddedCacheManager caches) {
        if (caches.getCacheConfiguration(CACHE) == null) {
            caches.defineConfiguration(CACHE, local());
        }
        return new InfinispanStore(caches.getCache(CACHE));
    }

    @Override
    public @Nullable Balance get(String key) {
        return cache.get(key);
    }

    @Override
    public boolean putIfAbsent(String key, Balance first) {
        return cache.putIfAbsent(key, first) == null;
    }

    @Override
    public boolean replace(String key, Balance expected, Balance next) {
        return cache.replace(key, expected, next);
    }

    @Override
    public boolean remove(String key, Balance expected) {
        return cache.remove(key, expected);
    }

    /** On the heap as plain objects, without a file behind it: the records are what lasts. */
    private static Configuration local() {
        ConfigurationBuilder builder = new ConfigurationBuilder();
        builder.encoding().mediaType(MediaType.APPLICATION_OBJECT_TYPE);
        builder.statistics().disable();
        return builder.build();
    }
}
