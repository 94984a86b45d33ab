package io.aigateway.migrate.report;

/**
 * One line of a diff.
 *
 * @param kind what it is
 * @param text as it is shown, with its sign
 */
public record DiffLine(Kind kind, String text) {

    /** What a line of a diff can be. */
    public enum Kind {
        /** Which file. */
        FILE,
        /** Which lines. */
        HUNK,
        /** Stays. */
        CONTEXT,
        /** Goes. */
        REMOVED,
        /** Comes. */
        ADDED,
        /** Why the lines above it change. */
        REASON
    }
}
