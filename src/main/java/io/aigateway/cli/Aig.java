package io.aigateway.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** The command {@code aig}: runs the verb that its arguments name. */
@Command(
        name = "aig",
        description =
                "AIgateway: one OpenAI-compatible endpoint, keys, budgets that hold, failover.",
        footer = {
            "  aig call openai/gpt-5.4 \"Why is the sky blue?\"",
            "  aig usage --by tag --month 2026-11",
            "  aig key create billing --cap 5000 --period month",
            "",
            "Environment: AIGATEWAY_BASE_URL (default http://127.0.0.1:8080), AIGATEWAY_API_KEY.",
            "'aig VERB --help' shows what a verb takes."
        })
public final class Aig extends Verb {

    /** The verb did what it was asked to do. */
    public static final int EXIT_DONE = 0;

    /** The verb's own "no": declined, over budget, not found, gateway unreachable. */
    public static final int EXIT_NO = 1;

    /** Arguments or environment variables that cannot work. */
    public static final int EXIT_WRONG_USAGE = 2;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the version.")
    private boolean version;

    private Aig(Shell shell) {
        super(shell);
    }

    /** Runs the verb and ends the process with its exit code. */
    public static void main(String[] args) {
        // Not around a writer of our own: this way checkError() also notices a closed pipe.
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, false, StandardCharsets.UTF_8);
        System.exit(run(args, out, err, System::getenv, isTerminal(System.console())));
    }

    /**
     * Runs the verb that the arguments name and answers its exit code; throws nothing.
     *
     * @param out where results go
     * @param err where errors go, one line each
     * @param env the environment variables
     * @param terminal whether a person looks at {@code out}
     */
    public static int run(
            String[] args, PrintWriter out, PrintWriter err, Environment env, boolean terminal) {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        return run(
                args,
                new Shell(out, err, env, terminal, length -> Thread.sleep(length.toMillis()), in));
    }

    static int run(String[] args, Shell shell) {
        try {
            return commandLine(shell).execute(args);
        } finally {
            shell.out().flush();
            shell.err().flush();
        }
    }

    /** The command with all its verbs, ready to run. */
    static CommandLine commandLine(Shell shell) {
        CommandLine aig = withVerbs(new CommandLine(new Aig(shell)), shell);
        aig.getCommandSpec().version("aig " + version());
        OneLineErrors errors = new OneLineErrors(shell);
        return aig.setOut(shell.out())
                .setErr(shell.err())
                .setColorScheme(Help.defaultColorScheme(shell.ansi()))
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    // In the order in which the help lists them; a new verb is one line here.
    private static CommandLine withVerbs(CommandLine aig, Shell shell) {
        return aig.addSubcommand(new Up(shell))
                .addSubcommand(new Check(shell))
                .addSubcommand(new CallModel(shell))
                .addSubcommand(new ListModels(shell))
                .addSubcommand(new ShowUsage(shell))
                .addSubcommand(new TailCalls(shell))
                .addSubcommand(Keys.commandLine(shell))
                .addSubcommand(SubAccounts.commandLine(shell))
                .addSubcommand(Budgets.commandLine(shell))
                .addSubcommand(Ledger.commandLine(shell))
                .addSubcommand(WebhookVerbs.commandLine(shell))
                .addSubcommand(new Migrate(shell));
    }

    /** The version of this build; {@code unreleased} when it does not run from a jar. */
    static String version() {
        return Optional.ofNullable(Aig.class.getPackage().getImplementationVersion())
                .orElse("unreleased");
    }

    /** Without a verb: the help, as an error. */
    @Override
    public Integer call() {
        spec().commandLine().usage(shell.err(), shell.ansi());
        return EXIT_WRONG_USAGE;
    }

    // From Java 22 on a console exists without a terminal too, and says which it is.
    private static boolean isTerminal(@Nullable Console console) {
        try {
            return console != null
                    && (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
