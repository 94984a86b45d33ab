package io.aigateway.check;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Visits every node of a file with the key that it stands under. */
final class Walk {

    /** What is done with a node. */
    @FunctionalInterface
    interface Visit {

        /**
         * Looks at one node.
         *
         * @param key the nearest key above it, empty at the top
         */
        void node(String key, Node node);
    }

    private Walk() {}

    /** Visits a node and everything below it, parents first. */
    static void over(Node root, Visit visit) {
        over("", root, visit);
    }

    private static void over(String key, Node node, Visit visit) {
        visit.node(key, node);
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                over(text(tuple.getKeyNode()), tuple.getValueNode(), visit);
            }
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> over(key, item, visit));
        }
    }

    /** The value under a key of a mapping. */
    static Optional<Node> value(@Nullable Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (text(tuple.getKeyNode()).equals(key)) {
                    return Optional.of(tuple.getValueNode());
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The line of a key in the mapping that starts on a line.
     *
     * @param root where to look
     * @param line the first line of the mapping; also the answer when it has no such key
     * @param key the key
     */
    static int lineOfKey(Node root, int line, String key) {
        int[] found = {line};
        over(
                root,
                (above, node) ->
                        found[0] = line(node) == line ? keyIn(node, key, found[0]) : found[0]);
        return found[0];
    }

    private static int keyIn(Node node, String key, int otherwise) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (text(tuple.getKeyNode()).equals(key)) {
                    return line(tuple.getKeyNode());
                }
            }
        }
        return otherwise;
    }

    /** The text under a key of a mapping; empty when there is none. */
    static String text(@Nullable Node node, String key) {
        return value(node, key).map(Walk::text).orElse("");
    }

    /** The text of a single value; empty for anything else. */
    static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** The line a node starts on, counted from 1. */
    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
