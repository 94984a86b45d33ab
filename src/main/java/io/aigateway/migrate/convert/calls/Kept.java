package io.aigateway.migrate.convert.calls;

import io.aigateway.migrate.Source;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a source keeps on its servers under a name that calls use as a model's.
 *
 * @param prefix how such names begin
 * @param word what it is called there
 * @param name the whole name; group 1 is a model before it, group 2 the name behind the prefix
 */
record Kept(String prefix, String word, Pattern name) {

    private static final String LETTERS = "([A-Za-z0-9][A-Za-z0-9_~-]*(?:\\.[A-Za-z0-9_~-]+)*)";
    private static final Pattern FILE =
            Pattern.compile(".*\\.(md|html?|json|ya?ml|toml|py|tsx?|jsx?|txt|pdf|rego|hcl|xml)");
    private static final int LONGEST = 150;

    /** What a source keeps; empty when it keeps nothing of the kind. */
    static Optional<Kept> of(Source source) {
        return switch (source) {
            case OPENROUTER ->
                    Optional.of(
                            new Kept(
                                    "@preset/",
                                    "preset",
                                    Pattern.compile("([\\w./:~-]{0,100})@preset/" + LETTERS)));
            case REQUESTY ->
                    Optional.of(
                            new Kept(
                                    "policy/",
                                    "policy",
                                    Pattern.compile("(?<![\\w./@-])()policy/" + LETTERS)));
            default -> Optional.empty();
        };
    }

    /** What a text names, when it is such a name and nothing else. */
    Optional<Matcher> named(String text) {
        Matcher matcher = name.matcher(text);
        return text.length() <= LONGEST && matcher.matches() && isName(matcher)
                ? Optional.of(matcher)
                : Optional.empty();
    }

    /** Whether what was matched can be a name, and not that of a file. */
    boolean isName(Matcher matcher) {
        return !FILE.matcher(matcher.group(2)).matches() && matcher.group(2).length() <= LONGEST;
    }

    /** What the rule of a name is called. */
    String rule(String name) {
        return prefix + name;
    }
}
