package io.aigateway.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.Installation;
import io.aigateway.catalog.Catalog;
import io.aigateway.check.RouteCheck;
import io.aigateway.check.SettingsCheck;
import io.aigateway.config.ConfigFiles;
import io.aigateway.config.Finding;
import io.aigateway.config.Findings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aig check}: validates configuration and routes without starting anything. */
@Command(
        name = "check",
        description = "Validates configuration and routes without starting anything.",
        footer = {
            "  aig check",
            "  aig check --config ./my-config --routes ./my-routes",
            "  aig check --json | jq -r '.data[].message'"
        })
final class Check extends Verb {

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

    @Mixin private JsonOption json = new JsonOption();

    Check(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        Installation installation = Installation.find();
        List<Finding> findings =
                findings(
                        folder("--config", config, "AIGATEWAY_CONFIG", installation.config()),
                        folder("--routes", routes, "AIGATEWAY_ROUTES", installation.routes()));
        if (json.wanted()) {
            json.print(shell, list(findings));
        } else {
            findings.forEach(finding -> shell.out().println(TerminalText.oneLine("" + finding)));
        }
        return findings.isEmpty() ? Aig.EXIT_DONE : Aig.EXIT_NO;
    }

    private List<Finding> findings(Path configFolder, Path routeFolder) {
        ConfigFiles files = new ConfigFiles(configFolder);
        Findings findings = new Findings();
        Set<String> settings = SettingsCheck.check(files, findings);
        RouteCheck.check(routeFolder, settings, findings);
        Catalog.check(files, io.aigateway.config.Environment.ofProcess()).forEach(findings::add);
        return findings.all();
    }

    private Path folder(String option, @Nullable Path flag, String variable, Path otherwise) {
        Path folder =
                flag != null ? flag : shell.env().value(variable).map(Path::of).orElse(otherwise);
        if (!Files.isDirectory(folder)) {
            throw wrongUsage(option + ": there is no folder '" + folder + "'");
        }
        return folder;
    }

    private static ObjectNode list(List<Finding> findings) {
        ObjectNode list = Json.object().put("object", "list");
        ArrayNode data = list.putArray("data");
        for (Finding finding : findings) {
            data.addObject()
                    .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                    .put("file", finding.file())
                    .put("line", finding.line())
                    .put("message", finding.message());
        }
        return list;
    }
}
