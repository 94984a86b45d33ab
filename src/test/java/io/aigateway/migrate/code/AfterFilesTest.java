package io.aigateway.migrate.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.migrate.FileKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Golden folders are programs before, and programs afterwards. */
class AfterFilesTest {

    private static final Path FOLDERS = Path.of("src/test/resources/migrate");

    private static final Map<String, FileKind> KINDS =
            Map.of(
                    "py", FileKind.PYTHON,
                    "ts", FileKind.TYPESCRIPT,
                    "tsx", FileKind.TSX,
                    "jsx", FileKind.TSX,
                    "js", FileKind.JAVASCRIPT,
                    "mjs", FileKind.JAVASCRIPT,
                    "java", FileKind.JAVA,
                    "kt", FileKind.KOTLIN,
                    "go", FileKind.GO,
                    "rb", FileKind.RUBY);

    @Test
    void everyProgramIsStillOne() throws IOException {
        // Given
        List<Path> programs;
        try (Stream<Path> found = Files.walk(FOLDERS)) {
            programs =
                    found.filter(Files::isRegularFile)
                            .filter(path -> kind(path).isPresent())
                            .sorted()
                            .toList();
        }

        // When
        List<Path> broken = programs.stream().filter(AfterFilesTest::isBroken).toList();

        // Then
        assertThat(programs).hasSizeGreaterThan(100);
        assertThat(broken).isEmpty();
    }

    private static Optional<FileKind> kind(Path path) {
        String name = path.toString();
        return Optional.ofNullable(KINDS.get(name.substring(name.lastIndexOf('.') + 1)));
    }

    private static boolean isBroken(Path path) {
        String text;
        try {
            text = Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Program.of(text, Dialect.of(kind(path).orElseThrow())).nodes().stream()
                .anyMatch(node -> node.is("ERROR"));
    }
}
