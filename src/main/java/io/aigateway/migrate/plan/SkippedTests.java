package io.aigateway.migrate.plan;

import io.aigateway.migrate.EnvironmentNames;
import io.aigateway.migrate.tree.Needles;
import io.aigateway.migrate.tree.Scanner.Candidate;
import io.aigateway.migrate.tree.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Tests that nobody asked to look at, and declarations of types, that name a variable which is
 * renamed: they would look for it under its old name.
 *
 * @param variables the old names
 * @param files where they stand, by path
 */
public record SkippedTests(Set<String> variables, List<String> files) {

    private static final int SHOWN = 5;

    public SkippedTests {
        variables = Set.copyOf(variables);
        files = List.copyOf(files);
    }

    static SkippedTests among(List<Candidate> tests, Path base, EnvironmentNames names) {
        Set<String> renamed = new TreeSet<>(names.renamed().keySet());
        if (renamed.isEmpty()) {
            return new SkippedTests(Set.of(), List.of());
        }
        Needles needles = Needles.of(List.copyOf(renamed));
        Set<String> variables = new TreeSet<>();
        Set<String> files = new TreeSet<>();
        for (Candidate test : tests) {
            String text = text(test, base, needles);
            for (String name : renamed) {
                if (Pattern.compile("(?<![A-Za-z0-9_])" + name + "(?![A-Za-z0-9_])")
                        .matcher(text)
                        .find()) {
                    variables.add(name);
                    files.add(test.path().toString().replace('\\', '/'));
                }
            }
        }
        return new SkippedTests(variables, List.copyOf(files));
    }

    /** One sentence; empty when there are none. */
    public Optional<String> told() {
        if (files.isEmpty()) {
            return Optional.empty();
        }
        String rest = files.size() > SHOWN ? " and %d more".formatted(files.size() - SHOWN) : "";
        return Optional.of(
                "Left as they are, although they name %s, which is renamed: %s%s. --include-tests looks at tests, too; declarations (.d.ts) are yours to edit."
                        .formatted(
                                String.join(", ", new TreeSet<>(variables)),
                                String.join(", ", files.subList(0, Math.min(SHOWN, files.size()))),
                                rest));
    }

    /** Nothing is edited there, so a test that cannot be read costs nobody anything. */
    private static String text(Candidate test, Path base, Needles needles) {
        try {
            return Texts.read(base, test, needles).map(file -> file.text()).orElse("");
        } catch (IOException unreadable) {
            return "";
        }
    }
}
