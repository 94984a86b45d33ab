package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code aig key list} and its like: all of one kind, as a table. */
@Command(name = "list")
final class ListResources extends Verb {

    private final Resource resource;

    @Mixin private JsonOption json = new JsonOption();

    private ListResources(Shell shell, Resource resource) {
        super(shell);
        this.resource = resource;
    }

    /** The verb, with its help about this kind. */
    static CommandLine commandLine(Shell shell, Resource resource) {
        CommandLine verb = new CommandLine(new ListResources(shell, resource));
        String call = "  aig " + resource.noun() + " list";
        verb.getCommandSpec()
                .usageMessage()
                .description("Lists every " + resource.noun() + ".")
                .footer(call, call + " --json | jq -r '.data[].id'");
        return verb;
    }

    @Override
    public Integer call() {
        JsonNode answer = shell.gateway().get(resource.path());
        List<JsonNode> rows = Json.rows(answer);
        if (json.wanted()) {
            json.print(shell, answer);
        } else if (rows.isEmpty()) {
            String noun = resource.noun();
            shell.out().println("No " + noun + " yet; 'aig " + noun + " create' makes one.");
        } else {
            new Table(shell, resource.columns()).print(rows);
        }
        return Aig.EXIT_DONE;
    }
}
