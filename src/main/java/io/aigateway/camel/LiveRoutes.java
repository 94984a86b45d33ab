package io.aigateway.camel;

import io.aigateway.camel.RouteSwap.Content;
import io.aigateway.config.Reloads;
import io.aigateway.error.RootCause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts edited route files into service while the gateway runs: changed ones, new ones (in new
 * folders too), and takes deleted ones out. Calls under way finish where they are. A file that
 * cannot be used is reported, and what it was before serves on.
 *
 * <p>Files are looked at, not watched: whatever way an editor saves, or a link is turned to another
 * folder, the look finds it. A file is read once it has stayed the same from one look to the next,
 * so none is read while it is being written.
 */
public final class LiveRoutes {

    private static final Logger LOGGER = LoggerFactory.getLogger(LiveRoutes.class);

    private final Path folder;
    private final CamelContext context;
    private final RouteSwap swap;
    private final Retirement retirement;
    private final ProviderRoutes providerRoutes;
    private final Reloads reloads;
    private final Runnable afterSwap;
    private final Map<Path, InService> files = new TreeMap<>();
    private Map<Path, String> applied = Map.of();
    private Map<Path, String> lastLook = Map.of();

    private record InService(String text, List<String> routeIds) {}

    /**
     * Looks after a folder and those below it, whose files are running as they are.
     *
     * @param afterSwap is run when routes have taken the place of others
     */
    public LiveRoutes(Path folder, CamelContext context, Runnable afterSwap) {
        this.folder = folder;
        this.context = context;
        this.swap = new RouteSwap(context);
        this.retirement = bean("retirement", Retirement.class);
        this.providerRoutes = bean("providerRoutes", ProviderRoutes.class);
        this.reloads = bean("reloads", Reloads.class);
        this.afterSwap = afterSwap;
        this.applied = stamps();
        this.lastLook = applied;
        applied.keySet().forEach(file -> files.put(file, new InService(text(file), idsOf(file))));
    }

    private <T> T bean(String name, Class<T> type) {
        return Objects.requireNonNull(context.getRegistry().lookupByNameAndType(name, type), name);
    }

    private List<String> idsOf(Path file) {
        return model().getRouteDefinitions().stream()
                .filter(route -> route.getResource() != null)
                .filter(route -> route.getResource().getLocation().equals("file:" + file))
                .map(RouteDefinition::getId)
                .toList();
    }

    /** Looks once, and takes up what has settled since the last look. */
    public synchronized void look() {
        Map<Path, String> now = stamps();
        boolean settled = now.equals(lastLook);
        lastLook = now;
        if (settled && !now.equals(applied)) {
            Map<Path, String> before = applied;
            applied = now;
            now.forEach(
                    (file, stamp) -> {
                        if (!stamp.equals(before.get(file))) {
                            take(file);
                        }
                    });
            before.keySet().stream().filter(file -> !now.containsKey(file)).forEach(this::drop);
        }
    }

    private void take(Path file) {
        try {
            String text = text(file);
            InService before = files.get(file);
            if (text.isBlank()) {
                return;
            }
            if (before == null || !before.text.equals(text)) {
                replace(file, text, before);
                LOGGER.atInfo().addKeyValue("file", file).log("an edited route file is in service");
            }
            reloads.taken(file.toString());
        } catch (Exception refused) {
            reloads.refused(file.toString(), RootCause.told(refused));
            LOGGER.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("why", RootCause.told(refused))
                    .log("an edited route file cannot be used; what was there before serves on");
        }
    }

    private void replace(Path file, String text, @Nullable InService before) throws Exception {
        if (RouteFolders.holdsBeans(file)) {
            throw new IllegalArgumentException(
                    "beans are made once: a change of them takes a restart");
        }
        Content content = swap.read("file:" + file, text);
        refuseTaken(file, content);
        if (!content.configurations().isEmpty()) {
            replaceConfigurations(file, content);
        }
        content.templates().forEach(this::replaceTemplate);
        List<String> ids = content.routes().isEmpty() ? List.of() : swap.start(content.routes());
        files.put(file, new InService(text, ids));
        afterSwap.run();
        if (before != null) {
            before.routeIds.forEach(retirement::retire);
        }
    }

