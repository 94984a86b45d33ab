package io.aigateway;

import io.aigateway.error.ConfigException;
import java.nio.file.Path;
import java.util.Map;

/**
 * How the service is started.
 *
 * @param host the address it listens on
 * @param port the port; 0 takes any free one
 * @param config the configuration folder; a file missing there falls back to the packaged one
 * @param routes the folder of routes
 * @param data the folder of the database and the admin key
 * @param overrides settings that win over {@code application.properties}
 */
public record GatewaySettings(
        String host, int port, Path config, Path routes, Path data, Map<String, String> overrides) {

    public GatewaySettings {
        if (port < 0 || port > 65_535) {
            throw new ConfigException("The port must be 0 to 65535, but was " + port + ".");
        }
        overrides = Map.copyOf(overrides);
    }
}
