package io.aigateway.migrate.tree;

import java.util.List;
import java.util.Optional;

/**
 * The rules of one {@code .gitignore}; the last that is about a path decides.
 *
 * @param folder where the file lies, relative to the root, with {@code /} behind it; empty for the
 *     root
 * @param rules its lines
 */
record IgnoreFile(String folder, List<IgnoreRule> rules) {

    static IgnoreFile of(String folder, String text) {
        return new IgnoreFile(
                folder, text.lines().flatMap(line -> IgnoreRule.of(line).stream()).toList());
    }

    /** Whether it ignores a path below its folder; empty when none of its rules is about it. */
    Optional<Boolean> ignores(String path, boolean isFolder) {
        String relative = path.substring(folder.length());
        for (int at = rules.size() - 1; at >= 0; at--) {
            if (rules.get(at).covers(relative, isFolder)) {
                return Optional.of(!rules.get(at).takesBack());
            }
        }
        return Optional.empty();
    }
}
