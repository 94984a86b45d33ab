package io.aigateway.migrate.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a text that are no comments. Coarse on purpose: where it is unsure it takes text for
 * a comment, and comments are left alone.
 */
final class LiveText {

    private LiveText() {}

    /** Where comments begin with {@code #}, at the start of a line or behind a blank. */
    static List<Span> hash(String text) {
        return lines(text, "#");
    }

    /** Where comments begin with {@code #} or {@code ;} or {@code !}. */
    static List<Span> properties(String text) {
        return lines(text, "#;!");
    }

    private static List<Span> lines(String text, String marks) {
        List<Span> live = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline + 1;
            live.add(new Span(start, commentIn(text, start, end, marks)));
            start = end;
        }
        return live;
    }

    private static int commentIn(String text, int start, int end, String marks) {
        char quote = 0;
        for (int at = start; at < end; at++) {
            char c = text.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (marks.indexOf(c) >= 0 && beginsAWord(text, start, at)) {
                return at;
            }
        }
        return end;
    }

    private static boolean beginsAWord(String text, int start, int at) {
        // Only a hash ends a line that has begun: "a;b" is one line of a script.
        return text.substring(start, at).isBlank()
                || (text.charAt(at) == '#' && Character.isWhitespace(text.charAt(at - 1)));
    }

    /** Where comments are those of HCL: {@code #}, {@code //} and {@code /* *}{@code /}. */
    static List<Span> hcl(String text) {
        List<Span> live = new ArrayList<>();
        int from = 0;
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"' && (at == 0 || text.charAt(at - 1) != '\\')) {
                quoted = !quoted;
            } else if (c == '\n') {
                quoted = false;
            } else if (!quoted && isComment(text, at)) {
                live.add(new Span(from, at));
                at = endOfComment(text, at) - 1;
                from = at + 1;
            }
        }
        live.add(new Span(from, text.length()));
        return live;
    }

    private static boolean isComment(String text, int at) {
        boolean slashes = text.startsWith("//", at) && (at == 0 || text.charAt(at - 1) != ':');
        return text.charAt(at) == '#' || slashes || text.startsWith("/*", at);
    }

    private static int endOfComment(String text, int at) {
        String end = text.startsWith("/*", at) ? "*/" : "\n";
        int found = text.indexOf(end, at);
        return found < 0 ? text.length() : found + (end.length() == 2 ? 2 : 0);
    }
}
