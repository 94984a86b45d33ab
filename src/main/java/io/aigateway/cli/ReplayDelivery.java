package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code aig webhook replay}. */
@Command(
        name = "replay",
        description = "Sends the event of a delivery to its receiver once more.",
        footer = {"  aig webhook replay whd_5tR9pL", "  aig webhook replay whd_5tR9pL --json"})
final class ReplayDelivery extends Verb {

    @Parameters(paramLabel = "ID", description = "Its id, as 'deliveries' shows it.")
    private String id = "";

    @Mixin private JsonOption json = new JsonOption();

    ReplayDelivery(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        String path = WebhookVerbs.DELIVERIES.path(id) + "/replay";
        JsonNode answer = shell.gateway().post(path, Json.object());
        if (json.wanted()) {
            json.print(shell, answer);
        } else {
            String made = Cell.text("id", answer.path("id"));
            shell.out().println("Sending it again as delivery " + made + ".");
        }
        return Aig.EXIT_DONE;
    }
}
