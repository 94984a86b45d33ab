package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.WebhookReceiver;
import io.aigateway.fixture.WebhookReceiver.Received;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of budgets: thresholds that are reached, and caps that refuse a sub-account. */
class BudgetEventsTest {

    private static final Map<String, String> INSIDE =
            Map.of("gateway.webhooks.allow-http", "true", "gateway.webhooks.allow-private", "true");

    /** One call costs 0.0016 cents, and may cost about 0.06 at most. */
    private static final String CALL =
            "{\"model\":\"openai/chat\",\"messages\":[{\"role\":\"user\",\"content\":\"What is the answer?\"}]}";

    @TempDir Path folder;
    private final WebhookReceiver receiver = new WebhookReceiver();
    private Bench bench;

    @BeforeEach
    void start() {
        bench = Bench.started(folder, INSIDE, files -> files);
        create("/v1/webhooks", "{\"url\":\"" + receiver.url("/") + "\",\"events\":[\"*\"]}");
    }

    @AfterEach
    void stop() {
        bench.close();
        receiver.close();
    }

    @Test
    void tellsEachThresholdOnceWhenItIsReached() {
        // Given
        String budget = budget("{\"tag\":\"team-a\",\"cap_cents\":0.1,\"alert_at\":[0.01,0.03]}");

        // When
        ask(bench.gateway().adminKey(), "team-a");
        receiver.awaitReceived(1);
        ask(bench.gateway().adminKey(), "team-a");
        receiver.awaitReceived(2);
        ask(bench.gateway().adminKey(), "team-a");
        List<Received> told = settled(2);

        // Then
        assertThat(told)
                .extracting(each -> each.json().path("type").asText())
                .containsOnly("usage.threshold");
        JsonNode first = told.get(0).json().path("data");
        assertThat(first.path("budget_id").asText()).isEqualTo(budget);
        assertThat(first.at("/scope/type").asText()).isEqualTo("tag");
        assertThat(first.at("/scope/id").asText()).isEqualTo("team-a");
        assertThat(first.path("share").asDouble()).isEqualTo(0.01);
        assertThat(first.path("threshold_cents").asDouble()).isEqualTo(0.001);
        assertThat(first.path("spent_cents").asDouble()).isEqualTo(0.0016);
        assertThat(first.path("cap_cents").asDouble()).isEqualTo(0.1);
        assertThat(first.path("period").asText()).isEqualTo("month");
        assertThat(first.path("resets_at").asText()).endsWith("-01T00:00:00Z");
        assertThat(told.get(1).json().at("/data/share").asDouble()).isEqualTo(0.03);
    }

    @Test
    void tellsAThresholdOfEachTagThatAPatternStandsFor() {
        // Given
        budget("{\"tag\":\"team:*\",\"cap_cents\":0.1,\"alert_at\":[0.01]}");

        // When
        ask(bench.gateway().adminKey(), "team:red,team:blue,other");

        // Then
        assertThat(receiver.awaitReceived(2))
                .extracting(each -> each.json().at("/data/scope/id").asText())
                .containsExactlyInAnyOrder("team:red", "team:blue");
    }

    @Test
    void doesNotTellAThresholdAgainAfterARestart() {
        // Given
        budget("{\"account\":true,\"cap_cents\":1,\"period\":\"day\",\"alert_at\":[0.001]}");
        ask(bench.gateway().adminKey(), "any");
        receiver.awaitReceived(1);
        bench.close();

        // When
        bench = Bench.started(folder, INSIDE, files -> files);
        ask(bench.gateway().adminKey(), "any");

        // Then
        assertThat(settled(1)).hasSize(1);
    }

    @Test
    void tellsAThresholdAgainWhenTheCapWasChanged() {
        // Given
        String budget = budget("{\"tag\":\"team-c\",\"cap_cents\":0.1,\"alert_at\":[0.01]}");
        ask(bench.gateway().adminKey(), "team-c");
        receiver.awaitReceived(1);

        // When
        bench.gateway().call("PATCH", "/v1/budgets/" + budget, "{\"cap_cents\":0.15}");
        ask(bench.gateway().adminKey(), "team-c");

        // Then
        assertThat(receiver.awaitReceived(2).get(1).json().at("/data/cap_cents").asDouble())
                .isEqualTo(0.15);
    }

    @Test
    void tellsOnceThatASubAccountIsRefusedByItsCap() {
        // Given
        JsonNode poor = create("/v1/sub-accounts", "{\"name\":\"p\",\"spend_cap_cents\":0.001}");
        JsonNode other = create("/v1/sub-accounts", "{\"name\":\"q\",\"spend_cap_cents\":0.001}");

        // When
        for (int i = 0; i < 3; i++) {
            assertThat(ask(poor.path("key").asText(), "x").statusCode()).isEqualTo(402);
        }
        receiver.awaitReceived(1);
        ask(other.path("key").asText(), "x");
        List<Received> told = settled(2);

        // Then
        assertThat(told).hasSize(2);
        JsonNode first = told.get(0).json();
        assertThat(first.path("type").asText()).isEqualTo("sub_account.budget.exhausted");
        assertThat(first.at("/data/sub_account_id").asText()).isEqualTo(poor.path("id").asText());
        assertThat(first.at("/data/cap_cents").asDouble()).isEqualTo(0.001);
        assertThat(first.at("/data/requested_cents").asDouble()).isPositive();
        assertThat(told.get(1).json().at("/data/sub_account_id").asText())
                .isEqualTo(other.path("id").asText());
    }

    /** What was received once nothing more comes: an event of another kind was told after it. */
    private List<Received> settled(int expected) {
        bench.close();
        bench = Bench.started(folder, INSIDE, files -> files);
        JsonNode key = create("/v1/keys", "{\"name\":\"last\"}");
        bench.gateway().post("/v1/keys/" + key.path("id").asText() + "/rotate", "");
        return receiver.awaitReceived(expected + 1).stream()
                .filter(each -> !each.json().path("type").asText().equals("key.rotated"))
                .toList();
    }

    private String budget(String body) {
        return create("/v1/budgets", body).path("id").asText();
    }

    private JsonNode create(String path, String body) {
        HttpResponse<String> made = bench.gateway().post(path, body);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return GatewayUnderTest.json(made);
    }

    private HttpResponse<String> ask(String key, String tags) {
        return bench.gateway().postAs(key, "/v1/chat/completions", CALL, "x-aig-tag", tags);
    }
}
