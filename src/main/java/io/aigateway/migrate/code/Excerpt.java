package io.aigateway.migrate.code;

import io.aigateway.migrate.code.Dialect.Family;
import io.aigateway.migrate.code.Layout.Line;
import java.util.Arrays;
import java.util.List;

/**
 * The statements of a program, and the members of its classes, in which there is something of
 * interest, one behind the other as a program of their own. To parse is what costs most of all that
 * is done with a program, and most of a large one has nothing to do with any model.
 */
final class Excerpt {

    /** Less than this is parsed at once. */
    private static final int SHORT = 1_000;

    private final String text;
    private final String kept;

    /** Where each part begins in {@link #kept}, and how much further on in the text. */
    private final int[] starts;

    private final int[] shifts;

    private Excerpt(String text, List<int[]> parts) {
        this.text = text;
        StringBuilder all = new StringBuilder();
        this.starts = new int[parts.size()];
        this.shifts = new int[parts.size()];
        for (int i = 0; i < parts.size(); i++) {
            int[] part = parts.get(i);
            starts[i] = all.length();
            shifts[i] = part[0] - all.length();
            all.append(text, part[0], part[1]);
        }
        this.kept = all.toString();
    }

    /** A whole program. */
    static Excerpt whole(String text) {
        return new Excerpt(text, List.of(new int[] {0, text.length()}));
    }

    /** What is of interest in a program; in doubt all of it. */
    static Excerpt of(String text, Family family, Focus focus) {
        List<Line> lines =
                focus.isEverywhere() || text.length() < SHORT ? List.of() : Layout.of(text, family);
        if (lines.isEmpty()) {
            return whole(text);
        }
        return new Excerpt(text, Cut.of(text, family, focus, lines));
    }

    boolean isWhole() {
        return kept.length() == text.length();
    }

    /** The program to be parsed. */
    String text() {
        return kept;
    }

    /** Where a character of it stands in the whole. */
    int startOf(int at) {
        return at >= kept.length() ? text.length() : at + shifts[partOf(at)];
    }

    /** The same for where something ends, which is still in the part that it is of. */
    int endOf(int at) {
        return at == 0 || at >= kept.length() ? startOf(at) : at + shifts[partOf(at - 1)];
    }

    private int partOf(int at) {
        int found = Arrays.binarySearch(starts, at);
        return found >= 0 ? found : -found - 2;
    }
}
