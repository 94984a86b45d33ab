package io.aigateway.check;

import io.aigateway.config.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One file of routes, as nodes that know their lines.
 *
 * @param path where it is
 * @param items what it defines, in the order of the file
 */
record RouteFile(Path path, List<Node> items) {

    private static final String SUFFIX = ".camel.yaml";

    /** The file's name without its ending; what it defines is called the same. */
    String stem() {
        String name = String.valueOf(path.getFileName());
        return name.substring(0, name.length() - SUFFIX.length());
    }

    /** Whether a path names a file of routes. */
    static boolean isOne(Path path) {
        return path.toString().endsWith(SUFFIX);
    }

    /** Reads a file; nothing but findings when it is not a list in YAML. */
    static Optional<RouteFile> read(Path path, Findings findings) {
        try {
            Node root = compose(path);
            if (root instanceof SequenceNode list) {
                return Optional.of(new RouteFile(path, new ArrayList<>(list.getValue())));
            }
            findings.error(
                    path.toString(),
                    1,
                    "must be a list; begin with '- route:', '- routeTemplate:',"
                            + " '- routeConfiguration:' or '- beans:'");
        } catch (YamlEngineException notYaml) {
            findings.error(path.toString(), lineOf(notYaml), problem(notYaml));
        } catch (IOException unreadable) {
            findings.error(path.toString(), 1, "cannot be read (" + unreadable.getMessage() + ")");
        }
        return Optional.empty();
    }

    private static @Nullable Node compose(Path path) throws IOException {
        LoadSettings settings = LoadSettings.builder().setLabel(path.toString()).build();
        return new Compose(settings).composeString(Files.readString(path)).orElse(null);
    }

    /** The line that an exception of the parser, or of Camel's YAML reader, points to. */
    static int lineOf(YamlEngineException problem) {
        return problem instanceof MarkedYamlEngineException marked
                ? marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1)
                : 1;
    }

    private static String problem(YamlEngineException notYaml) {
        String told =
                notYaml instanceof MarkedYamlEngineException marked
                        ? marked.getProblem()
                        : notYaml.getMessage();
        return "not valid YAML ("
                + String.valueOf(told).lines().findFirst().orElse("unreadable")
                + "); mind indentation, quotes and brackets";
    }
}
