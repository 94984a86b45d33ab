package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Prints an answer that carries a key which nobody can ask for again. */
final class NewKey {

    private NewKey() {}

    static void print(Shell shell, JsonOption json, JsonNode answer) {
        if (json.wanted()) {
            json.print(shell, answer);
            return;
        }
        FieldList.print(shell, answer);
        shell.out().println();
        shell.out().println("Keep the key now: it is not shown again.");
    }
}
