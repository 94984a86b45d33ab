package io.aigateway.budget;

import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.configuration.global.ShutdownHookBehavior;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.manager.EmbeddedCacheManager;

/** The cache manager of a gateway that runs alone: no network, no JMX, no metrics, no files. */
public final class LocalCaches {

    private LocalCaches() {}

    /** Starts it, in about a second; to be stopped by whoever started it. */
    public static EmbeddedCacheManager start() {
        GlobalConfigurationBuilder global = new GlobalConfigurationBuilder().nonClusteredDefault();
        global.jmx().disable();
        global.metrics().gauges(false).histograms(false);
        global.shutdown().hookBehavior(ShutdownHookBehavior.DONT_REGISTER);
        return new DefaultCacheManager(global.build());
    }
}
