package io.aigateway;

import io.aigateway.error.ConfigException;
import io.aigateway.error.RootCause;
import java.net.BindException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in one line why the gateway could not start. */
final class StartFailure {

    private static final Logger LOGGER = LoggerFactory.getLogger(StartFailure.class);

    private StartFailure() {}

    static ConfigException explain(Throwable failed, GatewaySettings settings) {
        LOGGER.atDebug().setCause(failed).log("the gateway cannot start");
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigException known) {
                return known;
            }
            if (cause instanceof BindException) {
                return new ConfigException(
                        "Port "
                                + settings.port()
                                + " on "
                                + settings.host()
                                + " is taken; stop the other process, or choose another port with --port.");
            }
        }
        return new ConfigException("The gateway cannot start: " + RootCause.told(failed));
    }
}
