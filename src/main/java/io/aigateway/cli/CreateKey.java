package io.aigateway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aig key create}. */
@Command(
        name = "create",
        description = "Makes a key and shows it, this once.",
        footer = {
            "  aig key create laptop",
            "  aig key create billing --cap 5000 --period month --rpm 60 --tag billing",
            "  aig key create ci --models openai/gpt-5.4-mini,demo/* --json | jq -r .key"
        })
final class CreateKey extends Verb {

    @Parameters(paramLabel = "NAME", description = "What to call it.")
    private String name = "";

    @Mixin private LimitOptions limits = new LimitOptions();

    @Option(
            names = "--sub-account",
            paramLabel = "ID",
            description = "The sub-account that it belongs to.")
    private String subAccount = "";

    @Mixin private JsonOption json = new JsonOption();

    CreateKey(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        ObjectNode body = Json.object().put("name", name);
        limits.addTo(body);
        if (!subAccount.isEmpty()) {
            body.put("sub_account_id", subAccount);
        }
        NewKey.print(shell, json, shell.gateway().post(Keys.KEYS.path(), body));
        return Aig.EXIT_DONE;
    }
}
