package io.aigateway.migrate;

import java.util.ArrayList;
import java.util.List;

/** Keys of the source that stand in a text as they are. */
public final class Secrets {

    private static final int SHORTEST = 12;

    private Secrets() {}

    /**
     * One key.
     *
     * @param start where it begins
     * @param end where it ends
     * @param masked what may be shown of it
     */
    public record Found(int start, int end, String masked) {}

    /** The keys in a text, found by how the source's keys begin; placeholders are none. */
    public static List<Found> in(String text, SourceFacts facts) {
        List<Found> found = new ArrayList<>();
        for (String prefix : facts.keyPrefixes()) {
            for (int at = text.indexOf(prefix); at >= 0; at = text.indexOf(prefix, at + 1)) {
                int end = endOfKey(text, at + prefix.length());
                boolean begins = at == 0 || !isOfAKey(text.charAt(at - 1));
                if (begins && isReal(text.substring(at + prefix.length(), end))) {
                    found.add(new Found(at, end, masked(text.substring(at, end))));
                }
            }
        }
        return found;
    }

    /** Whether a value as a whole is a key of the source. */
    public static boolean isKey(String value, SourceFacts facts) {
        return in(value, facts).stream()
                .anyMatch(key -> key.start() == 0 && key.end() == value.length());
    }

    /** A few of its first characters and its last four; nothing of a short one. */
    public static String masked(String secret) {
        if (secret.length() < SHORTEST + 4) {
            return "***";
        }
        int dash = secret.lastIndexOf('-', 9);
        String prefix = secret.substring(0, dash < 0 ? 3 : dash + 1);
        return prefix + "…" + secret.substring(secret.length() - 4);
    }

    /** A text with all keys of the source masked. */
    public static String masked(String text, SourceFacts facts) {
        StringBuilder masked = new StringBuilder(text);
        List<Found> keys = new ArrayList<>(in(text, facts));
        keys.sort((a, b) -> Integer.compare(b.start(), a.start()));
        keys.forEach(key -> masked.replace(key.start(), key.end(), key.masked()));
        return masked.toString();
    }

    /** Not {@code sk-or-v1-your-key-here} and not {@code sk-or-v1-xxxxxxxxxxxx}. */
    private static boolean isReal(String secret) {
        return secret.length() >= SHORTEST
                && secret.chars().anyMatch(Character::isDigit)
                && secret.chars().distinct().count() > 4;
    }

    private static int endOfKey(String text, int from) {
        int end = from;
        while (end < text.length() && isOfAKey(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isOfAKey(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_';
    }
}
