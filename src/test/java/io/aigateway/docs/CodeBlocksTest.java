package io.aigateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code in the documentation: Java compiles, scripts parse, and all of it speaks to the gateway. */
class CodeBlocksTest {

    @TempDir Path folder;

    static List<DocBlock> java() {
        return DocFiles.blocks("java");
    }

    static List<DocBlock> scripts() {
        return DocFiles.blocks("python", "typescript");
    }

    static List<DocBlock> clients() {
        return DocFiles.blocks("java", "python", "typescript").stream()
                .filter(block -> block.text().matches("(?si).*base_?url.*"))
                .filter(block -> block.notes().stream().noneMatch(CodeBlocksTest::isAnothers))
                .toList();
    }

    /** What guides show as it was before the move speaks to another gateway. */
    private static boolean isAnothers(String note) {
        return note.startsWith("before: ");
    }

    @ParameterizedTest
    @MethodSource("java")
    void javaCompiles(DocBlock block) {
        // Given
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
        List<String> options =
                List.of(
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        "-classpath",
                        System.getProperty("java.class.path"));

        // When
        compiler.getTask(null, null, told, options, null, List.of(new Source(block))).call();

        // Then
        assertThat(told.getDiagnostics())
                .as(block.toString())
                .noneMatch(problem -> problem.getKind() == Diagnostic.Kind.ERROR);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void scriptsParse(DocBlock block) throws IOException, InterruptedException {
        // Given
        Path file = folder.resolve(block.language().equals("python") ? "block.py" : "block.mjs");
        Files.writeString(file, block.text());
        List<String> command =
                block.language().equals("python")
                        ? List.of("python3", "-m", "py_compile", file.toString())
                        : List.of("node", "--check", file.toString());

        // When
        Process parser = parser(command);
        String said = new String(parser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(parser.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(parser.exitValue()).as("%s: %s", block, said).isZero();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void clientsUseTheAddressAndTheKeyThatAigUpNames(DocBlock block) {
        // Given
        String address = "http://127.0.0.1:8080/v1";

        // When
        String text = block.text();

        // Then
        assertThat(text).as(block.toString()).contains(address, "AIGATEWAY_API_KEY");
    }

    private static Process parser(List<String> command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException notInstalled) {
            Assumptions.abort("needs " + command.get(0));
            throw new AssertionError(notInstalled);
        }
    }

    /** A block as a compilation unit: imports, and a method around the statements. */
    private static final class Source extends SimpleJavaFileObject {

        private final DocBlock block;

        Source(DocBlock block) {
            super(URI.create("string:///Block.java"), Kind.SOURCE);
            this.block = block;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            String imports = lines(true);
            return imports
                    + "\nclass Block { void run() throws Exception {\n"
                    + lines(false)
                    + "}}";
        }

        private String lines(boolean imports) {
            return block.text()
                    .lines()
                    .filter(line -> line.startsWith("import ") == imports)
                    .collect(Collectors.joining("\n", "", "\n"));
        }
    }
}
