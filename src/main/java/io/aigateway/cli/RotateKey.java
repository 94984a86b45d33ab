package io.aigateway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code aig key rotate}. */
@Command(
        name = "rotate",
        description = "Makes a new secret for a key; the old one works until the new one is used.",
        footer = {"  aig key rotate key_4fT9sQ", "  aig key rotate key_4fT9sQ --json | jq -r .key"})
final class RotateKey extends Verb {

    @Parameters(paramLabel = "ID", description = "Its id, as 'list' shows it.")
    private String id = "";

    @Mixin private JsonOption json = new JsonOption();

    RotateKey(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        String path = Keys.KEYS.path(id) + "/rotate";
        NewKey.print(shell, json, shell.gateway().post(path, Json.object()));
        return Aig.EXIT_DONE;
    }
}
