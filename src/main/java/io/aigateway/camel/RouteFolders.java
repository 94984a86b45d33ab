package io.aigateway.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which route files are loaded, in which order. The beans come first and from one file alone: Camel
 * 4.18 forgets which beans it has made as soon as it has loaded another file, and would make them a
 * second time.
 */
public final class RouteFolders {

    private static final String BEANS = "beans.camel.yaml";
    private static final String SUFFIX = ".camel.yaml";
    private static final String PACKAGED = "classpath:META-INF/aigateway/routes/";

    private RouteFolders() {}

    /** The include pattern for a folder of routes on disk: every file by name. */
    public static String pattern(Path routes) {
        Path beans = routes.resolve(BEANS);
        return Stream.concat(
                        Stream.of(beans),
                        files(routes).stream().filter(file -> !file.equals(beans)))
                .map(file -> "file:" + file)
                .collect(Collectors.joining(","));
    }

    /** The route files of a folder and those below it, in the order of their names. */
    static List<Path> files(Path routes) {
        try (Stream<Path> found = Files.walk(routes, FileVisitOption.FOLLOW_LINKS)) {
            return found.filter(file -> isShown(routes.relativize(file)))
                    .filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "the folder of routes cannot be read: " + routes, unreadable);
        }
    }

    /**
     * Kubernetes keeps the files of a mounted ConfigMap in folders called ..x, and links to them.
     */
    private static boolean isShown(Path file) {
        for (Path part : file) {
            if (part.toString().startsWith("..")) {
                return false;
            }
        }
        return true;
    }

    /** Whether this is the file of beans, which are made once. */
    static boolean holdsBeans(Path file) {
        return file.endsWith(BEANS);
    }

    /**
     * The include pattern for an application that embeds the packaged routes: everything but the
     * HTTP surface. One pattern a folder, since Camel loses the sub-folder of a file that it finds
     * in a jar with a double star.
     */
    public static String embedded() {
        return Stream.of(
                        BEANS,
                        "errors.camel.yaml",
                        "pipeline/*" + SUFFIX,
                        "providers/*" + SUFFIX,
                        "sinks/*" + SUFFIX,
                        "admin/reload-config" + SUFFIX,
                        "admin/deliver-events" + SUFFIX,
                        "admin/sweep-reservations" + SUFFIX,
                        "admin/reconcile-ledger" + SUFFIX)
                .map(PACKAGED::concat)
                .collect(Collectors.joining(","));
    }
}
