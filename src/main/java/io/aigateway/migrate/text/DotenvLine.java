package io.aigateway.migrate.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a file of environment variables.
 *
 * @param whole the line with its end
 * @param comment whether it says nothing
 * @param name the variable's name
 * @param value what it is given, between the quotes
 */
record DotenvLine(Span whole, boolean comment, Span name, Span value) {

    private static final Pattern ASSIGNMENT =
            Pattern.compile("\\uFEFF?[ \\t]*(?:export[ \\t]+)?([A-Za-z_][\\w.-]*)[ \\t]*=[ \\t]*");

    /** The lines of a file; those that are neither an assignment nor blank count as comments. */
    static List<DotenvLine> of(String text) {
        List<DotenvLine> lines = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline + 1;
            lines.add(line(text, start, end));
            start = end;
        }
        return lines;
    }

    /** Whether it gives the variable a value, and not one that is handed on under the same name. */
    boolean gives(String text) {
        return !value.of(text).isBlank() && !value.of(text).contains(name.of(text));
    }

    private static DotenvLine line(String text, int start, int end) {
        Matcher matcher = ASSIGNMENT.matcher(text).region(start, end);
        if (!matcher.lookingAt()) {
            Span nothing = new Span(end, end);
            return new DotenvLine(new Span(start, end), true, nothing, nothing);
        }
        return new DotenvLine(
                new Span(start, end),
                false,
                new Span(matcher.start(1), matcher.end(1)),
                value(text, matcher.end(), end));
    }

    private static Span value(String text, int from, int lineEnd) {
        int end = lineEnd;
        while (end > from && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (from >= end) {
            return new Span(from, from);
        }
        char quote = text.charAt(from);
        if (quote == '"' || quote == '\'' || quote == '`') {
            int close = text.indexOf(quote, from + 1);
            return close < 0 || close >= end ? new Span(from + 1, end) : new Span(from + 1, close);
        }
        int comment = text.indexOf(" #", from);
        return new Span(from, comment < 0 || comment > end ? end : trimmed(text, from, comment));
    }

    private static int trimmed(String text, int from, int end) {
        int at = end;
        while (at > from && Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }
}
