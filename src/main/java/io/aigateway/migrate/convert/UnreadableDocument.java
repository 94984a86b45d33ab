package io.aigateway.migrate.convert;

/** A file that is no YAML and no JSON. */
public final class UnreadableDocument extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;

    UnreadableDocument(int line, String problem) {
        super(problem, null, false, false);
        this.line = line;
    }

    /** The line where reading ended, counted from 1. */
    public int line() {
        return line;
    }
}
