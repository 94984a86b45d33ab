package io.aigateway.release;

import java.nio.file.Path;

/** The release folder that the build has just assembled. */
final class Release {

    static final String VERSION = System.getProperty("project.version", "0.1.0-SNAPSHOT");
    static final Path CHECKOUT = Path.of("").toAbsolutePath();
    static final Path FOLDER = CHECKOUT.resolve("target/aigateway-" + VERSION);

    private Release() {}

    /** The launcher of the release. */
    static String aig() {
        return FOLDER.resolve("bin/aig").toString();
    }
}
