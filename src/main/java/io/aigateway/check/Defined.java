package io.aigateway.check;

import io.aigateway.config.Findings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What all files together define: routes, the names other routes reach them by, and beans. */
final class Defined {

    /** Beans that the HTTP server of the service brings; no file names them. */
    private static final Set<String> OF_THE_SERVER = Set.of("takeIn", "vertx", "httpSettings");

    private static final String DIRECT = "direct:";

    private final Map<String, String> ids = new HashMap<>();
    private final Set<String> directs = new HashSet<>();
    private final Set<String> beans = new HashSet<>(OF_THE_SERVER);
    private final Findings findings;

    Defined(Findings findings) {
        this.findings = findings;
    }

    /** Takes up what a file defines, and notes names that are taken already. */
    void add(RouteFile file) {
        for (Node item : file.items()) {
            Walk.value(item, "route").ifPresent(route -> addRoute(file, route));
            Walk.value(item, "routeTemplate").ifPresent(route -> addNamed(file, route));
            Walk.value(item, "routeConfiguration").ifPresent(route -> addId(file, idOf(route)));
            if (Walk.value(item, "beans").orElse(null) instanceof SequenceNode list) {
                list.getValue().forEach(bean -> beans.add(Walk.text(bean, "name")));
            }
        }
    }

    private void addRoute(RouteFile file, Node route) {
        addNamed(file, route);
        String uri = Walk.text(Walk.value(route, "from").orElse(null), "uri");
        if (uri.startsWith(DIRECT)) {
            directs.add(nameIn(uri));
        }
        Walk.value(route, "from")
                .ifPresent(from -> Walk.over(from, (key, node) -> addStep(file, key, node)));
    }

    /** The name in {@code direct:name}, without options. */
    static String nameIn(String uri) {
        return uri.substring(DIRECT.length()).replaceFirst("\\?.*", "");
    }

    private void addStep(RouteFile file, String key, Node node) {
        if (key.equals("id")) {
            addId(file, node);
        }
    }

    private void addNamed(RouteFile file, Node route) {
        Node id = idOf(route);
        addId(file, id);
        if (!Walk.text(id).equals(file.stem())) {
            findings.error(
                    file.path().toString(),
                    Walk.line(id),
                    "the id is '%s', but the file is called '%s'; give both one name, and each route a file"
                            .formatted(Walk.text(id), file.stem()));
        }
    }

    private static Node idOf(Node route) {
        return Walk.value(route, "id").orElse(route);
    }

    private void addId(RouteFile file, Node id) {
        if (id instanceof ScalarNode) {
            String here = file.path() + ":" + Walk.line(id);
            String earlier = ids.putIfAbsent(Walk.text(id), here);
            if (earlier != null) {
                findings.error(
                        file.path().toString(),
                        Walk.line(id),
                        "id '%s' is taken already, at %s; routes and their steps share one space of names"
                                .formatted(Walk.text(id), earlier));
            }
        }
    }

    /** The names after {@code direct:} that a route listens on. */
    Set<String> directs() {
        return directs;
    }

    /** The names of beans. */
    Set<String> beans() {
        return beans;
    }
}
