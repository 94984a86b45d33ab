package io.aigateway.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be said about the container without an engine to build it. */
class ContainerTest {

    private static final Path DOCKERFILE = Path.of("docker/Dockerfile");

    @Test
    void everyCopiedPathIsInTheBuildContext() throws IOException {
        // Given
        List<String> sent = sentToTheBuild();

        // When
        List<String> copied = copiedFromTheContext();

        // Then
        assertThat(copied).isNotEmpty().allMatch(path -> Files.exists(Path.of(path)));
        assertThat(sent).containsAll(copied);
    }

    @Test
    void everythingTheBuildReadsIsSent() throws IOException {
        // Given
        List<String> copied = copiedFromTheContext();

        // When
        List<String> needed =
                List.of("pom.xml", ".mvn", "src", "routes", "config", "aig", "LICENSE");

        // Then
        assertThat(copied).containsAll(needed);
    }

    @Test
    void runsAsNobodyInParticularAndOnTheDocumentedPort() throws IOException {
        // Given
        List<String> lines = Files.readAllLines(DOCKERFILE);

        // When
        int user = lines.indexOf("USER aigateway");

        // Then
        assertThat(user).isPositive().isLessThan(indexOf(lines, "ENTRYPOINT"));
        assertThat(lines).contains("EXPOSE 8080");
    }

    @Test
    void whatItStartsAndMountsIsInTheReleaseFolder() throws IOException {
        // Given
        String assembly = Files.readString(Path.of("src/main/assembly/release.xml"));

        // When
        String dockerfile = Files.readString(DOCKERFILE);

        // Then
        assertThat(dockerfile)
                .contains("[\"/opt/aigateway/bin/aig\", \"up\"")
                .contains(
                        "VOLUME [\"/opt/aigateway/routes\", \"/opt/aigateway/config\", \"/data\"]");
        assertThat(assembly)
                .contains("<source>aig</source>", "<outputDirectory>bin</outputDirectory>")
                .contains("<outputDirectory>routes</outputDirectory>")
                .contains("<outputDirectory>config</outputDirectory>");
    }

    @Test
    void composeNamesFilesThatExist() throws IOException {
        // Given
        Path folder = Path.of("docker");
        JsonNode service =
                new ObjectMapper(new YAMLFactory())
                        .readTree(folder.resolve("compose.yaml").toFile())
                        .at("/services/aigateway");

        // When
        Path context = folder.resolve(service.at("/build/context").asText());
        List<Path> mounted = new ArrayList<>();
        for (JsonNode volume : service.path("volumes")) {
            String source = volume.asText().split(":", -1)[0];
            if (source.startsWith(".")) {
                mounted.add(folder.resolve(source));
            }
        }

        // Then
        assertThat(context.resolve(service.at("/build/dockerfile").asText())).exists();
        assertThat(mounted).hasSize(2).allSatisfy(path -> assertThat(path).isDirectory());
    }

    private static List<String> copiedFromTheContext() throws IOException {
        List<String> copied = new ArrayList<>();
        for (String line : Files.readAllLines(DOCKERFILE)) {
            if (line.startsWith("COPY ") && !line.contains("--from=")) {
                String[] words = line.split(" ");
                copied.addAll(Arrays.asList(words).subList(1, words.length - 1));
            }
        }
        return copied;
    }

    private static List<String> sentToTheBuild() throws IOException {
        return Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
    }

    private static int indexOf(List<String> lines, String start) {
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).startsWith(start)) {
                return at;
            }
        }
        return -1;
    }
}
