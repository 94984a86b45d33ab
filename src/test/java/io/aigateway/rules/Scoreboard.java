package io.aigateway.rules;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Counts which cases of {@code docs/faults.md} are proven: those whose id is the tag of a test that
 * ran and passed, and of none that failed. Nothing is typed in by hand: what did not run does not
 * count. Each run of tests leaves its part in {@code target/fault-cases}, so that what Maven runs
 * in two processes is counted together.
 */
public final class Scoreboard implements TestExecutionListener {

    /** Where the parts and the sum are left. */
    static final Path FOLDER = Path.of("target/fault-cases");

    private static final String FIRST_PART = "unit";

    private final Set<String> passed = ConcurrentHashMap.newKeySet();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    /** Every id there is, in order. */
    static List<String> cases() {
        List<String> all = new ArrayList<>();
        add(all, "O", 14);
        add(all, "U", 30);
        add(all, "C", 12);
        add(all, "H", 8);
        return all;
    }

    private static void add(List<String> all, String letter, int last) {
        for (int number = 1; number <= last; number++) {
            all.add(letter + number);
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (!test.isTest()) {
            return;
        }
        boolean good = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        for (TestTag tag : test.getTags()) {
            (good ? passed : failed).add(tag.getName());
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        try {
            keepPart(System.getProperty("aigateway.tests", FIRST_PART));
            String text = text(proven());
            Files.writeString(FOLDER.resolve("scoreboard.txt"), text + "\n");
            try (PrintStream console =
                    new PrintStream(
                            new FileOutputStream(FileDescriptor.err),
                            true,
                            StandardCharsets.UTF_8)) {
                console.println(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keepPart(String name) throws IOException {
        Files.createDirectories(FOLDER);
        if (name.equals(FIRST_PART)) {
            for (Path before : parts()) {
                Files.delete(before);
            }
        }
        List<String> lines = new ArrayList<>();
        passed.forEach(id -> lines.add("passed " + id));
        failed.forEach(id -> lines.add("failed " + id));
        Files.write(FOLDER.resolve(name + ".part"), lines);
    }

    private static List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".part")).toList();
        }
    }

    private static Set<String> proven() throws IOException {
        Set<String> good = new TreeSet<>();
        Set<String> bad = new TreeSet<>();
        for (Path part : parts()) {
            for (String line : Files.readAllLines(part)) {
                (line.startsWith("passed ") ? good : bad).add(line.substring(7));
            }
        }
        good.removeAll(bad);
        return good;
    }

    /** The line that the build prints. */
    static String text(Set<String> proven) {
        List<String> all = cases();
        List<String> missing = all.stream().filter(id -> !proven.contains(id)).toList();
        String count =
                "fault cases proven: %d of %d (O1-O14, U1-U30, C1-C12, H1-H8)"
                        .formatted(all.size() - missing.size(), all.size());
        return missing.isEmpty() ? count : count + "; missing: " + String.join(" ", missing);
    }
}
