package io.aigateway.migrate.code;

import io.aigateway.migrate.code.Literal.Span;

/** What to take away so that an argument or an entry is gone, with its comma and its line. */
final class Removal {

    private Removal() {}

    /** The widest span that takes away nothing that is edited already. */
    static Span of(Look look, SyntaxNode node) {
        String text = look.program().text();
        Span whole = of(text, node);
        if (!look.found().edits(whole.start(), whole.end())) {
            return whole;
        }
        Span behind = withCommaBefore(text, node);
        return look.found().edits(behind.start(), behind.end())
                ? new Span(node.start(), node.end())
                : behind;
    }

    private static Span of(String text, SyntaxNode node) {
        int end = blanks(text, node.end());
        boolean comma = end < text.length() && text.charAt(end) == ',';
        if (comma) {
            return withComma(text, node, end + 1);
        }
        return withCommaBefore(text, node);
    }

    private static Span withCommaBefore(String text, SyntaxNode node) {
        int start = node.start();
        while (start > 0 && Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        boolean last = start > 0 && text.charAt(start - 1) == ',';
        return last ? new Span(start - 1, node.end()) : new Span(node.start(), node.end());
    }

    /** With its whole line, when nothing else stands on it. */
    private static Span withComma(String text, SyntaxNode node, int end) {
        int lineStart = text.lastIndexOf('\n', node.start() - 1) + 1;
        int lineEnd = text.indexOf('\n', end);
        boolean opens = text.substring(lineStart, node.start()).isBlank();
        boolean closes = lineEnd >= 0 && text.substring(end, lineEnd).isBlank();
        if (opens && closes) {
            return new Span(lineStart, lineEnd + 1);
        }
        return new Span(node.start(), blanks(text, end));
    }

    private static int blanks(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }
}
