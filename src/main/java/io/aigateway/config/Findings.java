package io.aigateway.config;

import io.aigateway.error.ConfigException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Collects what is found while configuration is read, so that an operator sees every mistake at
 * once. Not thread-safe: one reading, one collector.
 */
public final class Findings {

    private static final int MOST = 200;

    private final List<Finding> found = new ArrayList<>();
    private int errors;

    /** Notes a mistake that makes the file unusable. */
    public void error(String file, int line, String message) {
        add(new Finding(Finding.Severity.ERROR, file, line, message));
    }

    /** Notes something that deserves a look but does not stop the file from being used. */
    public void warning(String file, int line, String message) {
        add(new Finding(Finding.Severity.WARNING, file, line, message));
    }

    /** The number of errors noted so far. */
    public int errors() {
        return errors;
    }

    /** Everything noted so far, at most 200, by file and line. */
    public List<Finding> all() {
        return found.stream()
                .sorted(Comparator.comparing(Finding::file).thenComparingInt(Finding::line))
                .toList();
    }

    /** Throws a {@link ConfigException} that lists the errors, one a line, if there are any. */
    public void throwIfErrors() {
        if (errors > 0) {
            throw new ConfigException(
                    all().stream()
                            .filter(Finding::isError)
                            .map(Finding::toString)
                            .collect(Collectors.joining(System.lineSeparator())));
        }
    }

    /** Takes up what somebody else found. */
    public void add(Finding finding) {
        if (finding.isError()) {
            errors++;
        }
        if (found.size() < MOST) {
            found.add(finding);
        }
    }
}
