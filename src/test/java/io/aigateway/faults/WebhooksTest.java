package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.MovableClock;
import io.aigateway.fixture.OwnRoutes;
import io.aigateway.fixture.WebhookReceiver;
import io.aigateway.fixture.WebhookReceiver.Received;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks, against a real receiver. */
class WebhooksTest {

    private static final Map<String, String> INSIDE =
            Map.of("gateway.webhooks.allow-http", "true", "gateway.webhooks.allow-private", "true");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir Path folder;
    private final WebhookReceiver receiver = new WebhookReceiver();
    private OwnRoutes routes;
    private GatewayUnderTest gateway;

    @BeforeEach
    void start() {
        routes = OwnRoutes.in(folder.resolve("routes")).withMovableClock();
        gateway = started(INSIDE);
    }

    private GatewayUnderTest started(Map<String, String> settings) {
        return GatewayUnderTest.started(folder, Map.of(), settings, routes.folder());
    }

    @AfterEach
    void stop() {
        gateway.close();
        receiver.close();
    }

    @Test
    void tellsAnEventSignedInBothForms() throws Exception {
        // Given
        webhook(receiver.url("/hook?token=a%20b"), "key.rotated");
        String secret = secret();

        // When
        String key = rotateAKey();

        // Then
        Received told = receiver.awaitReceived(1).get(0);
        assertThat(told.path()).isEqualTo("/hook?token=a%20b");
        assertThat(told.json().path("type").asText()).isEqualTo("key.rotated");
        assertThat(told.json().path("id").asText()).isEqualTo(told.header("aig-event-id"));
        assertThat(told.json().path("created").asLong()).isPositive();
        assertThat(told.json().at("/data/key_id").asText()).isEqualTo(key);
        String timestamp = told.header("aig-timestamp");
        String expected = hmac(secret, timestamp + "." + told.body());
        assertThat(told.header("aig-signature")).isEqualTo(expected);
        assertThat(told.header("X-Gateway-Signature"))
                .isEqualTo("t=" + timestamp + ",v1=" + expected);
        assertThat(told.header("aig-delivery-id")).startsWith("whd_");
        assertThat(told.header("aig-delivery-attempt")).isEqualTo("1");
        assertThat(told.header("Content-Type")).isEqualTo("application/json");
        assertThat(told.headers()).noneMatch(name -> name.toLowerCase().startsWith("camel"));
    }

    @Test
    void tellsOnlyWhatAWebhookWants() {
        // Given
        webhook(receiver.url("/balance"), "balance.low");
        webhook(receiver.url("/all"), "*");

        // When
        rotateAKey();

        // Then
        awaitDelivery(delivery -> delivery.path("status").asText().equals("delivered"));
        assertThat(receiver.received()).extracting(Received::path).containsExactly("/all");
    }

    @Test
    void signsWithTheOldSecretTooForADayAfterARotation() throws Exception {
        // Given
        webhook(receiver.url("/"), "*");
        String old = secret();
        String fresh =
                GatewayUnderTest.json(gateway.post("/v1/webhook-secret/rotate", ""))
                        .path("secret")
                        .asText();

        // When
        rotateAKey();
        receiver.awaitReceived(1);
        clock().move(Duration.ofHours(25));
        rotateAKey();

        // Then
        List<Received> told = receiver.awaitReceived(2);
        String first = told.get(0).header("aig-timestamp") + "." + told.get(0).body();
        assertThat(told.get(0).header("X-Gateway-Signature"))
                .endsWith(",v1=" + hmac(old, first) + ",v1=" + hmac(fresh, first));
        assertThat(told.get(0).header("aig-signature")).isEqualTo(hmac(fresh, first));
        assertThat(told.get(1).header("X-Gateway-Signature")).containsOnlyOnce("v1=");
    }

    @Test
    void triesAFailingReceiverEightTimesInADayAndThenGivesUp() {
        // Given
        receiver.failing(100, 500);
        webhook(receiver.url("/"), "*");
        Instant begun = clock().instant();

        // When
        rotateAKey();
        JsonNode last = awaitDelivery(delivery -> delivery.path("attempts").asInt() == 1);
        for (int tries = 2; last.path("status").asText().equals("pending"); tries++) {
            moveTo(last.path("next_attempt_at").asText());
            int expected = tries;
            last = awaitDelivery(delivery -> delivery.path("attempts").asInt() == expected);
        }

        // Then
        assertThat(last.path("status").asText()).isEqualTo("failed");
        assertThat(last.path("attempts").asInt()).isEqualTo(8);
        assertThat(last.path("response_status").asInt()).isEqualTo(500);
        assertThat(last.path("next_attempt_at").isNull()).isTrue();
        assertThat(Duration.between(begun, clock().instant()))
                .isBetween(Duration.ofHours(21), Duration.ofHours(24));
        assertThat(receiver.received())
                .extracting(told -> told.header("aig-delivery-attempt"))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
        assertThat(receiver.received())
                .extracting(told -> told.header("aig-event-id"))
                .containsOnly(receiver.received().get(0).header("aig-event-id"));
    }

    @Test
    void deliversOnceTheReceiverIsWellAgain() {
        // Given
        receiver.failing(2, 503);
        webhook(receiver.url("/"), "*");

        // When
        rotateAKey();
        for (int tries = 1; tries <= 2; tries++) {
            int expected = tries;
            JsonNode tried = awaitDelivery(one -> one.path("attempts").asInt() == expected);
            moveTo(tried.path("next_attempt_at").asText());
        }

        // Then
        JsonNode done = awaitDelivery(one -> one.path("status").asText().equals("delivered"));
        assertThat(done.path("attempts").asInt()).isEqualTo(3);
        assertThat(done.path("response_status").asInt()).isEqualTo(200);
        assertThat(done.path("error").isNull()).isTrue();
    }

