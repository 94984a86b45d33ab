package io.aigateway.camel;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.RouteWatcherReloadStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts edited route files into service while the gateway runs. Camel's own strategy differs in two
 * ways: it removes a route before it knows whether the edited one can be made, so that a step with
 * an unknown bean leaves no route at all; and it reads the beans again, which makes each a second
 * time and closes the ones in use.
 */
public final class LiveRoutes extends RouteWatcherReloadStrategy {

    private static final Logger LOGGER = LoggerFactory.getLogger(LiveRoutes.class);

    private final Map<String, String> inService = new HashMap<>();

    /** Watches a folder and those below it. */
    public LiveRoutes(Path folder) {
        super(folder.toString(), true);
        setRemoveAllRoutes(false);
        setFileFilter(LiveRoutes::isRoute);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> isRoute(path.toFile())).toList()) {
                inService.put("file:" + file, Files.readString(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "the folder of routes cannot be read: " + folder, unreadable);
        }
    }

    private static boolean isRoute(File file) {
        return RouteFolders.isRouteFile(file.getName());
    }

    /**
     * Takes an edited file into service; when it cannot be, what the file was before serves on. An
     * empty file changes nothing: many editors empty a file before they write it.
     */
    @Override
    protected synchronized void onRouteReload(Collection<Resource> edited, boolean removeAll) {
        if (edited.stream().allMatch(file -> textOf(file).isBlank())) {
            return;
        }
        try {
            super.onRouteReload(edited, removeAll);
            edited.forEach(file -> inService.put(file.getLocation(), textOf(file)));
        } catch (RuntimeException refused) {
            edited.forEach(file -> restore(file.getLocation()));
            throw refused;
        }
    }

    private void restore(String location) {
        String before = inService.get(location);
        if (before != null) {
            super.onRouteReload(List.of(ResourceHelper.fromString(location, before)), false);
            LOGGER.atWarn()
                    .addKeyValue("file", location)
                    .log("an edited route cannot be used; the one from before serves on");
        }
    }

    private static String textOf(Resource file) {
        try {
            return new String(file.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
