package io.aigateway.cli;

import io.aigateway.Gateway;
import io.aigateway.GatewaySettings;
import io.aigateway.Installation;
import io.aigateway.error.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aig up}: runs the gateway in the foreground. */
@Command(
        name = "up",
        description =
                "Runs the gateway in the foreground; Ctrl-C or SIGTERM lets calls under way finish and ends it, a second one at once.",
        footer = {
            "  aig up",
            "  aig up --port 9000 --data /var/lib/aigateway",
            "  aig up --try --config ./my-config --data \"$(mktemp -d)\"",
            "  OPENAI_API_KEY=sk-... aig up --config ./my-config"
        })
final class Up extends Verb {

    private static final String DEFAULT_PORT = "8080";

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port to listen on (default: AIGATEWAY_PORT, or 8080).")
    private @Nullable Integer port;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description =
                    "Configuration folder (default: AIGATEWAY_CONFIG, or config/ of the installation).")
    private @Nullable Path config;

    @Option(
            names = "--routes",
            paramLabel = "DIR",
            description =
                    "Folder of routes (default: AIGATEWAY_ROUTES, or routes/ of the installation).")
    private @Nullable Path routes;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder of the database and the admin key (default: AIGATEWAY_DATA, or ./data).")
    private @Nullable Path data;

    @Option(
            names = "--try",
            description =
                    "Start, make one call to the demo model, and end: shows whether it would run.")
    private boolean trial;

    Up(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        GatewaySettings settings = settings();
        boolean newKey =
                !Files.exists(settings.data().resolve("admin-key"))
                        && shell.env().value("AIGATEWAY_ADMIN_KEY").isEmpty();
        Gateway gateway = new Gateway(settings);
        Ending ending = Ending.of(gateway);
        start(gateway);
        if (trial) {
            shell.out()
                    .println(
                            "AIgateway starts and answers; it would listen on "
                                    + gateway.baseUrl());
            gateway.close();
            return Aig.EXIT_DONE;
        }
        new Welcome(shell, settings, gateway).show(newKey);
        ending.serveUntilTold();
        return Aig.EXIT_DONE;
    }

    private static void start(Gateway gateway) {
        try {
            gateway.start();
        } catch (ConfigException unusable) {
            throw CommandFailure.no(String.valueOf(unusable.getMessage()));
        }
    }

    private GatewaySettings settings() {
        Installation installation = Installation.find();
        return new GatewaySettings(
                host,
                port == null ? portOfEnvironment() : port,
                folder(config, "AIGATEWAY_CONFIG", installation.config()),
                folder(routes, "AIGATEWAY_ROUTES", installation.routes()),
                folder(data, "AIGATEWAY_DATA", Path.of("data")),
                Map.of());
    }

    private int portOfEnvironment() {
        String text = shell.env().value("AIGATEWAY_PORT").orElse(DEFAULT_PORT);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw CommandFailure.wrongUsage(
                    "AIGATEWAY_PORT must be a port number, but was '" + text + "'");
        }
    }

    private Path folder(@Nullable Path flag, String variable, Path otherwise) {
        return (flag != null ? flag : shell.env().value(variable).map(Path::of).orElse(otherwise))
                .toAbsolutePath()
                .normalize();
    }
}