    /** Two files with one name: the one that is running keeps it, whichever was edited. */
    private void refuseTaken(Path file, Content content) {
        for (RouteDefinition route : content.routes()) {
            files.forEach(
                    (other, running) -> {
                        if (!other.equals(file) && holds(running, route.getId())) {
                            throw new IllegalArgumentException(
                                    "the route '%s' is defined in %s already"
                                            .formatted(route.getId(), other));
                        }
                    });
        }
    }

    private static boolean holds(InService running, String routeId) {
        return running.routeIds.stream()
                .anyMatch(
                        id -> id.equals(routeId) || id.replaceFirst("-\\d+$", "").equals(routeId));
    }

    private void replaceTemplate(RouteTemplateDefinition edited) {
        RouteTemplateDefinition before = model().getRouteTemplateDefinition(edited.getId());
        try {
            put(edited, before);
            providerRoutes.tryOut(edited);
        } catch (Exception refused) {
            if (before != null) {
                putBack(before, edited);
            }
            throw new IllegalArgumentException(RootCause.told(refused), refused);
        }
    }

    private void put(RouteTemplateDefinition wanted, @Nullable RouteTemplateDefinition instead)
            throws Exception {
        if (instead != null) {
            model().removeRouteTemplateDefinition(instead);
        }
        model().addRouteTemplateDefinition(wanted);
    }

    private void putBack(RouteTemplateDefinition before, RouteTemplateDefinition refused) {
        try {
            put(before, refused);
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Routes take a configuration up when they are made: all of them are made anew. */
    private void replaceConfigurations(Path file, Content content) throws Exception {
        List<RouteConfigurationDefinition> before = new ArrayList<>();
        for (RouteConfigurationDefinition edited : content.configurations()) {
            RouteConfigurationDefinition old =
                    model().getRouteConfigurationDefinition(edited.getId());
            if (old != null) {
                before.add(old);
                model().removeRouteConfiguration(old);
            }
        }
        content.configurations().forEach(model()::addRouteConfiguration);
        try {
            makeAllAnew(file);
        } catch (Exception refused) {
            for (RouteConfigurationDefinition edited : content.configurations()) {
                model().removeRouteConfiguration(edited);
            }
            before.forEach(model()::addRouteConfiguration);
            throw refused;
        }
    }

    private void makeAllAnew(Path butNot) throws Exception {
        for (Map.Entry<Path, InService> one : new HashMap<>(files).entrySet()) {
            if (!RouteFolders.holdsBeans(one.getKey()) && !one.getKey().equals(butNot)) {
                Content again = swap.read("file:" + one.getKey(), one.getValue().text);
                if (again.configurations().isEmpty()) {
                    replace(one.getKey(), one.getValue().text, one.getValue());
                }
            }
        }
    }

    private void drop(Path file) {
        InService gone = files.remove(file);
        reloads.taken(file.toString());
        if (gone != null) {
            gone.routeIds.forEach(retirement::retire);
            LOGGER.atInfo().addKeyValue("file", file).log("the routes of a deleted file end");
        }
    }

    private Model model() {
        return swap.model();
    }

    private Map<Path, String> stamps() {
        Map<Path, String> stamps = new TreeMap<>();
        try {
            RouteFolders.files(folder).forEach(file -> stamps.put(file, stamp(file)));
        } catch (UncheckedIOException changingNow) {
            return lastLook;
        }
        return stamps;
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.lastModifiedTime() + "/" + now.size() + "/" + now.fileKey();
        } catch (IOException gone) {
            return "unreadable";
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
