package io.aigateway;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the gateway is installed: a clean checkout, or a release folder with {@code bin}, {@code
 * lib}, {@code routes} and {@code config}.
 *
 * @param home the folder that holds {@code routes} and {@code config}
 */
public record Installation(Path home) {

    /** The system property by which the launcher tells where it stands. */
    public static final String HOME_PROPERTY = "aigateway.home";

    /** The installation that the launcher named, else the working folder. */
    public static Installation find() {
        return new Installation(Path.of(System.getProperty(HOME_PROPERTY, ".")));
    }

    /** The folder of configuration files. */
    public Path config() {
        return home.resolve("config");
    }

    /** The folder of routes. */
    public Path routes() {
        return home.resolve("routes");
    }

    /** True when there are routes to run. */
    public boolean hasRoutes() {
        return Files.isDirectory(routes());
    }
}
