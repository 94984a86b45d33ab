package io.aigateway;

import io.aigateway.budget.LocalCaches;
import io.aigateway.budget.TokenCounter;
import java.util.concurrent.CompletableFuture;
import org.infinispan.manager.EmbeddedCacheManager;

/**
 * Begins, on threads of their own, the two parts of a start that take longest and depend on
 * nothing.
 */
final class StartAhead {

    private static CompletableFuture<EmbeddedCacheManager> caches = new CompletableFuture<>();
    private static boolean begun;

    private StartAhead() {}

    /**
     * Begins; a start that takes what was begun gets it, a second one in the same process begins
     * anew.
     */
    static synchronized void begin() {
        thread("start-token-counter", () -> new TokenCounter().warmUp());
        if (!begun) {
            begun = true;
            CompletableFuture<EmbeddedCacheManager> coming = new CompletableFuture<>();
            caches = coming;
            thread("start-caches", () -> complete(coming));
        }
    }

    private static void complete(CompletableFuture<EmbeddedCacheManager> coming) {
        try {
            coming.complete(LocalCaches.start());
        } catch (RuntimeException failed) {
            coming.completeExceptionally(failed);
        }
    }

    /** The cache manager that was begun, or a new one. */
    static synchronized EmbeddedCacheManager caches() {
        if (!begun) {
            return LocalCaches.start();
        }
        begun = false;
        return caches.join();
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
