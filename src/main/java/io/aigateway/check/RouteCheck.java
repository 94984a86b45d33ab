package io.aigateway.check;

import io.aigateway.config.Findings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Checks a folder of routes: YAML, what Camel knows of steps, components and options, names that
 * are taken or missing. No bean is made, no route is started, no port or file is opened.
 */
public final class RouteCheck {

    private RouteCheck() {}

    /**
     * Checks every {@code *.camel.yaml} below a folder.
     *
     * @param folder the folder of routes
     * @param settings the keys that {@code {{key}}} may name
     * @param findings where what is wrong is noted
     */
    public static void check(Path folder, Set<String> settings, Findings findings) {
        List<RouteFile> files =
                files(folder).stream()
                        .map(path -> RouteFile.read(path, findings))
                        .flatMap(Optional::stream)
                        .toList();
        Defined defined = new Defined(findings);
        files.forEach(defined::add);
        files.forEach(new Uses(defined, settings, findings)::check);
        CamelContext neverStarted = new DefaultCamelContext();
        files.forEach(new EndpointCheck(neverStarted, findings)::check);
        files.forEach(new DslCheck(neverStarted, findings)::check);
        neverStarted.stop();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(RouteFile::isOne).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "the folder of routes cannot be read: " + folder, unreadable);
        }
    }
}
