package io.aigateway.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code aig webhook}: who is told of events. */
@Command(
        name = "webhook",
        description = "Makes, lists and ends webhooks, and shows what they were told.",
        footer = {
            "  aig webhook create https://example.com/hook --events usage.threshold",
            "  aig webhook deliveries --status failed"
        })
final class WebhookVerbs extends Group {

    /** Webhooks as the gateway manages them. */
    static final Resource WEBHOOKS =
            new Resource(
                    "webhook",
                    "/v1/webhooks",
                    "wh_7kQ2mX",
                    List.of(
                            Column.text("ID", "id"),
                            Column.text("URL", "url"),
                            Column.text("EVENTS", "events"),
                            Column.text("CREATED (UTC)", "created_at")));

    /** Deliveries, which are part of the webhooks' paths. */
    static final Resource DELIVERIES =
            new Resource(
                    "delivery",
                    "/v1/webhooks/deliveries",
                    "whd_5tR9pL",
                    List.of(
                            Column.text("ID", "id"),
                            Column.text("TYPE", "type"),
                            Column.text("STATUS", "status"),
                            Column.count("TRIES", "attempts"),
                            Column.text("ANSWER", "response_status"),
                            Column.text("NEXT TRY (UTC)", "next_attempt_at"),
                            Column.text("URL", "url")));

    private WebhookVerbs(Shell shell) {
        super(shell);
    }

    /** The group with its verbs. */
    static CommandLine commandLine(Shell shell) {
        return new CommandLine(new WebhookVerbs(shell))
                .addSubcommand(new CreateWebhook(shell))
                .addSubcommand(ListResources.commandLine(shell, WEBHOOKS))
                .addSubcommand(DeleteResource.commandLine(shell, WEBHOOKS))
                .addSubcommand(new ListDeliveries(shell))
                .addSubcommand(new ReplayDelivery(shell));
    }
}
