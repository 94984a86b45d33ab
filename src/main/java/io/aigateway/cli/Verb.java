package io.aigateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What every verb has: the shell it works in, and {@code --help} that ends with examples. A verb
 * answers its exit code; whatever ends it early is a {@link CommandFailure}.
 */
@Command(
        synopsisHeading = "Usage: ",
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%n",
        commandListHeading = "%nVerbs:%n",
        footerHeading = "%nExamples:%n",
        synopsisSubcommandLabel = "VERB",
        sortOptions = false)
abstract class Verb implements Callable<Integer> {

    /** The world it works in. */
    protected final Shell shell;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = Integer.MAX_VALUE,
            description = "Shows this help.")
    private boolean help;

    @Spec private CommandSpec spec = CommandSpec.create();

    /** A verb that works in this shell. */
    protected Verb(Shell shell) {
        this.shell = shell;
    }

    /** How this verb stands on the command line. */
    protected final CommandSpec spec() {
        return spec;
    }

    /** The failure for arguments that do not go together. */
    protected final ParameterException wrongUsage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
