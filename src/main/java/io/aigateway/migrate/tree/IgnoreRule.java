package io.aigateway.migrate.tree;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One line of a {@code .gitignore}, as git's own documentation (gitignore, "PATTERN FORMAT") says.
 *
 * @param path what it matches: a path relative to the file's folder, with {@code /}
 * @param foldersOnly whether it matches folders alone
 * @param takesBack whether it takes back what an earlier line ignored
 */
record IgnoreRule(Pattern path, boolean foldersOnly, boolean takesBack) {

    /** The rule of a line; empty for blank lines, comments and what cannot be a pattern. */
    static Optional<IgnoreRule> of(String line) {
        String rule = withoutTrailingBlanks(line);
        if (rule.isEmpty() || rule.startsWith("#")) {
            return Optional.empty();
        }
        boolean takesBack = rule.startsWith("!");
        String pattern = takesBack ? rule.substring(1) : rule;
        boolean folder = pattern.endsWith("/");
        pattern = folder ? pattern.substring(0, pattern.length() - 1) : pattern;
        if (pattern.isEmpty() || pattern.equals("/")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IgnoreRule(Pattern.compile(regex(pattern)), folder, takesBack));
        } catch (PatternSyntaxException unfinishedClass) {
            return Optional.empty();
        }
    }

    /** Whether it is about this path. */
    boolean covers(String relative, boolean isFolder) {
        return (isFolder || !foldersOnly) && path.matcher(relative).matches();
    }

    private static String withoutTrailingBlanks(String line) {
        String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ' && !text.startsWith("\\", end - 2)) {
            end--;
        }
        return text.substring(0, end);
    }

    private static String regex(String pattern) {
        boolean anchored = pattern.indexOf('/') >= 0;
        String body = pattern.startsWith("/") ? pattern.substring(1) : pattern;
        StringBuilder regex = new StringBuilder(anchored ? "" : "(?:.*/)?");
        for (int at = 0; at < body.length(); ) {
            at = next(body, at, regex);
        }
        return regex.toString();
    }

    private static int next(String body, int at, StringBuilder regex) {
        if (body.startsWith("**/", at) && (at == 0 || body.charAt(at - 1) == '/')) {
            regex.append("(?:.*/)?");
            return at + 3;
        }
        if (body.startsWith("**", at)) {
            regex.append(".*");
            return at + 2;
        }
        char c = body.charAt(at);
        int classEnd = c == '[' ? body.indexOf(']', at + 2) : -1;
        if (classEnd > 0) {
            String inside = body.substring(at + 1, classEnd).replace("\\", "\\\\");
            regex.append('[').append(inside.replaceFirst("^!", "^")).append(']');
            return classEnd + 1;
        }
        if (c == '\\' && at + 1 < body.length()) {
            regex.append(Pattern.quote(body.substring(at + 1, at + 2)));
            return at + 2;
        }
        regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
        return at + 1;
    }
}
