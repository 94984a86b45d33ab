package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code aig key show ID} and its like: one thing with all its fields. */
@Command(name = "show")
final class ShowResource extends Verb {

    private final Resource resource;

    @Parameters(paramLabel = "ID", description = "Its id, as 'list' shows it.")
    private String id = "";

    @Mixin private JsonOption json = new JsonOption();

    private ShowResource(Shell shell, Resource resource) {
        super(shell);
        this.resource = resource;
    }

    /** The verb, with its help about this kind. */
    static CommandLine commandLine(Shell shell, Resource resource) {
        CommandLine verb = new CommandLine(new ShowResource(shell, resource));
        String call = "  aig " + resource.noun() + " show " + resource.sampleId();
        verb.getCommandSpec()
                .usageMessage()
                .description("Shows everything that is known of one " + resource.noun() + ".")
                .footer(call, call + " --json");
        return verb;
    }

    @Override
    public Integer call() {
        JsonNode answer = shell.gateway().get(resource.path(id));
        if (json.wanted()) {
            json.print(shell, answer);
        } else {
            FieldList.print(shell, answer);
        }
        return Aig.EXIT_DONE;
    }
}
