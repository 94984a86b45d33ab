package io.aigateway.migrate.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.migrate.convert.litellm.LiteLlmConverter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of budgets, run by a shell against a gateway. */
class BudgetScriptTest {

    private static final String CONFIGURATION =
            """
            model_list:
              - model_name: fast
                litellm_params: {model: openai/gpt-5.4-mini, api_key: os.environ/OPENAI_API_KEY}
            litellm_settings:
              max_budget: 120
              budget_duration: 30d
              tag_budget_config:
                "it's $(whoami) & `more`": {max_budget: 2.5, budget_duration: 1d}
                plain: {max_budget: 0.75, budget_duration: 7d}
            router_settings:
              provider_budget_config:
                openai: {budget_limit: 10, time_period: 1d}
            """;

    @TempDir Path folder;

    @Test
    void makesTheBudgetsThatTheApiThenLists() throws Exception {
        // Given
        String script =
                String.valueOf(
                        Converted.of(new LiteLlmConverter(), CONFIGURATION)
                                .conversion()
                                .files()
                                .get(BudgetScript.FILE));
        Path file = Files.writeString(folder.resolve(BudgetScript.FILE), script);
        Path bin = aig();
        try (GatewayUnderTest gateway = GatewayUnderTest.started(folder.resolve("gateway"))) {

            // When
            int exit = run(file, bin, gateway);

            // Then
            JsonNode budgets = GatewayUnderTest.json(gateway.get("/v1/budgets")).path("data");
            List<String> made = new ArrayList<>();
            budgets.forEach(
                    one ->
                            made.add(
                                    "%s %s %s"
                                            .formatted(
                                                    one.path("scope"),
                                                    one.path("cap_cents").asText(),
                                                    one.path("period").asText())));
            assertThat(exit).as(Files.readString(folder.resolve("told"))).isZero();
            assertThat(budgets)
                    .hasSize(script.lines().filter(l -> l.startsWith("aig ")).toList().size());
            assertThat(made)
                    .hasSize(4)
                    .anyMatch(
                            one ->
                                    one.contains("it's $(whoami) & `more`")
                                            && one.endsWith(" 250 day"))
                    .anyMatch(one -> one.contains("plain") && one.endsWith(" 75 week"))
                    .anyMatch(one -> one.contains("openai") && one.endsWith(" 1000 day"));
        }
    }

    /** The command as an installation has it, on the path of the shell. */
    private Path aig() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path aig =
                Files.writeString(
                        bin.resolve("aig"),
                        "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp \"$AIG_CLASSES\" io.aigateway.cli.Aig \"$@\"\n"
                                .formatted(java));
        assertThat(aig.toFile().setExecutable(true)).isTrue();
        return bin;
    }

    private int run(Path script, Path bin, GatewayUnderTest gateway) throws Exception {
        ProcessBuilder shell =
                new ProcessBuilder("sh", script.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("told").toFile());
        shell.environment().put("PATH", bin + File.pathSeparator + System.getenv("PATH"));
        shell.environment().put("AIG_CLASSES", System.getProperty("java.class.path"));
        shell.environment().put("AIGATEWAY_BASE_URL", gateway.baseUrl());
        shell.environment().put("AIGATEWAY_API_KEY", gateway.adminKey());
        Process process = shell.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
