package io.aigateway;

import io.aigateway.error.ConfigException;
import java.net.BindException;

/** Says in one line why the gateway could not start. */
final class StartFailure {

    private StartFailure() {}

    static ConfigException explain(Throwable failed, GatewaySettings settings) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigException known) {
                return known;
            }
            if (cause instanceof BindException) {
                return new ConfigException(
                        "Port " + settings.port() + " on " + settings.host()
                                + " is taken; stop the other process, or choose another port with --port.");
            }
        }
        return new ConfigException("The gateway cannot start: " + innermost(failed));
    }

    private static String innermost(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
