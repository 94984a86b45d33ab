package io.aigateway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.cli.Aig;
import io.aigateway.fixture.GuideRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rows of the guides' tables of variables, addresses and models are what {@code aig migrate}
 * and the gateway do. A right side that begins with a name in back quotes says what becomes of the
 * left side; any other says that a person decides, or that nothing changes.
 */
class GuideRowsTest {

    private static final String BASE_URL = "http://127.0.0.1:8080/v1";

    /** What stands for any model in a guide, and a model. */
    private static final String ANY = "\\bX\\b";

    private static final String MODEL = "gpt-4o";

    @TempDir Path folder;

    static Stream<Arguments> variables() {
        return GuideRow.below("Variables").stream()
                .flatMap(
                        row ->
                                row.names().stream()
                                        .filter(name -> name.matches("[A-Z_]+"))
                                        .map(name -> Arguments.of(row.source(), name, row)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("variables")
    void aVariableIsCalledAsTheGuideSays(Source source, String name, GuideRow row)
            throws IOException {
        // Given
        boolean renamed = row.right().startsWith("`AIGATEWAY_");
        Path file = Files.writeString(folder.resolve(".env"), name + "=\n");

        // When
        migrate(source);

        // Then
        assertThat(file).hasContent((renamed ? row.ours().get(0) : name) + "=\n");
    }

    static Stream<Arguments> addresses() {
        return GuideRow.below("Base URL").stream()
                .flatMap(
                        row ->
                                row.names().stream()
                                        .filter(name -> name.startsWith("http"))
                                        .map(name -> Arguments.of(row.source(), name, row)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("addresses")
    void anAddressBecomesWhatTheGuideSays(Source source, String url, GuideRow row)
            throws IOException {
        // Given
        boolean replaced = row.right().startsWith("`http");
        boolean told = !replaced && !row.right().startsWith("left alone");
        String head = "# calls " + source.word() + "\nurl: ";
        Path file = Files.writeString(folder.resolve("app.yaml"), head + url + "\n");

        // When
        String said = migrate(source);

        // Then
        assertThat(file).hasContent(head + (replaced ? row.ours().get(0) : url) + "\n");
        assertThat(said.contains("app.yaml:2")).isEqualTo(told);
    }

    static Stream<Arguments> models() {
        return GuideRow.below("Models").stream()
                .filter(row -> row.right().matches("(`|the same|X\\b).*"))
                .flatMap(
                        row ->
                                row.names().stream()
                                        .filter(name -> !name.contains("…"))
                                        .map(name -> name.replaceAll(ANY, MODEL))
                                        .filter(name -> !name.equals("preset"))
                                        .map(name -> Arguments.of(row.source(), name, row)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("models")
    void aNameOfAModelMeansWhatTheGuideSays(Source source, String name, GuideRow row) {
        // Given
        List<String> meant = RunTime.ofName(meant(name, row)).models();

        // When
        String migrated =
                ModelIds.of(name, migration(source)).map(ModelIds.Fate::after).orElse(name);

        // Then
        assertThat(RunTime.ofName(migrated).models()).isEqualTo(meant);
        assertThat(RunTime.ofName(name).refused()).isNull();
        assertThat(RunTime.ofName(name).ignored().isEmpty())
                .isEqualTo(!row.right().contains("in the warning"));
    }

    /** The model that the right side names, else that of the left. */
    private static String meant(String name, GuideRow row) {
        if (row.right().startsWith("X")) {
            return MODEL;
        }
        boolean named = row.right().startsWith("`") || row.right().startsWith("the same, or `");
        String ours = named ? row.ours().get(0).replaceAll(ANY, MODEL) : name;
        return ours.contains(" ") ? name : ours;
    }

    private String migrate(Source source) {
        StringWriter said = new StringWriter();
        List<String> line = new ArrayList<>(List.of("migrate", source.word(), folder.toString()));
        line.addAll(List.of("--yes", "--no-backup", "--base-url", BASE_URL));
        int exit =
                Aig.run(
                        line.toArray(String[]::new),
                        new PrintWriter(said),
                        new PrintWriter(said),
                        name -> null,
                        false);
        assertThat(exit).as(said.toString()).isZero();
        return said.toString();
    }

    private static Migration migration(Source source) {
        return new Migration(
                SourceFacts.of(source),
                Target.at(BASE_URL),
                new Choices(false, "", Map.of(), true),
                new EnvironmentNames(Map.of(), Set.of()));
    }
}
