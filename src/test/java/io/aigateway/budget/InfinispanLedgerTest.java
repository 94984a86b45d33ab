package io.aigateway.budget;

import org.infinispan.manager.EmbeddedCacheManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class InfinispanLedgerTest extends SpendLedgerContract {

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedCacheManager caches;

    @BeforeAll
    static void startCaches() {
        caches = LocalCaches.start();
    }

    @AfterAll
    static void stopCaches() {
        caches.stop();
    }

    @Override
    SpendLedger ledger(SpendHistory history) {
        caches.administration().removeCache("spend");
        return SpendLedger.inInfinispan(caches, history, Ledgers.TERMS);
    }
}
