package io.aigateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas that editors check with must say what the loader says. */
class CatalogSchemaTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final Path dir;

    CatalogSchemaTest(@TempDir Path dir) {
        this.dir = dir;
    }

    @ParameterizedTest
    @ValueSource(strings = {"providers", "models", "rules"})
    void acceptTheShippedFile(String name) throws IOException {
        // Given
        JsonNode file = YAML.readTree(Files.readString(Path.of("config", name + ".yaml")));

        // When
        Set<ValidationMessage> messages = schema(name).validate(file);

        // Then
        assertThat(messages).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"providers", "models", "rules"})
    void areNamedInTheFirstLineOfTheShippedFile(String name) throws IOException {
        // When
        String first = Files.readAllLines(Path.of("config", name + ".yaml")).get(0);

        // Then
        assertThat(first)
                .isEqualTo("# yaml-language-server: $schema=schema/%s.schema.json".formatted(name));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void refuseWhatTheLoaderRefuses(String name, String content) throws IOException {
        // Given
        CatalogFolder folder = new CatalogFolder(dir).write(name + ".yaml", content);

        // When
        Set<ValidationMessage> messages = schema(name).validate(YAML.readTree(content));

        // Then
        assertThat(messages).isNotEmpty();
        assertThat(folder.check()).isNotEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                        CatalogMistakesTest.providerMistakes(),
                        CatalogMistakesTest.modelMistakes(),
                        CatalogMistakesTest.ruleMistakes())
                .flatMap(mistakes -> mistakes)
                .map(Arguments::get)
                .filter(mistake -> isWithinOneRow((String) mistake[1]))
                .map(mistake -> arguments(((String) mistake[0]).replace(".yaml", ""), mistake[2]));
    }

    /** A schema sees one row at a time, no environment, and compares no numbers. */
    private static boolean isWithinOneRow(String finding) {
        return Stream.of(
                        "is named twice",
                        "unknown provider",
                        "unknown model",
                        "leads back",
                        "literal secret",
                        "NOT_SET",
                        "needs either a route",
                        "no branch after this one",
                        "the last branch must",
                        "'when' at position",
                        "must not exceed",
                        "must be shorter than",
                        "nine decimals")
                .noneMatch(finding::contains);
    }

    private static JsonSchema schema(String name) throws IOException {
        String text = Files.readString(Path.of("config/schema", name + ".schema.json"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
    }
}
