package io.aigateway.cli;

import io.aigateway.Gateway;
import io.aigateway.GatewaySettings;
import io.aigateway.catalog.Provider;
import io.aigateway.catalog.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a person reads when the gateway is up: that it is ready, and what to type next. */
final class Welcome {

    private static final String KEY_VARIABLE = "$AIGATEWAY_API_KEY";

    private final Shell shell;
    private final GatewaySettings settings;
    private final Gateway gateway;

    Welcome(Shell shell, GatewaySettings settings, Gateway gateway) {
        this.shell = shell;
        this.settings = settings;
        this.gateway = gateway;
    }

    void show(boolean newKey) {
        line("AIgateway is ready: " + gateway.baseUrl());
        line("");
        line("Providers that are on: " + String.join(", ", usable()));
        if (newKey) {
            line("Admin key (shown once, kept in " + settings.data().resolve("admin-key") + "):");
            line("  export AIGATEWAY_API_KEY=" + key());
        } else {
            line("Admin key: " + where());
        }
        line("");
        line("A first call:");
        line(
                "  curl "
                        + gateway.baseUrl()
                        + "/chat/completions -H \"Authorization: Bearer "
                        + KEY_VARIABLE
                        + "\" \\");
        line("    -H 'Content-Type: application/json' \\");
        line(
                "    -d '{\"model\":\"demo/echo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'");
        line("The same with the OpenAI SDK:");
        line(
                "  python3 -c 'import os, openai; print(openai.OpenAI(base_url=\""
                        + gateway.baseUrl()
                        + "\", api_key=os.environ[\"AIGATEWAY_API_KEY\"]).chat.completions.create(model=\"demo/echo\", messages=[{\"role\":\"user\",\"content\":\"Hello\"}]).choices[0].message.content)'");
        line(
                "A route to edit while it runs: "
                        + settings.routes().resolve("pipeline/call.camel.yaml"));
        shell.out().flush();
    }

    private List<String> usable() {
        return gateway.catalog().providers().all().stream()
                .filter(Welcome::isOn)
                .map(Provider::id)
                .toList();
    }

    /** Those with a key of ours; a server on this machine may or may not run. */
    private static boolean isOn(Provider provider) {
        return provider.wire() == Wire.DEMO
                || (provider.apiKey() != null
                        && !provider.baseUrl().contains("://localhost")
                        && !provider.baseUrl().contains("://127."));
    }

    private String where() {
        return shell.env().value("AIGATEWAY_ADMIN_KEY").isPresent()
                ? "the one in AIGATEWAY_ADMIN_KEY"
                : "export AIGATEWAY_API_KEY=$(cat " + settings.data().resolve("admin-key") + ")";
    }

    private String key() {
        Path file = settings.data().resolve("admin-key");
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            return "(in " + file + ")";
        }
    }

    private void line(String text) {
        shell.out().println(text);
    }
}
