package io.aigateway.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The route files of this project, as trees. */
final class RouteFiles {

    static final String SUFFIX = ".camel.yaml";

    private static final Path FOLDER = Path.of("routes");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private RouteFiles() {}

    /**
     * One file.
     *
     * @param path where it is
     * @param tree what is in it: a list of definitions
     */
    record RouteFile(Path path, JsonNode tree) {

        String stem() {
            String name = path.getFileName().toString();
            return name.substring(0, name.length() - SUFFIX.length());
        }

        String folder() {
            return path.getName(path.getNameCount() - 2).toString();
        }

        /** Its routes, and the routes inside its templates. */
        List<JsonNode> routes() {
            List<JsonNode> routes = new ArrayList<>();
            for (JsonNode item : tree) {
                Stream.of(item.path("route"), item.path("routeTemplate").path("route"))
                        .filter(JsonNode::isObject)
                        .forEach(routes::add);
            }
            return routes;
        }

        /** Its definitions of one kind, such as {@code routeTemplate}. */
        List<JsonNode> all(String kind) {
            List<JsonNode> found = new ArrayList<>();
            tree.forEach(item -> found.add(item.path(kind)));
            return found.stream().filter(node -> !node.isMissingNode()).toList();
        }

        String text() {
            try {
                return Files.readString(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** Every file, in the order of their paths. */
    static List<RouteFile> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).sorted().map(RouteFiles::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RouteFile read(Path path) {
        try {
            return new RouteFile(path, YAML.readTree(path.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Visits every field below a node: its key and its value. */
    static void fields(JsonNode node, BiConsumer<String, JsonNode> visit) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            visit.accept(field.getKey(), field.getValue());
            fields(field.getValue(), visit);
        }
        if (node.isArray()) {
            node.forEach(item -> fields(item, visit));
        }
    }
}
