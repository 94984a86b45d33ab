package io.aigateway.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code aig budget}: caps that hold. */
@Command(
        name = "budget",
        description = "Makes, lists and ends budgets: hard caps, checked before a call is made.",
        footer = {"  aig budget create --tag checkout --cap 5000", "  aig budget list"})
final class Budgets extends Group {

    /** Budgets as the gateway manages them. */
    static final Resource BUDGETS =
            new Resource(
                    "budget",
                    "/v1/budgets",
                    "bud_7kQ2mX",
                    List.of(
                            Column.text("ID", "id"),
                            Column.text("SCOPE", "scope"),
                            Column.text("PERIOD", "period"),
                            Column.cents("CAP", "cap_cents"),
                            Column.cents("SPENT", "spent_cents"),
                            Column.cents("RESERVED", "reserved_cents"),
                            Column.text("RESETS (UTC)", "resets_at")));

    private Budgets(Shell shell) {
        super(shell);
    }

    /** The group with its verbs. */
    static CommandLine commandLine(Shell shell) {
        return new CommandLine(new Budgets(shell))
                .addSubcommand(new CreateBudget(shell))
                .addSubcommand(ListResources.commandLine(shell, BUDGETS))
                .addSubcommand(ShowResource.commandLine(shell, BUDGETS))
                .addSubcommand(DeleteResource.commandLine(shell, BUDGETS));
    }
}
