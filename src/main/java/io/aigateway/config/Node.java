package io.aigateway.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of a YAML file that still knows the line it stands on. */
sealed interface Node {

    /** The line, counted from 1. */
    int line();

    /** What a person would call this kind of value. */
    String kind();

    /**
     * A single value.
     *
     * @param text the value as it was written, or null for {@code null} and for nothing at all
     */
    record Scalar(int line, @Nullable String text) implements Node {
        @Override
        public String kind() {
            return text == null ? "nothing" : "'" + text + "'";
        }
    }

    /** A list. */
    record Items(int line, List<Node> nodes) implements Node {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A mapping, in the order of the file. */
    record Fields(int line, Map<String, Field> byName) implements Node {
        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /**
     * One entry of a mapping.
     *
     * @param line the line of its key
     */
    record Field(int line, Node value) {}
}
