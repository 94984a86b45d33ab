package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aig webhook deliveries}. */
@Command(
        name = "deliveries",
        description = "Lists what webhooks were told, the newest first.",
        footer = {
            "  aig webhook deliveries",
            "  aig webhook deliveries --status failed --json | jq -r '.data[].id'"
        })
final class ListDeliveries extends Verb {

    /** How far a delivery came. */
    enum Status {
        PENDING,
        DELIVERED,
        FAILED;

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--status",
            paramLabel = "S",
            description = "Only those: ${COMPLETION-CANDIDATES}.")
    private @Nullable Status status;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Mixin private JsonOption json = new JsonOption();

    ListDeliveries(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        String only = status == null ? "" : "&status=" + status;
        JsonNode answer =
                shell.gateway().get(WebhookVerbs.DELIVERIES.path() + "?limit=" + limit + only);
        List<JsonNode> rows = Json.rows(answer);
        if (json.wanted()) {
            json.print(shell, answer);
        } else if (rows.isEmpty()) {
            shell.out().println("No delivery" + (status == null ? "" : " is " + status) + ".");
        } else {
            new Table(shell, WebhookVerbs.DELIVERIES.columns()).print(rows);
        }
        return Aig.EXIT_DONE;
    }
}
