package io.aigateway.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aigateway.error.GatewayException;
import io.aigateway.store.Database;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecentCallsTest {

    private final Database database = Database.inMemory();
    private final RecentCalls calls = new RecentCalls(database);

    RecentCallsTest() {
        try (UsageLog log = new UsageLog(database)) {
            log.append(call("r1", "sa_1", 200, "a", "b"));
            log.append(call("r2", "sa_2", 429, "b"));
            log.append(call("r3", "sa_1", 502, "a"));
            log.append(call("r4", null, 200));
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,-,-,-,r4 r3 r2 r1",
                "b,-,-,-,r2 r1",
                "-,error,-,-,r3 r2",
                "-,429,-,-,r2",
                "a,200,-,-,r1",
                "-,-,fast,-,r4 r3 r2 r1",
                "-,-,openai/gpt-5.4,sa_1,r3 r1",
                "a,error,fast,sa_1,r3",
                "a,error,fast,sa_2,''"
            })
    void showsTheNewestThatMatchEveryCondition(
            @Nullable String tag,
            @Nullable String status,
            @Nullable String model,
            @Nullable String subAccount,
            String expected) {
        // Given
        CallFilter filter = new CallFilter(tag, status, model, subAccount);

        // When
        List<UsageRecord> found = calls.list(100, filter);

        // Then
        assertThat(String.join(" ", found.stream().map(UsageRecord::requestId).toList()))
                .isEqualTo(expected);
    }

    @Test
    void tellsACallAsTheContractSays() {
        // Given
        List<UsageRecord> newest = calls.list(1, new CallFilter("a", null, null, "sa_1"));

        // When
        String json = UsageViews.calls(newest).toString();

        // Then
        assertThat(json)
                .isEqualTo(
                        "{'object':'list','data':[{'request_id':'r3','model':'openai/gpt-5.4','provider':'openai','status':502,'latency_ms':120,'first_token_ms':30,'cost_cents':0.1,'tag':'a','tags':['a'],'created_at':'2026-11-01T00:00:00Z','attempts':[]}]}"
                                .replace('\'', '"'));
        assertThat(UsageViews.wholeCall(newest.get(0)).get("sub_account_id").textValue())
                .isEqualTo("sa_1");
    }

    @Test
    @Tag("A9")
    void hidesTheCallsOfOthers() {
        // Given
        UsageRecord own = calls.byRequestId("r1", "sa_1");

        // When
        assertThatThrownBy(() -> calls.byRequestId("r1", "sa_2"))

                // Then
                .isInstanceOfSatisfying(
                        GatewayException.class, e -> assertThat(e.error().status()).isEqualTo(404));
        assertThat(own.requestId()).isEqualTo("r1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_001})
    void refusesALimitThatIsNone(int limit) {
        // Given
        CallFilter every = new CallFilter(null, null, null, null);

        // When
        assertThatThrownBy(() -> calls.list(limit, every))

                // Then
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        e -> assertThat(e.error().param()).isEqualTo("limit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ok", "99", "600", "2 or 1=1"})
    void refusesAStatusThatIsNone(String status) {
        // Given
        String tag = "a";

        // When
        assertThatThrownBy(() -> new CallFilter(tag, status, null, null))

                // Then
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        e -> assertThat(e.error().param()).isEqualTo("status"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "stream", "above_hold = 1 or 1"})
    void refusesAMarkThatIsNone(String mark) {
        // Given
        String tag = "a";

        // When
        assertThatThrownBy(() -> new CallFilter(tag, null, null, null, mark))

                // Then
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        e -> assertThat(e.error().param()).isEqualTo("mark"));
    }

    private static UsageRecord call(
            String id, @Nullable String subAccount, int status, String... tags) {
        return Calls.call(
                id, Calls.NOVEMBER, 1_000_000, "key_1", subAccount, status, List.of(tags));
    }
}
