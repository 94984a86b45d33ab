package io.aigateway.migrate.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns and paths, with the answers of {@code git check-ignore}. */
class IgnoreFileTest {

    @ParameterizedTest
    @CsvSource({
        "*.log, a.log",
        "*.log, deep/down/a.log",
        "local, local",
        "local, a/local",
        "/local, local",
        "a/b, a/b",
        "a/*, a/b",
        "**/b, b",
        "**/b, x/y/b",
        "a/**/b, a/b",
        "a/**/b, a/x/y/b",
        "a/**, a/x/y",
        "fo?, foo",
        "[ab].txt, a.txt",
        "[!ab].txt, c.txt",
        "'\\#a', '#a'",
        "'\\!a', '!a'",
        "a.b, a.b",
    })
    void aPatternCoversAPath(String pattern, String path) {
        // Given
        IgnoreFile file = IgnoreFile.of("", pattern + "\n");

        // When
        Optional<Boolean> said = file.ignores(path, false);

        // Then
        assertThat(said).contains(true);
    }

    @ParameterizedTest
    @CsvSource({
        "*.log, a.logs",
        "/local, a/local",
        "a/b, x/a/b",
        "a/*, a/b/c",
        "local/, local",
        "fo?, fo/o",
        "[ab].txt, c.txt",
        "a.b, axb",
        "'# a', '# a'",
        "[ab, a",
    })
    void aPatternDoesNotCoverAPath(String pattern, String path) {
        // Given
        IgnoreFile file = IgnoreFile.of("", pattern + "\n");

        // When
        Optional<Boolean> said = file.ignores(path, false);

        // Then
        assertThat(said).isEmpty();
    }

    @Test
    void aPatternWithASlashAtItsEndIsForFolders() {
        // Given
        IgnoreFile file = IgnoreFile.of("", "local/\r\n");

        // When
        Optional<Boolean> said = file.ignores("a/local", true);

        // Then
        assertThat(said).contains(true);
    }

    @Test
    void theLastPatternThatCoversAPathDecides() {
        // Given
        IgnoreFile file = IgnoreFile.of("sub/", "*.yaml\n!keep.yaml\n");

        // When
        Optional<Boolean> kept = file.ignores("sub/keep.yaml", false);

        // Then
        assertThat(kept).contains(false);
        assertThat(file.ignores("sub/a.yaml", false)).contains(true);
    }
}
