package io.aigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code aig migrate} writes and tells of the routing that calls bring along. */
class MigratedCallsTest {

    @TempDir Path folder;
    private Path rules;

    @BeforeEach
    void writeATree() throws IOException {
        rules = folder.resolve("aigateway/rules.yaml");
        Files.writeString(
                folder.resolve("app.py"),
                """
                URL = "https://openrouter.ai/api/v1"
                MODEL = "@preset/review"
                BODY = {"messages": [], "provider": {"zdr": True}}
                """);
    }

    @Test
    void aDryRunTellsAndWritesNothing() throws IOException {
        // Given
        SortedMap<String, String> before = tree();

        // When
        Run run = migrate("--dry-run");

        // Then
        assertThat(run.out())
                .contains("What calls say becomes rules.yaml in ", "Calls in app.py:\n")
                .contains("app.py:2: @preset/review changes: a stub in rules.yaml")
                .contains("app.py:3: provider.zdr is not carried over: ");
        assertThat(tree()).isEqualTo(before);
        assertThat(rules.getParent()).doesNotExist();
    }

    @Test
    void aStubThatSomebodyFilledInStays() throws IOException {
        // Given
        migrate("--yes");
        Files.writeString(
                rules,
                "rules:\n  - {model: \"@preset/review\", failover: [anthropic/claude-opus-4.7]}\n");
        SortedMap<String, String> edited = tree();

        // When
        Run again = migrate("--yes");

        // Then
        assertThat(again.err()).isEmpty();
        assertThat(again.out()).doesNotContain("Applied", "Wrote", "@@", "stub in rules.yaml:");
        assertThat(tree()).isEqualTo(edited);
    }

    @Test
    void aNameThatCameLaterIsToldAndNotAdded() throws IOException {
        // Given
        migrate("--yes");
        String written = Files.readString(rules);
        Files.writeString(folder.resolve("more.py"), "OTHER_MODEL = \"@preset/later\"\n");

        // When
        Run again = migrate("--yes");

        // Then
        assertThat(again.out()).contains("more.py:1: @preset/later", "add a rule '@preset/later'");
        assertThat(Files.readString(rules)).isEqualTo(written);
    }

    private Run migrate(String flag) {
        return Run.with(Map.of(), "migrate", "openrouter", folder.toString(), flag);
    }

    private SortedMap<String, String> tree() throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}
