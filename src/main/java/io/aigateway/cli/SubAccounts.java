package io.aigateway.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code aig sub-account}: customers and teams with a key and a cap of their own. */
@Command(
        name = "sub-account",
        description = "Makes, lists and ends sub-accounts: a key and a cap for each customer.",
        footer = {
            "  aig sub-account create \"Acme Corp\" --cap 50000 --rpm 300 --tag acme",
            "  aig sub-account list"
        })
final class SubAccounts extends Group {

    /** Sub-accounts as the gateway manages them. */
    static final Resource SUB_ACCOUNTS =
            new Resource(
                    "sub-account",
                    "/v1/sub-accounts",
                    "sa_9f3kT2",
                    List.of(
                            Column.text("ID", "id"),
                            Column.text("NAME", "name"),
                            Column.cents("CAP", "spend_cap_cents"),
                            Column.count("RPM", "rate_limit_rpm"),
                            Column.text("TAG", "default_tag"),
                            Column.text("REF", "external_ref"),
                            Column.text("CREATED (UTC)", "created_at")));

    private SubAccounts(Shell shell) {
        super(shell);
    }

    /** The group with its verbs. */
    static CommandLine commandLine(Shell shell) {
        return new CommandLine(new SubAccounts(shell))
                .addSubcommand(new CreateSubAccount(shell))
                .addSubcommand(ListResources.commandLine(shell, SUB_ACCOUNTS))
                .addSubcommand(ShowResource.commandLine(shell, SUB_ACCOUNTS))
                .addSubcommand(DeleteResource.commandLine(shell, SUB_ACCOUNTS));
    }
}
