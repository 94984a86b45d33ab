package io.aigateway.migrate.text;

import io.aigateway.migrate.SourceFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The source's environment variables in a text: whole names, never parts of longer ones. */
final class Variables {

    private static final Pattern NAME =
            Pattern.compile("(?<![A-Za-z0-9_])[A-Z][A-Z0-9_]{3,}(?![A-Za-z0-9_])");

    private Variables() {}

    /** One name and where it stands. */
    record Found(String name, int start, int end) {}

    /** All of them, in order. */
    static List<Found> in(String text, SourceFacts facts) {
        Set<String> known = new HashSet<>(facts.variables());
        List<Found> found = new ArrayList<>();
        Matcher names = NAME.matcher(text);
        while (names.find()) {
            if (known.contains(names.group())) {
                found.add(new Found(names.group(), names.start(), names.end()));
            }
        }
        return found;
    }
}
