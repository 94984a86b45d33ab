package io.aigateway.camel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folders that routes are in. One pattern a folder: Camel loses the sub-folder of files found
 * with a double star in a jar.
 */
public final class RouteFolders {

    /** The folders below {@code routes/}, in the order they are loaded. */
    public static final List<String> ALL =
            List.of("", "pipeline/", "providers/", "sinks/", "admin/", "http/");

    private static final String FILES = "*.camel.yaml";
    private static final String PACKAGED = "classpath:META-INF/aigateway/routes/";

    private RouteFolders() {}

    /** The include pattern for a folder of routes on disk. */
    public static String pattern(Path routes) {
        return existing(routes)
                .map(folder -> "file:" + routes.resolve(folder) + "/" + FILES)
                .collect(Collectors.joining(","));
    }

    private static Stream<String> existing(Path routes) {
        return ALL.stream().filter(folder -> Files.isDirectory(routes.resolve(folder)));
    }

    /**
     * The include pattern for an application that embeds the packaged routes: everything but the
     * HTTP surface.
     */
    public static String embedded() {
        return Stream.of("", "pipeline/", "providers/")
                .map(folder -> PACKAGED + folder + FILES)
                .collect(Collectors.joining(","));
    }
}
