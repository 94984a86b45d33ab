package io.aigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WebhooksTest {

    private static final String DELIVERIES =
            """
            {"data":[
              {"id":"whd_2","type":"usage.threshold","status":"pending","attempts":2,
               "response_status":503,"next_attempt_at":"2026-11-23T10:20:00Z","url":"https://x/"},
              {"id":"whd_1","type":"key.rotated","status":"delivered","attempts":1,
               "response_status":200,"next_attempt_at":null,"url":"https://x/"}]}
            """;

    @Test
    void createsAWebhookThatWantsSomeEvents() {
        // Given
        try (FakeGateway gateway = FakeGateway.listening().then(201, "{\"id\":\"wh_1\"}")) {
            // When
            Run run =
                    Run.of(
                            gateway,
                            "webhook",
                            "create",
                            "https://example.com/hook",
                            "--events",
                            "usage.threshold,key.rotated");

            // Then
            assertThat(run).isEqualTo(new Run(0, "id  wh_1\n", ""));
            assertThat(gateway.onlySeen().line()).isEqualTo("POST /v1/webhooks");
            assertThat(gateway.onlySeen().body())
                    .isEqualTo(
                            "{\"url\":\"https://example.com/hook\","
                                    + "\"events\":[\"usage.threshold\",\"key.rotated\"]}");
        }
    }

    @Test
    void createsAWebhookThatWantsEverything() {
        // Given
        try (FakeGateway gateway = FakeGateway.listening().then(201, "{\"id\":\"wh_1\"}")) {
            // When
            Run.of(gateway, "webhook", "create", "https://example.com/hook");

            // Then
            assertThat(gateway.onlySeen().body()).endsWith("\"events\":[\"*\"]}");
        }
    }

    @Test
    void listsDeliveries() {
        // Given
        try (FakeGateway gateway = FakeGateway.answering(DELIVERIES)) {
            // When
            Run run = Run.of(gateway, "webhook", "deliveries", "--status", "pending");

            // Then
            assertThat(run.out())
                    .isEqualTo(
                            """
                            ID     TYPE             STATUS     TRIES  ANSWER  NEXT TRY (UTC)       URL
                            whd_2  usage.threshold  pending        2  503     2026-11-23 10:20:00  https://x/
                            whd_1  key.rotated      delivered      1  200     -                    https://x/
                            """);
            assertThat(gateway.onlySeen().line())
                    .isEqualTo("GET /v1/webhooks/deliveries?limit=20&status=pending");
        }
    }

    @Test
    void replaysADelivery() {
        // Given
        try (FakeGateway gateway = FakeGateway.listening().then(201, "{\"id\":\"whd_3\"}")) {
            // When
            Run run = Run.of(gateway, "webhook", "replay", "whd_1");

            // Then
            assertThat(run).isEqualTo(new Run(0, "Sending it again as delivery whd_3.\n", ""));
            assertThat(gateway.onlySeen().line())
                    .isEqualTo("POST /v1/webhooks/deliveries/whd_1/replay");
        }
    }
}
