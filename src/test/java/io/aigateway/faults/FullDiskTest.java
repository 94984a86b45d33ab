package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.Bench;
import io.aigateway.store.Database;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that cannot grow any more while calls are made. */
class FullDiskTest {

    private static final String CALL =
            "{\"model\":\"openai/chat\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final int MOST_CALLS = 500;

    @TempDir Path folder;

    @Test
    @Tag("D4")
    void callsAreRefusedBeforeAProviderIsAskedAndGoOnWhenThereIsSpace() {
        // Given
        try (Bench bench = Bench.started(folder)) {
            fill(bench, true);
            untilStatus(bench, 503);
            int asked = bench.asked();

            // When
            HttpResponse<String> refused = call(bench);

            // Then
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("overloaded_error");
            assertThat(bench.asked()).isEqualTo(asked);
            assertThat(bench.gateway().get("/health/ready").statusCode()).isEqualTo(503);
            fill(bench, false);
            untilStatus(bench, 200);
            assertThat(bench.gateway().get("/v1/ledger/verify").body()).contains("\"ok\":true");
            assertThat(answered(bench)).isEqualTo(bench.asked());
        }
    }

    @Test
    @Tag("D4")
    void callsGoOnWhenTheOperatorWantsThat() {
        // Given
        Map<String, String> allow = Map.of("gateway.budget.when-ledger-is-down", "allow");
        try (Bench bench = Bench.started(folder, allow, files -> files)) {
            fill(bench, true);
            for (int i = 0; i < MOST_CALLS && isReady(bench); i++) {
                call(bench);
            }

            // When
            HttpResponse<String> answer = call(bench);

            // Then
            assertThat(isReady(bench)).isFalse();
            assertThat(answer.statusCode()).isEqualTo(200);
            fill(bench, false);
            for (int i = 0; i < MOST_CALLS && !isReady(bench); i++) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            assertThat(answered(bench)).isEqualTo(bench.asked());
        }
    }

    @Test
    @Tag("D4")
    @Tag("O11")
    void callsThatAreLetThroughAreRefusedOnceAsManyWaitAsMay() {
        // Given
        Map<String, String> allow =
                Map.of(
                        "gateway.budget.when-ledger-is-down", "allow",
                        "gateway.budget.most-waiting", "25");
        try (Bench bench = Bench.started(folder, allow, files -> files)) {
            fill(bench, true);

            // When
            untilStatus(bench, 503);

            // Then
            int asked = bench.asked();
            assertThat(asked).isGreaterThanOrEqualTo(25);
            assertThat(call(bench).body()).contains("overloaded_error");
            assertThat(bench.asked()).isEqualTo(asked);
            fill(bench, false);
            untilStatus(bench, 200);
            assertThat(bench.gateway().get("/v1/ledger/verify").body()).contains("\"ok\":true");
            assertThat(answered(bench)).isEqualTo(bench.asked());
        }
    }

    /** A report waits until what was handed over is written. */
    private static long answered(Bench bench) {
        bench.gateway().get("/v1/usage/by-day");
        return database(bench)
                .read(
                        sql ->
                                sql.row(
                                                "select count(*) as n from usage_record where status = 200",
                                                row -> row.number("n"))
                                        .orElse(0L));
    }

    private static boolean isReady(Bench bench) {
        return bench.gateway().get("/health/ready").statusCode() == 200;
    }

    private static void untilStatus(Bench bench, int status) {
        for (int i = 0; i < MOST_CALLS; i++) {
            if (call(bench).statusCode() == status) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        throw new AssertionError("no call was answered with " + status);
    }

    private static HttpResponse<String> call(Bench bench) {
        return bench.gateway()
                .post("/v1/chat/completions", CALL, "x-aig-tag", "t" + System.nanoTime());
    }

    /** SQLite is told that the file may not grow beyond its present pages. */
    private static void fill(Bench bench, boolean full) {
        database(bench)
                .write(
                        sql -> {
                            long pages =
                                    sql.row("pragma page_count", row -> row.number("page_count"))
                                            .orElse(0L);
                            return sql.rows(
                                    "pragma max_page_count = " + (full ? pages : 1_000_000),
                                    row -> row.number("max_page_count"));
                        });
    }

    private static Database database(Bench bench) {
        return bench.gateway()
                .gateway()
                .context()
                .getRegistry()
                .lookupByNameAndType("database", Database.class);
    }
}
