package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.WebhookReceiver;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where webhooks may not point to, and what else is refused of them. */
class WebhookTargetsTest {

    @TempDir static Path folder;
    static GatewayUnderTest gateway;

    @BeforeAll
    static void start() {
        gateway =
                GatewayUnderTest.started(
                        folder, Map.of(), Map.of("gateway.webhooks.allow-http", "true"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @Tag("S10")
    @ValueSource(
            strings = {
                "http://127.0.0.1/hook",
                "http://localhost:8080/hook",
                "http://[::1]/hook",
                "http://[::ffff:127.0.0.1]/hook",
                "http://0.0.0.0/hook",
                "http://10.1.2.3/hook",
                "http://172.16.0.1/hook",
                "http://192.168.1.1/hook",
                "http://169.254.169.254/latest/meta-data",
                "http://100.100.100.200/latest",
                "http://[fd00:ec2::254]/latest",
                "http://[fe80::1]/hook",
                "http://[64:ff9b::7f00:1]/hook",
                "http://2130706433/hook",
                "http://user:secret@example.com/hook",
                "ftp://example.com/hook",
                "file:///etc/passwd",
                "https://example.com/a b",
                "https://example.com/\\u0000",
                "hook",
                "route:call",
                "route:serve",
                "route:send-nowhere"
            })
    void refusesAnAddressThatLeadsInsideOrIsNone(String url) {
        // Given
        String body = "{\"url\":\"%s\",\"events\":[\"*\"]}".formatted(url);

        // When
        HttpResponse<String> answer = gateway.post("/v1/webhooks", body);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(GatewayUnderTest.json(answer).at("/error/param").asText()).isEqualTo("url");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"events\":[\"*\"]}|url",
                "{\"url\":7,\"events\":[\"*\"]}|url",
                "{\"url\":\"https://example.com/\"}|events",
                "{\"url\":\"https://example.com/\",\"events\":[]}|events",
                "{\"url\":\"https://example.com/\",\"events\":\"*\"}|events",
                "{\"url\":\"https://example.com/\",\"events\":[\"job.completed\"]}|events"
            })
    void refusesAWebhookThatWouldNeverBeTold(String body, String field) {
        // Given, When
        HttpResponse<String> answer = gateway.post("/v1/webhooks", body);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(GatewayUnderTest.json(answer).at("/error/param").asText()).isEqualTo(field);
    }

    @Test
    @Tag("S10")
    void looksAtTheAddressAgainWhenItConnects(@TempDir Path other) {
        // Given
        Map<String, String> lenient =
                Map.of(
                        "gateway.webhooks.allow-http",
                        "true",
                        "gateway.webhooks.allow-private",
                        "true");
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            try (GatewayUnderTest before = GatewayUnderTest.started(other, Map.of(), lenient)) {
                before.post(
                        "/v1/webhooks",
                        "{\"url\":\"%s\",\"events\":[\"*\"]}"
                                .formatted(receiver.url("/").replace("127.0.0.1", "localhost")));
            }
            try (GatewayUnderTest strict =
                    GatewayUnderTest.started(
                            other, Map.of(), Map.of("gateway.webhooks.allow-http", "true"))) {

                // When
                JsonNode key = GatewayUnderTest.json(strict.post("/v1/keys", "{\"name\":\"k\"}"));
                strict.post("/v1/keys/" + key.path("id").asText() + "/rotate", "");

                // Then
                JsonNode tried = awaitTry(strict);
                assertThat(tried.path("error").asText()).contains("inside this network");
                assertThat(receiver.received()).isEmpty();
            }
        }
    }

    private static JsonNode awaitTry(GatewayUnderTest gateway) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        JsonNode found = gateway(gateway);
        while (found.path("attempts").asInt() == 0 && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(5_000_000);
            found = gateway(gateway);
        }
        return found;
    }

    private static JsonNode gateway(GatewayUnderTest gateway) {
        return GatewayUnderTest.json(gateway.get("/v1/webhooks/deliveries")).at("/data/0");
    }
}
