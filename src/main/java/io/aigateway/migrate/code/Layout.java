package io.aigateway.migrate.code;

import io.aigateway.migrate.code.Dialect.Family;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a program and how deep in brackets each begins, told by quotes, comments and
 * brackets alone: much cheaper than its syntax. A program that is not understood so has no lines.
 */
final class Layout {

    private static final String QUOTES = "\"'`";
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    /** Behind these a slash divides nothing, but begins a regular expression. */
    private static final String BEFORE_A_REGEX = "\n(,=:[!&|?{};+-*%~^";

    /**
     * A line that begins in code, and not within a string or a comment.
     *
     * @param start where it begins
     * @param code where its first character stands that is not blank
     * @param depth how many brackets are open
     * @param after the last character of code before it; a line end when there is none
     */
    record Line(int start, int code, int depth, char after) {}

    /** Thrown and caught in here: this is no program that can be told so. */
    private static final class Doubt extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Doubt() {
            super(null, null, false, false);
        }
    }

    private final String text;
    private final Family family;
    private final List<Line> lines = new ArrayList<>();

    /** The brackets that are open; a template string's are a backtick and, in it, a dollar. */
    private final StringBuilder open = new StringBuilder();

    private int at;
    private char last = '\n';

    private Layout(String text, Family family) {
        this.text = text;
        this.family = family;
    }

    /** The lines; none in doubt, and none for Ruby, whose strings have too many forms. */
    static List<Line> of(String text, Family family) {
        if (family == Family.RUBY) {
            return List.of();
        }
        Layout layout = new Layout(text, family);
        try {
            layout.read();
        } catch (Doubt doubt) {
            return List.of();
        }
        return layout.open.isEmpty() ? layout.lines : List.of();
    }

    private void read() {
        line();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                at++;
                line();
            } else if (isComment(c)) {
                comment();
            } else if (c == '/' && family == Family.SCRIPT && BEFORE_A_REGEX.indexOf(last) >= 0) {
                regex();
            } else {
                code(c);
            }
        }
    }

    private void code(char c) {
        if (QUOTES.indexOf(c) >= 0) {
            string(c);
        } else if (OPENING.indexOf(c) >= 0) {
            open.append(c);
            at++;
        } else if (CLOSING.indexOf(c) >= 0) {
            at++;
            close(c);
        } else {
            at++;
        }
        last = Character.isWhitespace(c) ? last : c;
    }

    private void line() {
        int code = at;
        while (code < text.length() && (text.charAt(code) == ' ' || text.charAt(code) == '\t')) {
            code++;
        }
        lines.add(new Line(at, code, open.length(), last));
    }

    private boolean isComment(char c) {
        return family == Family.PYTHON
                ? c == '#'
                : c == '/' && (text.startsWith("//", at) || text.startsWith("/*", at));
    }

    private void comment() {
        if (text.startsWith("/*", at)) {
            at = behind("*/", at + 2);
        } else {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        }
    }

    private void string(char quote) {
        String three = String.valueOf(quote).repeat(3);
        if (quote == '`' && family == Family.SCRIPT) {
            open.append(quote);
            at++;
            template();
        } else if (quote == '`') {
            at = behind("`", at + 1);
        } else if (family != Family.SCRIPT && family != Family.GO && text.startsWith(three, at)) {
            at += 3;
            escaped(three);
        } else {
            at++;
            shortString(quote);
        }
    }

    private void escaped(String end) {
        while (!text.startsWith(end, at)) {
            at += text.startsWith("\\", at) ? 2 : 1;
            if (at >= text.length()) {
                throw new Doubt();
            }
        }
        at += end.length();
    }

    /** What has no second quote in its line is none: an apostrophe in a page's text. */
    private void shortString(char quote) {
        while (at < text.length() && text.charAt(at) != '\n') {
            char c = text.charAt(at);
            at += c == '\\' ? 2 : 1;
            if (c == quote) {
                return;
            }
        }
    }

    /** Up to its end, or up to a hole in it, which is code. */
    private void template() {
        while (at < text.length()) {
            char c = text.charAt(at);
            at += c == '\\' ? 2 : 1;
            if (c == '`') {
                open.setLength(open.length() - 1);
                return;
            } else if (c == '$' && text.startsWith("{", at)) {
                at++;
                open.append('$');
                return;
            }
        }
    }

    private void close(char c) {
        char opened = open.isEmpty() ? ' ' : open.charAt(open.length() - 1);
        boolean hole = c == '}' && opened == '$';
        if (!hole && OPENING.indexOf(opened) != CLOSING.indexOf(c)) {
            throw new Doubt();
        }
        open.setLength(open.length() - 1);
        if (hole) {
            template();
        }
    }

    private void regex() {
        boolean set = false;
        for (at++; at < text.length() && text.charAt(at) != '\n'; at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '/' && !set) {
                at++;
                break;
            } else {
                set = c == '[' || (set && c != ']');
            }
        }
        last = '/';
    }

    private int behind(String end, int from) {
        int found = text.indexOf(end, from);
        if (found < 0) {
            throw new Doubt();
        }
        return found + end.length();
    }
}