    @Test
    void doesNotFollowARedirect() {
        // Given
        try (WebhookReceiver elsewhere = new WebhookReceiver()) {
            receiver.redirectingTo(elsewhere.url("/"));
            webhook(receiver.url("/"), "*");

            // When
            rotateAKey();

            // Then
            JsonNode tried = awaitDelivery(one -> one.path("attempts").asInt() == 1);
            assertThat(tried.path("response_status").asInt()).isEqualTo(302);
            assertThat(tried.path("status").asText()).isEqualTo("pending");
            assertThat(elsewhere.received()).isEmpty();
        }
    }

    @Test
    void letsASlowReceiverHoldUpNobodyElse() {
        // Given
        try (WebhookReceiver hanging = new WebhookReceiver().hanging();
                WebhookReceiver trickling = new WebhookReceiver().trickling()) {
            webhook(hanging.url("/"), "*");
            webhook(trickling.url("/"), "*");
            webhook(receiver.url("/"), "*");

            // When
            for (int i = 0; i < 5; i++) {
                rotateAKey();
            }

            // Then
            assertThat(receiver.awaitReceived(5)).hasSize(5);
            assertThat(hanging.received()).hasSizeLessThanOrEqualTo(2);
            assertThat(trickling.received()).hasSizeLessThanOrEqualTo(2);
            clock().move(Duration.ofSeconds(1));
            JsonNode cut =
                    awaitDelivery(
                            one ->
                                    one.path("url").asText().equals(hanging.url("/"))
                                            && one.path("attempts").asInt() == 1);
            assertThat(cut.path("error").asText()).isNotBlank();
        }
    }

    @Test
    void deliversAfterARestartWhatWasPending() {
        // Given
        receiver.failing(1, 500);
        webhook(receiver.url("/"), "*");
        rotateAKey();
        JsonNode tried = awaitDelivery(one -> one.path("attempts").asInt() == 1);
        gateway.close();

        // When
        gateway = started(INSIDE);
        moveTo(tried.path("next_attempt_at").asText());

        // Then
        JsonNode done = awaitDelivery(one -> one.path("status").asText().equals("delivered"));
        assertThat(done.path("id")).isEqualTo(tried.path("id"));
        assertThat(done.path("attempts").asInt()).isEqualTo(2);
    }

    @Test
    void repeatsADeliveryOnDemandWithTheSameEvent() {
        // Given
        webhook(receiver.url("/"), "*");
        rotateAKey();
        String first = awaitDelivery(one -> one.path("attempts").asInt() == 1).path("id").asText();

        // When
        HttpResponse<String> made =
                gateway.post("/v1/webhooks/deliveries/" + first + "/replay", "");

        // Then
        List<Received> told = receiver.awaitReceived(2);
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(GatewayUnderTest.json(made).path("replay_of").asText()).isEqualTo(first);
        assertThat(told.get(1).body()).isEqualTo(told.get(0).body());
        assertThat(told.get(1).header("aig-delivery-id")).isNotEqualTo(first);
    }

    @Test
    void sendsNothingMoreToADeletedWebhook() {
        // Given
        receiver.failing(100, 500);
        String id = webhook(receiver.url("/"), "*");
        rotateAKey();
        String delivery =
                awaitDelivery(one -> one.path("attempts").asInt() == 1).path("id").asText();

        // When
        gateway.call("DELETE", "/v1/webhooks/" + id, "");
        clock().move(Duration.ofDays(1));
        rotateAKey();

        // Then
        JsonNode all = deliveries();
        assertThat(all).hasSize(1);
        assertThat(all.at("/0/status").asText()).isEqualTo("failed");
        assertThat(all.at("/0/error").asText()).isEqualTo("the webhook was deleted");
        assertThat(gateway.post("/v1/webhooks/deliveries/" + delivery + "/replay", "").statusCode())
                .isEqualTo(404);
        assertThat(receiver.received()).hasSize(1);
    }

    private String webhook(String url, String events) {
        String body = "{\"url\":\"%s\",\"events\":[\"%s\"]}".formatted(url, events);
        HttpResponse<String> made = gateway.post("/v1/webhooks", body);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return GatewayUnderTest.json(made).path("id").asText();
    }

    private String rotateAKey() {
        String key =
                GatewayUnderTest.json(gateway.post("/v1/keys", "{\"name\":\"k\"}"))
                        .path("id")
                        .asText();
        gateway.post("/v1/keys/" + key + "/rotate", "");
        return key;
    }

    private String secret() {
        return GatewayUnderTest.json(gateway.get("/v1/webhook-secret")).path("secret").asText();
    }

    private JsonNode deliveries() {
        return GatewayUnderTest.json(gateway.get("/v1/webhooks/deliveries")).path("data");
    }

    private JsonNode awaitDelivery(Predicate<JsonNode> wanted) {
        Instant deadline = Instant.now().plus(PATIENCE.plus(PATIENCE));
        while (Instant.now().isBefore(deadline)) {
            for (JsonNode delivery : deliveries()) {
                if (wanted.test(delivery)) {
                    return delivery;
                }
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new AssertionError("no such delivery among " + deliveries());
    }

    private MovableClock clock() {
        return gateway.gateway()
                .context()
                .getRegistry()
                .lookupByNameAndType("clock", MovableClock.class);
    }

    private void moveTo(String instant) {
        clock().move(Duration.between(clock().instant(), Instant.parse(instant)));
    }

    private static String hmac(String secret, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
