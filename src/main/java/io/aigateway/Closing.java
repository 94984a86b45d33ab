package io.aigateway;

import io.aigateway.event.BudgetWatch;
import io.aigateway.event.Deliveries;
import io.aigateway.event.Events;
import io.aigateway.store.Database;
import io.aigateway.usage.UsageLog;
import org.infinispan.manager.EmbeddedCacheManager;

/**
 * What is closed when the Camel context stops, in this order: a record that waits to be written
 * needs the database.
 *
 * @param watch closed first, since it finds events
 * @param events closed after it: what was published is written
 * @param deliveries what is under way is made again after the next start
 * @param log closed before the database
 * @param database closed when nobody writes any more
 * @param caches stopped last
 */
public record Closing(
        BudgetWatch watch,
        Events events,
        Deliveries deliveries,
        UsageLog log,
        Database database,
        EmbeddedCacheManager caches)
        implements AutoCloseable {

    @Override
    public void close() {
        watch.close();
        events.close();
        deliveries.close();
        log.close();
        database.close();
        caches.stop();
    }
}
