package io.aigateway.migrate.code;

import io.aigateway.migrate.code.Dialect.Family;
import io.aigateway.migrate.code.Layout.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Cuts the statements and members out of a program in which there is nothing of interest. */
final class Cut {

    /** The first statements say where an import may stand. */
    private static final int ALWAYS = 3;

    /** What begins a line and belongs to what stands before it. */
    private static final Pattern GOES_ON =
            Pattern.compile("(else|elif|except|finally|catch|while|rescue)\\b");

    /** A line that ends so goes on in the next one. */
    private static final Set<Character> UNFINISHED =
            Set.of('=', '+', '-', '*', '/', ',', '&', '|', '?', ':', '<', '>', '.', '!', '~', '\\');

    private static final Pattern CLASS =
            Pattern.compile("(?:(?:export|default|abstract|public|final|data|open)\\s+)*class\\s");

    private final String text;
    private final Family family;
    private final Focus focus;
    private final List<int[]> parts = new ArrayList<>();

    private Cut(String text, Family family, Focus focus) {
        this.text = text;
        this.family = family;
        this.focus = focus;
    }

    /** What is left: where each part begins and ends. */
    static List<int[]> of(String text, Family family, Focus focus, List<Line> lines) {
        Cut cut = new Cut(text, family, focus);
        cut.statements(lines);
        return cut.parts;
    }

    private void statements(List<Line> lines) {
        List<Line> begins = beginnings(lines, 0, 0);
        keep(0, begins.isEmpty() ? text.length() : begins.get(0).start());
        for (int i = 0; i < begins.size(); i++) {
            int start = begins.get(i).start();
            int end = i + 1 < begins.size() ? begins.get(i + 1).start() : text.length();
            if (i < ALWAYS) {
                keep(start, end);
            } else if (focus.isIn(start, end)) {
                statement(lines, start, end);
            }
        }
    }

    private void statement(List<Line> lines, int start, int end) {
        List<Line> within =
                lines.stream().filter(l -> l.start() > start && l.start() < end).toList();
        List<Line> members = isClass(start, end) ? members(within) : List.of();
        int tail = family == Family.PYTHON ? end : tail(within, end);
        if (members.size() < 2 || tail < 0) {
            keep(start, end);
            return;
        }
        keep(start, members.get(1).start());
        for (int i = 1; i < members.size(); i++) {
            int from = members.get(i).start();
            int to = i + 1 < members.size() ? members.get(i + 1).start() : tail;
            if (focus.isIn(from, to)) {
                keep(from, to);
            }
        }
        keep(tail, end);
    }

    private boolean isClass(int start, int end) {
        return CLASS.matcher(text).region(start, end).lookingAt();
    }

    private List<Line> members(List<Line> within) {
        int depth = family == Family.PYTHON ? 0 : 1;
        return within.stream()
                .filter(line -> line.depth() == depth && line.code() > line.start())
                .filter(line -> begins(line.code()))
                .findFirst()
                .map(first -> beginnings(within, depth, first.code() - first.start()))
                .orElse(List.of());
    }

    /** The line with the bracket that ends a class; less than 0 when there is none. */
    private int tail(List<Line> within, int end) {
        return within.stream()
                .filter(line -> line.depth() == 1 && line.code() == line.start())
                .filter(line -> line.start() < end && text.charAt(line.start()) == '}')
                .mapToInt(Line::start)
                .findFirst()
                .orElse(-1);
    }

    /** The lines of a depth and an indentation with which something of its own begins. */
    private List<Line> beginnings(List<Line> lines, int depth, int indent) {
        List<Line> found = new ArrayList<>();
        boolean decorated = false;
        for (Line line : lines) {
            boolean here = line.depth() == depth && line.code() - line.start() == indent;
            if (here && begins(line.code())) {
                boolean goesOn =
                        decorated
                                || isUnfinished(line)
                                || GOES_ON.matcher(text)
                                        .region(line.code(), text.length())
                                        .lookingAt();
                if (!goesOn) {
                    found.add(line);
                }
                decorated = text.charAt(line.code()) == '@';
            }
        }
        return found;
    }

    private boolean isUnfinished(Line line) {
        return family == Family.PYTHON ? line.after() == '\\' : UNFINISHED.contains(line.after());
    }

    private boolean begins(int at) {
        char c = at < text.length() ? text.charAt(at) : ' ';
        return Character.isLetter(c) || c == '_' || c == '$' || c == '@';
    }

    private void keep(int start, int end) {
        int[] before = parts.isEmpty() ? new int[] {-1, -1} : parts.get(parts.size() - 1);
        if (before[1] == start) {
            before[1] = end;
        } else if (start < end) {
            parts.add(new int[] {start, end});
        }
    }
}
