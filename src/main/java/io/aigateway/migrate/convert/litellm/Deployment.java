package io.aigateway.migrate.convert.litellm;

import io.aigateway.migrate.convert.Connection;

/**
 * An entry whose provider can be asked.
 *
 * @param entry as it is written
 * @param served who serves it
 * @param connection how that provider is reached
 */
record Deployment(Entry entry, Served served, Connection connection) {

    /** The name that callers use. */
    String name() {
        return entry.name().orElse("");
    }

    /** Whether it stands for many models. */
    boolean isWildcard() {
        return name().indexOf('*') >= 0 || served.upstream().indexOf('*') >= 0;
    }
}
