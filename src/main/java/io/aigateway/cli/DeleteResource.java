package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code aig key delete ID} and its like. */
@Command(name = "delete")
final class DeleteResource extends Verb {

    private final Resource resource;

    @Parameters(paramLabel = "ID", description = "Its id, as 'list' shows it.")
    private String id = "";

    @Mixin private JsonOption json = new JsonOption();

    private DeleteResource(Shell shell, Resource resource) {
        super(shell);
        this.resource = resource;
    }

    /** The verb, with its help about this kind. */
    static CommandLine commandLine(Shell shell, Resource resource) {
        CommandLine verb = new CommandLine(new DeleteResource(shell, resource));
        verb.getCommandSpec()
                .usageMessage()
                .description("Deletes one " + resource.noun() + ", without asking.")
                .footer("  aig " + resource.noun() + " delete " + resource.sampleId());
        return verb;
    }

    @Override
    public Integer call() {
        JsonNode answer = shell.gateway().delete(resource.path(id));
        if (json.wanted()) {
            json.print(shell, answer.isObject() ? answer : Json.object().put("status", "ok"));
        } else {
            shell.out().println("Deleted " + resource.noun() + " " + id + ".");
        }
        return Aig.EXIT_DONE;
    }
}
