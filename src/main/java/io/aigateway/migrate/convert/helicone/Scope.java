package io.aigateway.migrate.convert.helicone;

import io.aigateway.migrate.convert.Connection;
import io.aigateway.migrate.convert.Shipped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What names of providers mean, at the top of a file or within one of its routers.
 *
 * @param router the router's name; empty at the top
 * @param connections by name, in the form of {@link Shipped#form}; others mean what we ship
 */
record Scope(String router, Map<String, Connection> connections) {

    /** The top of a file that says nothing of providers. */
    static final Scope NOTHING = new Scope("", Map.of());

    Scope {
        connections = new LinkedHashMap<>(connections);
    }

    /** What the file says of a name. */
    Optional<Connection> named(String provider) {
        return Optional.ofNullable(connections.get(Shipped.form(provider)));
    }
}
