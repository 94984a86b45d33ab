package io.aigateway.migrate.text;

/**
 * One scalar of a structured text.
 *
 * @param path the names above it and its own, with {@code /} before each; items of lists by number
 * @param key whether it is a name rather than a value
 * @param start where it begins, with its quotes
 * @param end where it ends
 * @param value what it says, without quotes and escapes
 */
record Scalar(String path, boolean key, int start, int end, String value) {

    /** The name that it is, or under which it stands. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The path of what holds it. */
    String parent() {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    Span span() {
        return new Span(start, end);
    }

    /** Its text between the quotes, if there are some around it. */
    Span inner(String text) {
        boolean quoted =
                end - start >= 2
                        && (text.charAt(start) == '"' || text.charAt(start) == '\'')
                        && text.charAt(end - 1) == text.charAt(start);
        return quoted ? new Span(start + 1, end - 1) : span();
    }
}
