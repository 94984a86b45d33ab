package io.aigateway.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * The world a verb works in.
 *
 * @param out where results go, and nothing else
 * @param err where errors and notes go, one line each
 * @param env the environment variables
 * @param terminal whether a person looks at {@code out}: allows colours and headings in colour
 * @param pause how a verb that repeats itself waits
 * @param in what the person types
 */
record Shell(
        PrintWriter out,
        PrintWriter err,
        Environment env,
        boolean terminal,
        Pause pause,
        BufferedReader in) {

    /** A world in which nobody types anything. */
    Shell(PrintWriter out, PrintWriter err, Environment env, boolean terminal, Pause pause) {
        this(out, err, env, terminal, pause, new BufferedReader(Reader.nullReader()));
    }

    /** Whether colours are wanted: on a terminal, unless NO_COLOR (no-color.org) is set. */
    Ansi ansi() {
        boolean wanted =
                terminal
                        && env.value("NO_COLOR").isEmpty()
                        && !env.value("TERM").orElse("").equals("dumb");
        return wanted ? Ansi.ON : Ansi.OFF;
    }

    /** The text in a style, where colours are wanted. */
    String styled(String text, IStyle style) {
        // Not the style's own end: bold ends with 21, which many terminals take for an underline.
        return ansi().enabled() ? style.on() + text + Style.reset.on() : text;
    }

    /** The gateway that the environment names; fails when the environment makes no sense. */
    GatewayApi gateway() {
        return new GatewayApi(Connection.from(env, Connection.usualDataFolders(env)));
    }

    /** Tells the person one line that is not part of the result. */
    void note(String message) {
        err.println("aig: " + TerminalText.oneLine(message));
        err.flush();
    }
}
