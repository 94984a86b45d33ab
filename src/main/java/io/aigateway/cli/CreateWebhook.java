package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aig webhook create}. */
@Command(
        name = "create",
        description = "Makes a webhook: events are posted to its address, signed.",
        footer = {
            "  aig webhook create https://example.com/hook",
            "  aig webhook create https://example.com/hook --events usage.threshold,key.rotated"
        })
final class CreateWebhook extends Verb {

    @Parameters(paramLabel = "URL", description = "An https address, or route:send-NAME.")
    private String url = "";

    @Option(
            names = "--events",
            paramLabel = "TYPE",
            split = ",",
            defaultValue = "*",
            description = "What it wants to be told (default: everything).")
    private List<String> events = List.of();

    @Mixin private JsonOption json = new JsonOption();

    CreateWebhook(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        ObjectNode body = Json.object().put("url", url);
        events.forEach(body.putArray("events")::add);
        JsonNode answer = shell.gateway().post(WebhookVerbs.WEBHOOKS.path(), body);
        if (json.wanted()) {
            json.print(shell, answer);
        } else {
            FieldList.print(shell, answer);
        }
        return Aig.EXIT_DONE;
    }
}
