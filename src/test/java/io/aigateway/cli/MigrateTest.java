package io.aigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code aig migrate} shows, asks, writes, and leaves alone. */
class MigrateTest {

    // In pieces, so that no search for leaked keys stumbles over it.
    private static final String KEY = "sk-or-" + "v1-0123456789abcdef0123456789abcdef";
    private static final String OTHER_KEY = "sk-proj-" + "Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5";

    @TempDir Path folder;
    private Path work;

    @BeforeEach
    void writeATree() throws IOException {
        work = Files.createDirectories(folder.resolve("work"));
        Files.writeString(
                work.resolve(".env"),
                "OPENAI_API_KEY=" + OTHER_KEY + "\nOPENROUTER_API_KEY=" + KEY + "\n# end\n");
        Files.writeString(work.resolve("app.yaml"), "url: https://openrouter.ai/api/v1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--dry-run", "--check"})
    void withoutATerminalItShowsAndWritesNothing(String flag) throws IOException {
        // Given
        SortedMap<String, String> before = tree();

        // When
        Run run = flag.isEmpty() ? migrate() : migrate(flag);

        // Then
        assertThat(run.out())
                .contains("--- a/app.yaml", "-url: https://openrouter.ai/api/v1")
                .contains("+url: http://localhost:8080/v1", "    ^ base-url: ")
                .contains("rewritten", "for a person");
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(flag.equals("--check") ? 1 : 0);
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void secretsAreNeverShown() {
        // Given
        String report = folder.resolve("report.md").toString();

        // When
        Run run = migrate("--report", report);

        // Then
        assertThat(run.out() + read(Path.of(report)))
                .contains("sk-or-v1-…cdef")
                .doesNotContain(KEY.substring(12))
                .doesNotContain(OTHER_KEY.substring(10));
    }

    @Test
    void withYesItAppliesAndKeepsTheOriginals() {
        // Given
        String before = read(work.resolve(".env"));

        // When
        Run run = migrate("--yes", "--base-url", "https://llm.example.com");

        // Then
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Applied 3 changes in 2 files.", "*.aig-migrate.bak");
        assertThat(read(work.resolve("app.yaml"))).isEqualTo("url: https://llm.example.com/v1\n");
        assertThat(read(work.resolve(".env")))
                .isEqualTo("OPENAI_API_KEY=" + OTHER_KEY + "\nAIGATEWAY_API_KEY=\n# end\n");
        assertThat(read(work.resolve(".env.aig-migrate.bak"))).isEqualTo(before);
    }

    @Test
    void aSecondRunFindsNothingToDo() throws IOException {
        // Given
        migrate("--yes");
        SortedMap<String, String> after = tree();

        // When
        Run again = migrate("--yes");

        // Then
        assertThat(again.exit()).isZero();
        assertThat(again.out()).doesNotContain("@@").doesNotContain("Applied");
        assertThat(tree()).isEqualTo(after);
    }

    @Test
    void withoutBackupsNoOriginalIsKept() throws IOException {
        // Given
        String[] flags = {"--yes", "--no-backup"};

        // When
        migrate(flags);

        // Then
        assertThat(tree().keySet()).containsExactly(".env", "app.yaml");
    }

    @ParameterizedTest
    @CsvSource({"y, 0, true", "Yes, 0, true", "n, 1, false", "'', 1, false", "what, 1, false"})
    void onATerminalItAsks(String answer, int exit, boolean applied) {
        // Given
        StringWriter out = new StringWriter();
        Shell shell = terminal(out, answer + "\n");

        // When
        int ended = Aig.run(new String[] {"migrate", "openrouter", work.toString()}, shell);

        // Then
        assertThat(out.toString()).contains("Apply 3 changes in 2 files? [y/N] ");
        assertThat(ended).isEqualTo(exit);
        assertThat(read(work.resolve("app.yaml")).contains("openrouter")).isEqualTo(!applied);
    }

    @Test
    void onATerminalTheDiffIsInColour() {
        // Given
        StringWriter out = new StringWriter();
        Shell shell = terminal(out, "n\n");

        // When
        Aig.run(new String[] {"migrate", "openrouter", work.toString()}, shell);

        // Then
        assertThat(out.toString())
                .contains("\u001b[31m-url: https://openrouter.ai/api/v1\u001b[0m")
                .contains("\u001b[32m+url: http://localhost:8080/v1\u001b[0m");
        assertThat(migrate().out()).doesNotContain("\u001b");
    }

    @Test
    void nothingToDoIsSaidByCheckWithZero() throws IOException {
        // Given
        Files.delete(work.resolve(".env"));
        Files.delete(work.resolve("app.yaml"));

        // When
        Run run = migrate("--check");

        // Then
        assertThat(run.exit()).isZero();
    }

    @Test
    void whatNeedsAPersonIsSaidByCheckWithOne() throws IOException {
        // Given
        Files.delete(work.resolve(".env"));
        Files.writeString(work.resolve("app.yaml"), "a: https://openrouter.ai/api/v1/credits\n");

        // When
        Run run = migrate("--check");

        // Then
        assertThat(run.out()).contains("app.yaml:1: base-url: the balance is told at /v1/balance");
        assertThat(run.exit()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "openruter, , there is no source 'openruter'; did you mean 'openrouter'?",
        "openrouter, --map=x, '--map takes A=B, such as openai-prod=openai, but was ''x'''",
        "openrouter, --base-url=ftp://x, '--base-url: base URL must be http(s)://HOST/v1'",
        "openrouter, --report=x.pdf, --report takes a name that ends with .json or .md",
        "openrouter, --yes --check, --yes applies",
    })
    void argumentsThatCannotWorkAreRefused(String source, String flags, String message) {
        // Given
        String[] more = flags == null ? new String[0] : flags.split(" ");

        // When
        Run run =
                Run.with(
                        Map.of(),
                        Stream.of(Stream.of("migrate", source, work.toString()), Stream.of(more))
                                .flatMap(args -> args)
                                .toArray(String[]::new));

        // Then
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains(message);
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void aPathThatIsNotThereIsRefused() {
        // Given
        String nowhere = folder.resolve("nowhere").toString();

        // When
        Run run = Run.with(Map.of(), "migrate", "openrouter", nowhere);

        // Then
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("there is no file or folder '" + nowhere + "'");
    }

    @Test
    void oneFileIsMigratedByItself() {
        // Given
        Path file = work.resolve("app.yaml");

        // When
        Run run = Run.with(Map.of(), "migrate", "openrouter", file.toString(), "--yes");

        // Then
        assertThat(run.out()).contains("1 file looked at");
        assertThat(read(file)).isEqualTo("url: http://localhost:8080/v1\n");
        assertThat(read(work.resolve(".env"))).contains("OPENROUTER_API_KEY");
    }

    @Test
    void linksOutOfThePathAreNotFollowed() throws IOException {
        // Given
        Path outside =
                Files.writeString(folder.resolve("o.yaml"), "u: https://openrouter.ai/api/v1\n");
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("e.yaml"), "u: https://openrouter.ai/api/v1\n");
        Files.createSymbolicLink(work.resolve("link.yaml"), outside);
        Files.createSymbolicLink(work.resolve("linked"), elsewhere);

        // When
        migrate("--yes");

        // Then
        assertThat(read(outside)).contains("openrouter");
        assertThat(read(elsewhere.resolve("e.yaml"))).contains("openrouter");
        assertThat(Files.isSymbolicLink(work.resolve("link.yaml"))).isTrue();
    }

    @Test
    void permissionsAreKeptAlsoForTheOriginal() throws IOException {
        // Given
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
        Path file = work.resolve(".env");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Path script =
                Files.writeString(work.resolve("a.sh"), "curl https://openrouter.ai/api/v1\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));

        // When
        migrate("--yes");

        // Then
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(work.resolve(".env.aig-migrate.bak"))).isEqualTo("rw-------");
        assertThat(permissions(script)).isEqualTo("rwxr-x---");
    }

    @Test
    void theReportForAPullRequestHasEveryFinding() {
        // Given
        Path report = folder.resolve("report.md");

        // When
        migrate("--report", report.toString());

        // Then
        assertThat(read(report))
                .startsWith("## From openrouter to AIgateway\n")
                .contains("### Rewritten (3)\n")
                .contains(
                        "| `app.yaml:1` | `https://openrouter.ai/api/v1` | `http://localhost:8080/v1` |"
                                + " the gateway's base URL |");
    }

    private Run migrate(String... flags) {
        return Run.with(
                Map.of(),
                Stream.concat(Stream.of("migrate", "openrouter", work.toString()), Stream.of(flags))
                        .toArray(String[]::new));
    }

    private static Shell terminal(StringWriter out, String typed) {
        return new Shell(
                new PrintWriter(out),
                new PrintWriter(new StringWriter()),
                name -> null,
                true,
                length -> {},
                new BufferedReader(new StringReader(typed)));
    }

    private SortedMap<String, String> tree() throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(work)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(work.relativize(file).toString(), read(file));
            }
        }
        return files;
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
