package io.aigateway.config;

import org.jspecify.annotations.Nullable;

/** What all rows of a file share: where they come from, the environment and the findings. */
record RowContext(String source, Environment environment, Findings findings) {

    /** The text of a single value; null, with a finding, when it is something else. */
    @Nullable String text(String key, Node node) {
        if (!(node instanceof Node.Scalar scalar)) {
            error(node.line(), "'" + key + "' must be a single value, but was " + node.kind());
            return null;
        }
        try {
            return scalar.text() == null ? null : environment.resolve(scalar.text());
        } catch (IllegalArgumentException e) {
            error(node.line(), "'" + key + "': " + e.getMessage());
            return null;
        }
    }

    /** A mapping as a row; null, with a finding, when it is something else. */
    @Nullable Row row(String what, Node node) {
        if (node instanceof Node.Fields fields) {
            return new Row(fields, this);
        }
        error(
                node.line(),
                what + " must be a mapping, but was " + node.kind() + "; write key: value");
        return null;
    }

    void error(int line, String message) {
        findings.error(source, line, message);
    }

    void warning(int line, String message) {
        findings.warning(source, line, message);
    }
}
