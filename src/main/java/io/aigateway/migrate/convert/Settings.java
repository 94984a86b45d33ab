package io.aigateway.migrate.convert;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads a YAML or JSON document into {@link Setting}s. Unlike our own configuration, other people's
 * may hold anchors, aliases, merge keys and a key twice; all of them are followed as PyYAML does,
 * within bounds.
 */
public final class Settings {

    private static final int LARGEST = 5 * 1024 * 1024;
    private static final int DEEPEST = 60;
    private static final int MOST = 200_000;
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final LoadSettings RULES =
            LoadSettings.builder()
                    .setCodePointLimit(LARGEST)
                    .setMaxAliasesForCollections(1_000)
                    .build();

    private int read;

    private Settings() {}

    /**
     * The document.
     *
     * @return empty when there is none: the text is empty, or only comments
     * @throws UnreadableDocument when it is no YAML, or unfolds into more than is sensible
     */
    public static Optional<Setting> read(String text) {
        return read("", text);
    }

    /** The same, of a file whose name stands before each path. */
    public static Optional<Setting> read(String prefix, String text) {
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try {
            Optional<Node> root = new Compose(RULES).composeString(bare);
            return root.map(node -> new Settings().setting(prefix, 1, node, 0));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new UnreadableDocument(line, String.valueOf(e.getProblem()));
        } catch (YamlEngineException e) {
            throw new UnreadableDocument(1, firstLine(String.valueOf(e.getMessage())));
        }
    }

    private Setting setting(String path, int line, Node node, int depth) {
        if (depth > DEEPEST || ++read > MOST) {
            throw new UnreadableDocument(line, "it is nested too deeply, or unfolds without end");
        }
        if (node instanceof MappingNode mapping) {
            Setting made = Setting.mapping(path, line);
            fields(path, mapping, depth).forEach(made::put);
            return made;
        }
        if (node instanceof SequenceNode sequence) {
            return list(path, line, sequence, depth);
        }
        ScalarNode scalar = (ScalarNode) node;
        boolean quoted = scalar.getScalarStyle() != ScalarStyle.PLAIN;
        boolean isNull = !quoted && NULLS.contains(scalar.getValue());
        return Setting.scalar(path, line, isNull ? null : scalar.getValue(), quoted);
    }

    private Setting list(String path, int line, SequenceNode sequence, int depth) {
        Setting made = Setting.list(path, line);
        int at = 0;
        for (Node item : sequence.getValue()) {
            made.add(setting(path + "[" + at + "]", line(item, line), item, depth + 1));
            at++;
        }
        return made;
    }

    private Map<String, Setting> fields(String path, MappingNode mapping, int depth) {
        Map<String, Setting> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int line = line(tuple.getKeyNode(), 1);
            if (isMerge(tuple.getKeyNode())) {
                merged(path, tuple.getValueNode(), depth).forEach(fields::putIfAbsent);
                continue;
            }
            String name = name(tuple.getKeyNode());
            Setting value =
                    setting(Setting.below(path, name), line, tuple.getValueNode(), depth + 1);
            Setting earlier = fields.put(name, value);
            if (earlier != null && !isFromMerge(mapping, name, earlier)) {
                String shadowed = name + "#" + earlier.line();
                Setting lost =
                        Setting.leaf(Setting.below(path, name) + "#" + earlier.line(), earlier);
                lost.dropped("the key is written again on line " + line + ", which holds");
                fields.put(shadowed, lost);
            }
        }
        return fields;
    }

    private Map<String, Setting> merged(String path, Node from, int depth) {
        Map<String, Setting> fields = new LinkedHashMap<>();
        Collection<Node> sources =
                from instanceof SequenceNode many ? many.getValue() : List.of(from);
        for (Node source : sources) {
            if (source instanceof MappingNode mapping && depth < DEEPEST) {
                fields(path, mapping, depth + 1).forEach(fields::putIfAbsent);
            }
        }
        return fields;
    }

    /** A key that came in by a merge is overridden, not written twice. */
    private static boolean isFromMerge(MappingNode mapping, String name, Setting earlier) {
        return mapping.getValue().stream()
                .map(NodeTuple::getKeyNode)
                .noneMatch(key -> name(key).equals(name) && line(key, 1) == earlier.line());
    }

    private static boolean isMerge(Node key) {
        return key instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && scalar.getValue().equals("<<");
    }

    private static String name(Node key) {
        return key instanceof ScalarNode scalar ? scalar.getValue() : "(" + key.getNodeType() + ")";
    }

    private static int line(Node node, int otherwise) {
        return node.getStartMark().map(Mark::getLine).map(line -> line + 1).orElse(otherwise);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("it cannot be read");
    }
}
