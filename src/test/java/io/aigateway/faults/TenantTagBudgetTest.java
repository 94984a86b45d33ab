package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tag's budget within one sub-account, which nobody else can spend. */
@Tag("M19")
@Tag("B17")
class TenantTagBudgetTest {

    private static final String COST_CENTS = "0.0016";

    @TempDir static Path folder;
    static Bench bench;
    static Till till;

    @BeforeAll
    static void start() {
        bench = Bench.started(folder);
        till = new Till(bench.gateway());
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void calm() {
        bench.calm();
    }

    @Test
    void isSpentByItsOwnSubAccountAlone() {
        // Given
        JsonNode own = subAccount("owner");
        JsonNode other = subAccount("neighbour");
        JsonNode budget = till.budget(tagOf(own, "batch"), "1000");
        JsonNode ofAll = till.budget("'tag':'batch'", "1000");

        // When
        askAs(own, "batch", "");
        askAs(other, "batch", "");
        till.ask("openai/chat", "batch", "");

        // Then
        assertThat(till.spent(budget)).isEqualByComparingTo(COST_CENTS);
        assertThat(till.spent(ofAll)).isEqualByComparingTo("0.0048");
    }

    @Test
    void refusesItsOwnSubAccountAlone() {
        // Given
        JsonNode own = subAccount("poor");
        JsonNode other = subAccount("rich");
        till.budget(tagOf(own, "nightly"), "0.0001");

        // When
        HttpResponse<String> refused = askAs(own, "nightly", "");
        HttpResponse<String> served = askAs(other, "nightly", "");

        // Then
        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(Till.message(refused))
                .startsWith(
                        "The tag 'nightly' of sub-account '%s' has used $0.00 of its monthly cap"
                                .formatted(own.path("id").asText()));
        assertThat(served.statusCode()).isEqualTo(200);
    }

    @Test
    void isOneForEachTagOfAPattern() {
        // Given
        JsonNode own = subAccount("patterned");
        till.budget(tagOf(own, "crew:*"), "0.0645");

        // When
        int first = askAs(own, "crew:a", ",'max_tokens':300").statusCode();
        int again = askAs(own, "crew:a", ",'max_tokens':300").statusCode();
        int other = askAs(own, "crew:b", ",'max_tokens':300").statusCode();

        // Then
        assertThat(first).isEqualTo(200);
        assertThat(again).isEqualTo(402);
        assertThat(other).isEqualTo(200);
    }

    @Test
    void startsWithWhatTheSubAccountHasSpentBefore() {
        // Given
        JsonNode own = subAccount("early");
        askAs(own, "weekly", "");

        // When
        JsonNode budget = till.budget(tagOf(own, "weekly"), "1000");

        // Then
        assertThat(budget.path("spent_cents").decimalValue()).isEqualByComparingTo(COST_CENTS);
        assertThat(budget.at("/scope/tag").asText()).isEqualTo("weekly");
        assertThat(budget.at("/scope/sub_account_id").asText()).isEqualTo(own.path("id").asText());
    }

    private static JsonNode subAccount(String name) {
        return till.create("/v1/sub-accounts", "{'name':'%s'}".formatted(name));
    }

    private static String tagOf(JsonNode subAccount, String tag) {
        return "'tag':'%s','sub_account_id':'%s'".formatted(tag, subAccount.path("id").asText());
    }

    private static HttpResponse<String> askAs(JsonNode subAccount, String tag, String more) {
        return till.askAs(subAccount.path("key").asText(), "openai/chat", tag, more);
    }
}
