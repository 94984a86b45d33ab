package io.aigateway.account;

import java.util.List;
import java.util.Locale;

/**
 * The models a key or a sub-account may use.
 *
 * @param patterns model ids; a {@code *} stands for any text, as in {@code moonshot/*}; an empty
 *     list allows every model
 */
public record AllowedModels(List<String> patterns) {

    /** No restriction. */
    public static final AllowedModels ALL = new AllowedModels(List.of());

    public AllowedModels {
        patterns = List.copyOf(patterns);
        for (String pattern : patterns) {
            if (pattern.isBlank()) {
                throw new IllegalArgumentException("an allowed model must not be blank");
            }
        }
    }

    /** True when a model id matches a pattern, whatever its case. */
    public boolean allows(String modelId) {
        if (patterns.isEmpty()) {
            return true;
        }
        String id = modelId.toLowerCase(Locale.ROOT);
        return patterns.stream().anyMatch(p -> matches(p.toLowerCase(Locale.ROOT), id));
    }

    /** Greedy from the left, without backtracking: no pattern can be made to take long. */
    private static boolean matches(String pattern, String text) {
        String[] parts = pattern.split("\\*", -1);
        if (parts.length == 1) {
            return pattern.equals(text);
        }
        String first = parts[0];
        String last = parts[parts.length - 1];
        if (text.length() < first.length() + last.length() || !text.startsWith(first)) {
            return false;
        }
        int at = endOfMiddle(parts, text, first.length());
        return at >= 0 && text.length() - last.length() >= at && text.endsWith(last);
    }

    /**
     * Where the last but one part ends when each is found as early as possible; -1 if one is not.
     */
    private static int endOfMiddle(String[] parts, String text, int from) {
        int at = from;
        for (int i = 1; i < parts.length - 1; i++) {
            int found = text.indexOf(parts[i], at);
            if (found < 0) {
                return -1;
            }
            at = found + parts[i].length();
        }
        return at;
    }
}
