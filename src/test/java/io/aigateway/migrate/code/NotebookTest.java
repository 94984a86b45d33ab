package io.aigateway.migrate.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aigateway.migrate.EnvironmentSurvey;
import io.aigateway.migrate.EnvironmentSurvey.Place;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.Source;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Python within JSON. */
class NotebookTest {

    private final Rewriting notebooks = new Rewriting(Source.OPENROUTER, FileKind.NOTEBOOK, false);

    @Test
    void aCellIsPythonWithItsEscapesAndTheRestOfTheFileStays() throws IOException {
        // Given
        String cell =
                "\"x = \\\"\\u00fc\\ud83d\\ude00\\\"; k = os.environ[\\\"OPENROUTER_API_KEY\\\"]\"";
        String before = notebook(cell);

        // When
        String after = notebooks.after(before);

        // Then
        assertThat(after)
                .isEqualTo(notebook(cell.replace("OPENROUTER_API_KEY", "AIGATEWAY_API_KEY")));
        JsonNode read = new ObjectMapper().readTree(after);
        assertThat(read.at("/cells/1/source").asText())
                .isEqualTo("x = \"ü😀\"; k = os.environ[\"AIGATEWAY_API_KEY\"]");
    }

    @Test
    void linesForTheNotebookAreNotPython() {
        // Given
        String before =
                notebook(
                        "[\"!echo 'unfinished OPENROUTER_API_KEY\\n\", \"u = 'https://openrouter.ai/api/v1'\"]");

        // When
        String after = notebooks.after(before);

        // Then
        assertThat(after)
                .isEqualTo(
                        before.replace(
                                "u = 'https://openrouter.ai/api/v1'",
                                "u = 'https://gw.example/v1'"));
    }

    @Test
    void whatItSaysOfVariablesIsToldAtItsLineInTheFile() {
        // Given
        String text = notebook("[\"import os\\n\",\n \"k = os.environ['OPENROUTER_API_KEY']\"]");
        SourceFile file =
                new SourceFile(Path.of("a.ipynb"), text, StandardCharsets.UTF_8, FileKind.NOTEBOOK);
        EnvironmentSurvey survey = new EnvironmentSurvey();

        // When
        new NotebookRewriter().survey(file, survey, SourceFacts.of(Source.OPENROUTER));

        // Then
        Place place = survey.placesOf("OPENROUTER_API_KEY").get(0);
        assertThat(place.file()).isEqualTo(file);
        assertThat(place.offset()).isEqualTo(text.indexOf("OPENROUTER_API_KEY']"));
        assertThat(file.lineOf(place.offset())).isEqualTo(5);
    }

    @Test
    void whatIsNoNotebookIsLeftAlone() {
        // Given
        String text = "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"OPENROUTER";

        // When
        String after = notebooks.after(text);

        // Then
        assertThat(after).isEqualTo(text);
    }

    /** The words that are edited in cells of code also stand where nothing is edited. */
    private static String notebook(String source) {
        return """
               {"cells": [
                 {"cell_type": "markdown", "source": ["OPENROUTER_API_KEY https://openrouter.ai/api/v2"]},
                 {"cell_type": "code", "metadata": {"source": "OPENROUTER_API_KEY"}, "outputs": [
                   {"output_type": "stream", "text": ["OPENROUTER_API_KEY"]}], "source": %s}
               ], "nbformat": 4}
               """
                .formatted(source);
    }
}
