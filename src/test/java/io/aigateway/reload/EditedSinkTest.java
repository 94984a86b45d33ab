package io.aigateway.reload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.OwnRoutes;
import io.aigateway.fixture.WebhookReceiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator sends events elsewhere by editing routes while the gateway runs. */
class EditedSinkTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String TO_A_FILE =
            """
            - route:
                id: %1$s
                description: Appends each event to a file.
                routeConfigurationId: sink-errors
                from:
                  uri: direct:%1$s
                  steps:
                    - setBody:
                        expression:
                          simple:
                            expression: "${variable.delivery.body}"
                    - to:
                        id: append-%1$s
                        uri: file:%2$s
                        parameters:
                          fileName: events.jsonl
                          fileExist: Append
                          appendChars: "\\\\n"
            """;
    private static final String BROKEN =
            """
            - route:
                id: %1$s
                description: Cannot deliver.
                routeConfigurationId: sink-errors
                from:
                  uri: direct:%1$s
                  steps:
                    - throwException:
                        exceptionType: java.lang.IllegalStateException
                        message: the stream is closed
            """;

    @TempDir Path folder;
    private final WebhookReceiver receiver = new WebhookReceiver();
    private OwnRoutes routes;
    private GatewayUnderTest gateway;

    @BeforeEach
    void start() {
        routes = OwnRoutes.in(folder.resolve("routes"));
        gateway =
                GatewayUnderTest.started(
                        folder,
                        Map.of(),
                        Map.of(
                                "gateway.webhooks.allow-http",
                                "true",
                                "gateway.webhooks.allow-private",
                                "true"),
                        routes.folder());
    }

    @AfterEach
    void stop() {
        gateway.close();
        receiver.close();
    }

    @Test
    void anEditedRouteSendsWhatAllWebhooksAreTold() {
        // Given
        webhook(receiver.url("/"));
        Path written = folder.resolve("out/events.jsonl");

        // When
        routes.with(
                "sinks/send-webhook.camel.yaml",
                TO_A_FILE.formatted("send-webhook", written.getParent()));
        await(
                () -> {
                    rotateAKey();
                    return Files.exists(written);
                });

        // Then
        assertThat(text(written)).contains("\"type\":\"key.rotated\"");
        await(() -> lastDelivery().path("status").asText().equals("delivered"));
    }

    @Test
    void aRouteThatIsAddedSendsForTheWebhooksThatNameIt() {
        // Given
        Path written = folder.resolve("out/events.jsonl");
        routes.with(
                "sinks/send-file.camel.yaml",
                TO_A_FILE.formatted("send-file", written.getParent()));
        await(() -> webhook("route:send-file") == 201);
        webhook(receiver.url("/"));

        // When
        rotateAKey();

        // Then
        receiver.awaitReceived(1);
        await(() -> Files.exists(written) && text(written).endsWith("\n"));
        assertThat(text(written).strip()).isEqualTo(receiver.received().get(0).body());
    }

    @Test
    void aRouteThatThrowsHasNotDelivered() {
        // Given
        routes.with("sinks/send-broken.camel.yaml", BROKEN.formatted("send-broken"));
        await(() -> webhook("route:send-broken") == 201);

        // When
        rotateAKey();
        await(() -> lastDelivery().path("attempts").asInt() == 1);

        // Then
        assertThat(lastDelivery().path("status").asText()).isEqualTo("pending");
        assertThat(lastDelivery().path("error").asText()).contains("the stream is closed");
    }

    private int webhook(String url) {
        return gateway.post("/v1/webhooks", "{\"url\":\"%s\",\"events\":[\"*\"]}".formatted(url))
                .statusCode();
    }

    private void rotateAKey() {
        JsonNode key = GatewayUnderTest.json(gateway.post("/v1/keys", "{\"name\":\"k\"}"));
        gateway.post("/v1/keys/" + key.path("id").asText() + "/rotate", "");
    }

    private JsonNode lastDelivery() {
        return GatewayUnderTest.json(gateway.get("/v1/webhooks/deliveries?limit=1")).at("/data/0");
    }

    private static void await(BooleanSupplier wanted) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!wanted.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
