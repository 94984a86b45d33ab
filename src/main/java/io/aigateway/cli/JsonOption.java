package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Option;

/** The option {@code --json}: the gateway's own answer on standard output and nothing else. */
final class JsonOption {

    @Option(names = "--json", description = "Prints JSON and nothing else.")
    private boolean wanted;

    /** Whether it was given. */
    boolean wanted() {
        return wanted;
    }

    /** Prints the answer over several lines. */
    void print(Shell shell, JsonNode answer) {
        shell.out().println(Json.pretty(answer));
    }
}
