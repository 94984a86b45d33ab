package io.aigateway.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program in another language that asks with its libraries, a line of JSON for each question. */
final class Probe implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;

    private Probe(Process process) {
        this.process = process;
        this.answers = process.inputReader();
        this.questions = process.outputWriter();
    }

    /** Starts it; what it says on its error output is shown. */
    static Probe started(Path folder, String... command) {
        try {
            return new Probe(
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The libraries that it has, by the headings of their columns. */
    List<Sdk> libraries(String... columns) {
        return Stream.of(columns).map(column -> (Sdk) new Library(column, this)).toList();
    }

    private synchronized JsonNode ask(ObjectNode question) {
        try {
            questions.write(question + "\n");
            questions.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("the probe has ended: " + process.info());
            }
            return MAPPER.readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }

    private record Library(String column, Probe probe) implements Sdk {

        @Override
        public Heard ask(Question question) {
            ObjectNode asked = MAPPER.createObjectNode().put("library", column);
            asked.put("baseUrl", question.baseUrl()).put("key", question.key());
            asked.put("model", question.model()).put("tools", question.tools());
            asked.put("prompt", JavaSdks.PROMPT);
            JsonNode heard = probe.ask(asked);
            return new Heard(heard.path("text").asText(), heard.path("raised").textValue());
        }

        @Override
        public String toString() {
            return column;
        }
    }
}
