package io.aigateway.cli;

/** Ends a verb with one line on standard error and an exit code; it carries no stack trace. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** The verb's own "no": declined, over budget, not found, unreachable. Exit code 1. */
    public static CommandFailure no(String message) {
        return new CommandFailure(Aig.EXIT_NO, message);
    }

    /** The command was called, or its environment set, in a way that cannot work. Exit code 2. */
    public static CommandFailure wrongUsage(String message) {
        return new CommandFailure(Aig.EXIT_WRONG_USAGE, message);
    }

    /** What the process ends with. */
    public int exitCode() {
        return exitCode;
    }
}
