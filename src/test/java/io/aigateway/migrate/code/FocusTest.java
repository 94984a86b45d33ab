package io.aigateway.migrate.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.aigateway.migrate.Choices;
import io.aigateway.migrate.EnvironmentNames;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.Migration;
import io.aigateway.migrate.Source;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Leaving out what is of no interest leaves out nothing that would change. */
class FocusTest {

    private static final Path GOLDEN = Path.of("src/test/resources/migrate");
    private static final Target TARGET = Target.at("https://gw.example");
    private static final Map<String, FileKind> KINDS =
            Map.of(
                    "py", FileKind.PYTHON,
                    "ts", FileKind.TYPESCRIPT,
                    "js", FileKind.JAVASCRIPT,
                    "java", FileKind.JAVA,
                    "kt", FileKind.KOTLIN,
                    "go", FileKind.GO,
                    "rb", FileKind.RUBY);

    @TestFactory
    Stream<DynamicTest> everyProgramOfTheTreesIsProposedTheSame() {
        return programs()
                .map(
                        path ->
                                dynamicTest(
                                        GOLDEN.relativize(path).toString(),
                                        () -> isTheSame(path, Files.readString(path))));
    }

    /** Of a large program, statements without anything of interest are not even parsed. */
    @TestFactory
    Stream<DynamicTest> everyProgramIsProposedTheSameWhenItIsLarge() {
        return programs()
                .map(
                        path ->
                                dynamicTest(
                                        GOLDEN.relativize(path).toString(),
                                        () -> isTheSame(path, large(path))));
    }

    private static String large(Path path) throws IOException {
        String mark = List.of("py", "rb").contains(ending(path)) ? "# " : "// ";
        return Files.readString(path) + ("\n" + mark + "and so on").repeat(100) + "\n";
    }

    private static void isTheSame(Path path, String text) {
        // Given
        SourceFacts facts =
                SourceFacts.of(Source.named(GOLDEN.relativize(path).getName(0).toString()));
        SourceFile file =
                new SourceFile(Path.of("f"), text, StandardCharsets.UTF_8, KINDS.get(ending(path)));
        Dialect dialect = Dialect.of(file.kind());
        Migration migration =
                new Migration(
                        facts,
                        TARGET,
                        new Choices(true, "", Map.of(), true),
                        EnvironmentNames.usual(facts, TARGET));

        // When
        Program focused = Program.of(text, dialect, Focus.of(text, dialect, facts));

        // Then
        assertThat(CodeRewriter.proposed(file, focused, migration))
                .isEqualTo(CodeRewriter.proposed(file, Program.of(text, dialect), migration));
    }

    @Test
    void aFunctionWithoutAnyWordOfInterestIsOneLeaf() {
        // Given
        String other = "def other(a):\n    return [b + 1 for b in a if b > 2]\n\n\n".repeat(20);
        String text = other + "URL = \"https://openrouter.ai/api/v1\"\n";
        SourceFacts facts = SourceFacts.of(Source.OPENROUTER);

        // When
        List<SyntaxNode> nodes =
                Program.of(text, Dialect.PYTHON, Focus.of(text, Dialect.PYTHON, facts)).nodes();

        // Then
        assertThat(nodes).hasSizeLessThan(40);
        assertThat(Program.of(text, Dialect.PYTHON).nodes()).hasSizeGreaterThan(400);
    }

    private static Stream<Path> programs() {
        try (Stream<Path> found = Files.walk(GOLDEN)) {
            return found
                    .filter(path -> KINDS.containsKey(ending(path)) && Files.isRegularFile(path))
                    .filter(path -> path.toString().contains("before"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ending(Path path) {
        String name = path.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
