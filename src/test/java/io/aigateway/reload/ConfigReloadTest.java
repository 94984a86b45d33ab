package io.aigateway.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.aigateway.fixture.GatewayUnderTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configuration files that are edited while the gateway runs. */
class ConfigReloadTest {

    private static final String RULES =
            """
            rules:
              - model: my-name
                failover: [demo/echo]
            """;
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir static Path folder;
    static GatewayUnderTest gateway;

    @BeforeAll
    static void start() {
        gateway = GatewayUnderTest.started(folder, Map.of("rules.yaml", RULES), Map.of());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void putsANewRuleInForceWithoutARestart() throws IOException {
        // Given
        assertThat(ask("another-name").statusCode()).isEqualTo(404);

        // When
        edit(RULES + "  - model: another-name\n    failover: [demo/echo]\n");

        // Then
        assertTimeoutPreemptively(SOON, () -> waitUntilServed("another-name"));
    }

    @Test
    @Tag("H2")
    void keepsTheOldRulesWhenAnEditIsBroken() throws IOException {
        // Given
        edit(RULES);

        // When
        edit("rules:\n  - model: my-name\n    failoverr: [demo/echo]\n");
        pause(Duration.ofMillis(2_500));

        // Then
        assertThat(ask("my-name").statusCode()).isEqualTo(200);
    }

    private static void edit(String text) throws IOException {
        Files.writeString(folder.resolve("config/rules.yaml"), text);
    }

    private static void waitUntilServed(String model) {
        while (ask(model).statusCode() != 200) {
            pause(Duration.ofMillis(50));
        }
    }

    private static void pause(Duration length) {
        LockSupport.parkNanos(length.toNanos());
    }

    private static HttpResponse<String> ask(String model) {
        return gateway.post(
                "/v1/chat/completions",
                "{\"model\":\""
                        + model
                        + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    }
}
