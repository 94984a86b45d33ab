package io.aigateway.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;

/**
 * One run of the command and what came of it.
 *
 * @param exit the exit code
 * @param out all of standard output
 * @param err all of standard error
 */
record Run(int exit, String out, String err) {

    /** Runs the command against a gateway, in a pipe, with a key. */
    static Run of(FakeGateway gateway, String... args) {
        return with(
                Map.of("AIGATEWAY_BASE_URL", gateway.address(), "AIGATEWAY_API_KEY", "sk-aig-t"),
                args);
    }

    /** Runs the command with these environment variables only, in a pipe. */
    static Run with(Map<String, String> env, String... args) {
        return with(env, false, args);
    }

    /** Runs the command against a gateway, on a terminal with colours. */
    static Run onTerminal(FakeGateway gateway, Map<String, String> more, String... args) {
        Map<String, String> env = new HashMap<>(more);
        env.put("AIGATEWAY_BASE_URL", gateway.address());
        return with(env, true, args);
    }

    private static Run with(Map<String, String> env, boolean terminal, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Aig.run(args, new PrintWriter(out), new PrintWriter(err), env::get, terminal);
        return new Run(exit, out.toString(), err.toString());
    }
}
