package io.aigateway;

import io.aigateway.store.Database;
import io.aigateway.usage.UsageLog;

/**
 * What is closed when the Camel context stops, in this order: a record that waits to be written
 * needs the database.
 *
 * @param log closed first
 * @param database closed after it
 */
public record Closing(UsageLog log, Database database) implements AutoCloseable {

    @Override
    public void close() {
        log.close();
        database.close();
    }
}
