package io.aigateway;

import io.aigateway.store.Database;
import io.aigateway.usage.UsageLog;
import org.infinispan.manager.EmbeddedCacheManager;

/**
 * What is closed when the Camel context stops, in this order: a record that waits to be written
 * needs the database.
 *
 * @param log closed first
 * @param database closed after it
 * @param caches stopped last
 */
public record Closing(UsageLog log, Database database, EmbeddedCacheManager caches)
        implements AutoCloseable {

    @Override
    public void close() {
        log.close();
        database.close();
        caches.stop();
    }
}
