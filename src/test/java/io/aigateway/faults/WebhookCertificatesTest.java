package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aigateway.fixture.Certificates;
import io.aigateway.fixture.GatewayProcess;
import io.aigateway.fixture.RawCaller;
import io.aigateway.fixture.WebhookReceiver;
import io.aigateway.fixture.WebhookReceiver.Received;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks over TLS: events go to receivers that prove who they are, and to nobody else. */
class WebhookCertificatesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir static Path folder;
    static Map<String, WebhookReceiver> receivers = new HashMap<>();
    static GatewayProcess gateway;

    @BeforeAll
    static void start() {
        Certificates certificates = Certificates.in(folder);
        for (String alias : new String[] {"good", "expired", "elsewhere", "self-signed"}) {
            receivers.put(alias, new WebhookReceiver(certificates, alias));
        }
        gateway =
                GatewayProcess.in(folder.resolve("gateway"))
                        .setting("gateway.webhooks.allow-private = true")
                        .option(certificates.trusted())
                        .started();
        receivers.forEach(
                (alias, receiver) ->
                        post(
                                "/v1/webhooks",
                                "{\"url\":\"%s\",\"events\":[\"key.rotated\"]}"
                                        .formatted(receiver.url("/" + alias))));
        String key = post("/v1/keys", "{\"name\":\"secret name\"}").path("id").asText();
        post("/v1/keys/" + key + "/rotate", "");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        receivers.values().forEach(WebhookReceiver::close);
    }

    @Test
    void areDeliveredWhenTheCertificateIsGood() {
        // When
        Received told = receivers.get("good").awaitReceived(1).get(0);

        // Then
        assertThat(told.json().path("type").asText()).isEqualTo("key.rotated");
        assertThat(told.header("aig-signature")).isNotBlank();
        assertThat(awaitTried("good", "delivered").path("response_status").asInt()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "elsewhere", "self-signed"})
    void tellNothingWhenItIsNotAndAreTriedAgain(String alias) {
        // When
        JsonNode tried = awaitTried(alias, "pending");

        // Then
        assertThat(tried.path("response_status").asInt()).isZero();
        assertThat(tried.path("error").asText()).isNotBlank().doesNotContain("secret name");
        assertThat(tried.path("next_attempt_at").asText()).isNotBlank();
        assertThat(receivers.get(alias).received()).isEmpty();
    }

    private static JsonNode awaitTried(String alias, String status) {
        String url = receivers.get(alias).url("/" + alias);
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            for (JsonNode one : get("/v1/webhooks/deliveries").path("data")) {
                if (one.path("url").asText().equals(url)
                        && one.path("attempts").asInt() > 0
                        && one.path("status").asText().equals(status)) {
                    return one;
                }
            }
            LockSupport.parkNanos(10_000_000);
        }
        throw new AssertionError(
                "no " + status + " delivery to " + url + ": " + get("/v1/webhooks/deliveries"));
    }

    private static JsonNode post(String path, String body) {
        return answer(RawCaller.post(path, gateway.adminKey(), body, "Connection: close"));
    }

    private static JsonNode get(String path) {
        return answer(
                "GET %s HTTP/1.1\r\nhost: g\r\nconnection: close\r\nauthorization: Bearer %s\r\n\r\n"
                        .formatted(path, gateway.adminKey()));
    }

    private static JsonNode answer(String request) {
        try (RawCaller caller = RawCaller.to(gateway.port())) {
            String answer = caller.send(request).readToEnd();
            return JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n")));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
