package io.aigateway.migrate.text;

/**
 * A part of a text.
 *
 * @param start where it begins
 * @param end where it ends, exclusive
 */
record Span(int start, int end) {

    Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException(
                    "start and end must be a span, but were %d and %d".formatted(start, end));
        }
    }

    static Span all(String text) {
        return new Span(0, text.length());
    }

    boolean holds(int offset) {
        return start <= offset && offset < end;
    }

    String of(String text) {
        return text.substring(start, end);
    }
}
