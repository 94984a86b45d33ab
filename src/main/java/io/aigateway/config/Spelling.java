package io.aigateway.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which known name somebody probably meant. */
public final class Spelling {

    private static final int LONGEST = 80;

    private Spelling() {}

    /**
     * The known names nearest to a name, best first: at most {@code n}, and only those that differ
     * in at most a third of its letters. A long name is cut to 80 characters first, so the work is
     * bounded.
     */
    public static List<String> nearest(String name, Collection<String> known, int n) {
        String asked = cut(name);
        int furthest = Math.max(2, asked.length() / 3);
        return known.stream()
                .map(candidate -> new Ranked(candidate, distance(asked, cut(candidate), furthest)))
                .filter(ranked -> ranked.distance <= furthest)
                .sorted(Comparator.comparingInt(Ranked::distance).thenComparing(Ranked::name))
                .limit(n)
                .map(Ranked::name)
                .toList();
    }

    /**
     * The end of a message about an unknown name: {@code did you mean 'base-url'?} when one is near
     * enough, otherwise {@code known <kind>: …} with at most ten of them.
     */
    public static String advice(String name, String kind, Collection<String> known) {
        List<String> near = nearest(name, known, 1);
        if (!near.isEmpty()) {
            return "did you mean '" + near.get(0) + "'?";
        }
        String some = known.stream().sorted().limit(10).collect(Collectors.joining(", "));
        return "known " + kind + ": " + some + (known.size() > 10 ? ", …" : "");
    }

    /**
     * A form in which names that a person would call the same are equal: lower case, and {@code .}
     * between two digits written as {@code -}, so {@code claude-opus-4.7} is {@code
     * Claude-Opus-4-7}.
     */
    public static String alike(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.indexOf('.') < 0) {
            return lower;
        }
        StringBuilder alike = new StringBuilder(lower);
        for (int at = 1; at < lower.length() - 1; at++) {
            if (lower.charAt(at) == '.'
                    && isDigit(lower.charAt(at - 1))
                    && isDigit(lower.charAt(at + 1))) {
                alike.setCharAt(at, '-');
            }
        }
        return alike.toString();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String cut(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.length() <= LONGEST ? lower : lower.substring(0, LONGEST);
    }

    /** Levenshtein's distance, or more than {@code furthest} as soon as that is certain. */
    private static int distance(String a, String b, int furthest) {
        if (Math.abs(a.length() - b.length()) > furthest) {
            return furthest + 1;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        int best = 0;
        for (int i = 1; i <= a.length() && best <= furthest; i++) {
            best = nextRow(row, a.charAt(i - 1), i, b);
        }
        return best > furthest ? best : row[b.length()];
    }

    private static int nextRow(int[] row, char letter, int i, String b) {
        int diagonal = row[0];
        row[0] = i;
        int best = i;
        for (int j = 1; j < row.length; j++) {
            int replaced = diagonal + (letter == b.charAt(j - 1) ? 0 : 1);
            diagonal = row[j];
            row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            best = Math.min(best, row[j]);
        }
        return best;
    }

    private record Ranked(String name, int distance) {}
}
