package io.aigateway.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code aig key}: the keys that callers use. */
@Command(
        name = "key",
        description = "Makes, lists and ends the keys that callers use.",
        footer = {"  aig key create billing --cap 5000 --period month", "  aig key list"})
final class Keys extends Group {

    /** Keys as the gateway manages them. */
    static final Resource KEYS =
            new Resource(
                    "key",
                    "/v1/keys",
                    "key_4fT9sQ",
                    List.of(
                            Column.text("ID", "id"),
                            Column.text("NAME", "name"),
                            Column.cents("CAP", "spend_cap_cents"),
                            Column.text("PERIOD", "cap_period"),
                            Column.count("RPM", "rate_limit_rpm"),
                            Column.text("TAG", "default_tag"),
                            Column.text("SUB-ACCOUNT", "sub_account_id"),
                            Column.text("CREATED (UTC)", "created_at")));

    private Keys(Shell shell) {
        super(shell);
    }

    /** The group with its verbs. */
    static CommandLine commandLine(Shell shell) {
        return new CommandLine(new Keys(shell))
                .addSubcommand(new CreateKey(shell))
                .addSubcommand(ListResources.commandLine(shell, KEYS))
                .addSubcommand(ShowResource.commandLine(shell, KEYS))
                .addSubcommand(DeleteResource.commandLine(shell, KEYS))
                .addSubcommand(new RotateKey(shell));
    }
}
