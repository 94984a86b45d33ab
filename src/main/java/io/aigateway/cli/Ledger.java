package io.aigateway.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code aig ledger}: whether the gateway's own books are right. */
@Command(
        name = "ledger",
        description = "Checks the gateway's own books.",
        footer = {"  aig ledger verify", "  aig ledger verify --data /var/lib/aigateway"})
final class Ledger extends Group {

    private Ledger(Shell shell) {
        super(shell);
    }

    /** The group with its verbs. */
    static CommandLine commandLine(Shell shell) {
        return new CommandLine(new Ledger(shell)).addSubcommand(new VerifyLedger(shell));
    }
}
