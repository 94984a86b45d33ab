package io.aigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {

    @ParameterizedTest
    @MethodSource("everyVerb")
    void saysWhatAVerbDoesAndEndsWithExamples(List<String> verb) {
        // Given
        List<String> args = new ArrayList<>(verb);
        args.add("--help");

        // When
        Run run = Run.with(Map.of(), args.toArray(String[]::new));

        // Then
        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("Usage: aig")
                .containsPattern("\n\n[A-Z][^\n]+[a-z.]\n")
                .contains("\n\nExamples:\n  " + String.join(" ", prefixed(verb)));
    }

    @Test
    void showsTheVersion() {
        // Given
        Map<String, String> nothingSet = Map.of();

        // When
        Run run = Run.with(nothingSet, "--version");

        // Then
        assertThat(run).isEqualTo(new Run(0, "aig unreleased\n", ""));
    }

    @Test
    void isTheAnswerToNoVerbAtAll() {
        // Given
        Map<String, String> nothingSet = Map.of();

        // When
        Run run = Run.with(nothingSet);

        // Then
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Usage: aig").contains("Examples:");
    }

    static Stream<List<String>> everyVerb() {
        return below(List.of(), verbs());
    }

    private static Stream<List<String>> below(List<String> path, CommandLine command) {
        Stream<List<String>> deeper =
                command.getSubcommands().entrySet().stream()
                        .flatMap(
                                entry -> {
                                    List<String> next = new ArrayList<>(path);
                                    next.add(entry.getKey());
                                    return below(next, entry.getValue());
                                });
        return Stream.concat(Stream.of(path), deeper);
    }

    private static List<String> prefixed(List<String> verb) {
        List<String> all = new ArrayList<>(List.of("aig"));
        all.addAll(verb);
        return all;
    }

    private static CommandLine verbs() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return Aig.commandLine(
                new Shell(nowhere, nowhere, Map.<String, String>of()::get, false, length -> {}));
    }
}
