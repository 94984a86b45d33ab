package io.aigateway.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells every error as one line on standard error, without a stack trace. */
final class OneLineErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private final Shell shell;

    OneLineErrors(Shell shell) {
        this.shell = shell;
    }

    @Override
    public int handleParseException(ParameterException error, String[] args) {
        String command = error.getCommandLine().getCommandSpec().qualifiedName();
        tell(message(error) + " (see '" + command + " --help')");
        return Aig.EXIT_WRONG_USAGE;
    }

    @Override
    public int handleExecutionException(
            Exception error, CommandLine commandLine, ParseResult parsed) {
        if (error instanceof CommandFailure failure) {
            tell(String.valueOf(failure.getMessage()));
            return failure.exitCode();
        }
        tell("a fault in aig itself, please report it: " + error);
        return Aig.EXIT_NO;
    }

    private void tell(String message) {
        // What was printed so far comes first, also where both go to the same place.
        shell.out().flush();
        shell.note(message);
    }

    private static String message(ParameterException error) {
        if (error instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        // picocli starts some of its messages with this word; the line says it is one.
        return String.valueOf(error.getMessage()).replaceFirst("^Error: ", "");
    }

    private static String unmatched(UnmatchedArgumentException error) {
        String kind = error.isUnknownOption() ? "unknown option" : "unexpected argument";
        String message = kind + " '" + error.getUnmatched().get(0) + "'";
        List<String> suggestions = error.getSuggestions();
        return suggestions.isEmpty()
                ? message
                : message + "; did you mean '" + suggestions.get(0) + "'?";
    }
}
