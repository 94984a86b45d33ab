package io.aigateway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aig sub-account create}. */
@Command(
        name = "create",
        description = "Makes a sub-account and shows its key, this once.",
        footer = {
            "  aig sub-account create \"Acme Corp\" --cap 50000 --rpm 300 --tag acme",
            "  aig sub-account create trial --cap 500 --ref crm-4711 --json | jq -r .key"
        })
final class CreateSubAccount extends Verb {

    @Parameters(paramLabel = "NAME", description = "What to call it.")
    private String name = "";

    @Mixin private LimitOptions limits = new LimitOptions();

    @Option(names = "--ref", paramLabel = "X", description = "Its id in a system of yours.")
    private String ref = "";

    @Mixin private JsonOption json = new JsonOption();

    CreateSubAccount(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        ObjectNode body = Json.object().put("name", name);
        limits.addTo(body);
        if (!ref.isEmpty()) {
            body.put("external_ref", ref);
        }
        String path = SubAccounts.SUB_ACCOUNTS.path();
        NewKey.print(shell, json, shell.gateway().post(path, body));
        return Aig.EXIT_DONE;
    }
}
