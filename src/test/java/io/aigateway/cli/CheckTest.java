package io.aigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code aig check} finds in the shipped files, and in files that somebody broke. */
class CheckTest {

    @TempDir Path folder;
    private Path routes;
    private Path config;

    @BeforeEach
    void copyWhatIsShipped() throws IOException {
        routes = copy(Path.of("routes"), folder.resolve("routes"));
        config = Files.createDirectories(folder.resolve("config"));
    }

    @Test
    void findsNothingInWhatIsShipped() {
        // Given
        String[] shipped = {"check", "--config", "config", "--routes", "routes"};

        // When
        Run run = Run.with(Map.of(), shipped);

        // Then
        assertThat(run.out()).isEmpty();
        assertThat(run.exit()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uri: direct:plan | uri: dircet:plan | 6 | there is no component 'dircet'",
                "ref: planner | ref: plannr | 12 | there is no bean 'plannr'; did you mean 'planner'?",
                "description: | descripton: | 3 | Unsupported field: descripton",
                "setVariable: | setVarible: | 8 | Unknown node id: setVarible",
                "id: plan | id: plans | 2 | the id is 'plans', but the file is called 'plan'",
                "id: plan | id: answer | 2 | id 'answer' is taken already",
                "name: call | name: [call | 10 | not valid YAML",
                "name: call | name: '{{gateway.time-zon}}' | 9 | there is no setting 'gateway.time-zon'; did you mean",
            })
    void findsEachMistakeInARouteOnItsLine(String right, String wrong, int line, String message)
            throws IOException {
        // Given
        Path file = routes.resolve("pipeline/plan.camel.yaml");
        Files.writeString(file, Files.readString(file).replace(right, wrong));

        // When
        Run run = check();

        // Then
        assertThat(run.out()).contains(file + ":" + line + ": " + message);
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void findsAStepToARouteThatIsNotThere() throws IOException {
        // Given
        Path file = routes.resolve("pipeline/call.camel.yaml");
        Files.writeString(file, Files.readString(file).replace("direct:plan", "direct:plaan"));

        // When
        Run run = check();

        // Then
        assertThat(run.out())
                .isEqualToIgnoringNewLines(
                        file + ":20: there is no route 'direct:plaan'; did you mean 'plan'?");
    }

    @Test
    void findsAnOptionThatAComponentDoesNotHave() throws IOException {
        // Given
        Path file = routes.resolve("http/metrics.camel.yaml");
        Files.writeString(
                file, Files.readString(file).replace("httpMethodRestrict", "httpMethodRestricted"));

        // When
        Run run = check();

        // Then
        assertThat(run.out())
                .isEqualToIgnoringNewLines(
                        file
                                + ":8: component 'platform-http' has no option 'httpMethodRestricted';"
                                + " did you mean 'httpMethodRestrict'?");
    }

    @Test
    void findsABeanWhoseClassIsMissing() throws IOException {
        // Given
        Path file = routes.resolve("beans.camel.yaml");
        Files.writeString(
                file, Files.readString(file).replace("java.time.Clock", "java.time.Clocks"));

        // When
        Run run = check();

        // Then
        assertThat(run.out())
                .isEqualToIgnoringNewLines(
                        file
                                + ":5: class 'java.time.Clocks' is not on the class path; put its jar into lib/");
    }

    @Test
    void findsAMistakeInTheCatalogueAndAnUnknownSetting() throws IOException {
        // Given
        Files.writeString(
                config.resolve("models.yaml"), "models:\n  - id: acme/x\n    prise: {}\n");
        Files.writeString(
                config.resolve("application.properties"), "# ours\ngateway.time-zne = UTC\n");

        // When
        Run run = check();

        // Then
        assertThat(run.out())
                .contains(config.resolve("models.yaml") + ":3: ", "did you mean 'price'?")
                .contains(
                        config.resolve("application.properties")
                                + ":2: there is no setting 'gateway.time-zne'; did you mean 'gateway.time-zone'?");
    }

    @Test
    void tellsFindingsAsJson() throws IOException {
        // Given
        Path file = Files.writeString(routes.resolve("empty.camel.yaml"), "");

        // When
        Run run = Run.with(Map.of(), "check", "--routes", routes.toString(), "--json");

        // Then
        assertThat(Json.rows(Json.parse(run.out())).get(0))
                .hasToString(
                        "{\"severity\":\"error\",\"file\":\""
                                + file
                                + "\",\"line\":1,\"message\":\"must be a list; begin with '- route:',"
                                + " '- routeTemplate:', '- routeConfiguration:' or '- beans:'\"}");
    }

    @Test
    void makesNoFileAndNoFolder() throws IOException {
        // Given
        List<Path> before = filesBelow(folder);

        // When
        check();

        // Then
        assertThat(filesBelow(folder)).isEqualTo(before);
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        // Given
        Path missing = folder.resolve("missing");

        // When
        Run run = Run.with(Map.of(), "check", "--config", missing.toString());

        // Then
        assertThat(run.err()).contains("--config: there is no folder '" + missing + "'");
        assertThat(run.exit()).isEqualTo(2);
    }

    private Run check() {
        return Run.with(
                Map.of(), "check", "--config", config.toString(), "--routes", routes.toString());
    }

    private static Path copy(Path from, Path to) throws IOException {
        for (Path file : filesBelow(from)) {
            Path copy = to.resolve(from.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        return to;
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
