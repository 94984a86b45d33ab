package io.aigateway.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.GatewayUnderTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the HTTP client does on its own: nothing, but to replace a connection that was closed. */
class UpstreamClientTest {

    private static final String CALL =
            "{\"model\":\"%s/any\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    private static final String PROVIDERS =
            """
            providers:
              - {id: demo, wire: demo, auth: none}
              - {id: hangs-up, base-url: "http://127.0.0.1:%d/v1", auth: none}
              - {id: busy, base-url: "http://127.0.0.1:%d/v1", auth: none}
            """;

    static HangingUp hangsUp;
    static HangingUp busy;
    static GatewayUnderTest gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        hangsUp = HangingUp.answering(200);
        busy = HangingUp.answering(503);
        gateway =
                GatewayUnderTest.started(
                        folder,
                        Map.of(
                                "providers.yaml",
                                PROVIDERS.formatted(hangsUp.port(), busy.port()),
                                "models.yaml",
                                "models: []\n",
                                "rules.yaml",
                                "rules: []\n"),
                        Map.of());
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
        hangsUp.close();
        busy.close();
    }

    @Test
    void replacesAKeptConnectionThatTheProviderClosed() {
        // Given
        gateway.post("/v1/chat/completions", CALL.formatted("hangs-up"));

        // When
        HttpResponse<String> second =
                gateway.post("/v1/chat/completions", CALL.formatted("hangs-up"));

        // Then
        assertThat(second.statusCode()).isEqualTo(200);
    }

    @Test
    void doesNotRepeatWhatWasRefused() {
        // Given
        String call = CALL.formatted("busy");

        // When
        gateway.post("/v1/chat/completions", call);

        // Then
        assertThat(busy.requests()).isEqualTo(1);
    }
}
