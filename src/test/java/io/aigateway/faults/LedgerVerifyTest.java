package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.LoadOfCalls;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the counters are the sum of the records, asked of a gateway that serves. */
class LedgerVerifyTest {

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench = Bench.started(folder);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    @Tag("D8")
    void findsNothingWrongWhileCallsAreMade() {
        // Given
        LoadOfCalls load =
                LoadOfCalls.begin(
                        4,
                        bench.gateway().baseUrl(),
                        bench.gateway().adminKey(),
                        "openai/chat",
                        "busy");
        load.awaitAnswers(20);

        // When
        JsonNode found = verify();

        // Then
        load.end();
        assertThat(found.path("differences")).as("%s", found).isEmpty();
        assertThat(found.path("ok").asBoolean()).isTrue();
        assertThat(found.path("records").asLong()).isGreaterThanOrEqualTo(20);
        assertThat(found.path("scopes").asLong()).isGreaterThanOrEqualTo(20);
        assertThat(verify().path("ok").asBoolean()).isTrue();
    }

    @Test
    @Tag("D8")
    void tellsWhichCounterIsNotTheSumOfItsRecords() throws SQLException {
        // Given
        String call =
                "{\"model\":\"openai/chat\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        bench.gateway().post("/v1/chat/completions", call, "x-aig-tag", "tampered");
        assertThat(bench.records("tampered")).hasSize(1);
        change("nanos = nanos + 10000000");

        // When
        JsonNode found = verify();

        // Then
        change("nanos = nanos - 10000000");
        assertThat(found.path("ok").asBoolean()).isFalse();
        assertThat(found.path("differences"))
                .anySatisfy(
                        one -> {
                            assertThat(one.path("counter").asText()).isEqualTo("rollup");
                            assertThat(one.path("scope").asText()).isEqualTo("tag:tampered");
                            assertThat(one.path("difference_cents").asInt()).isEqualTo(1);
                        })
                .anySatisfy(
                        one -> {
                            assertThat(one.path("counter").asText()).isEqualTo("ledger");
                            assertThat(one.path("scope").asText()).isEqualTo("tag:tampered");
                            assertThat(one.path("difference_cents").asInt()).isEqualTo(-1);
                        });
    }

    private static void change(String set) throws SQLException {
        Path file = bench.gateway().folder().resolve("data/aigateway.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = 5000");
            statement.executeUpdate(
                    "update spend_rollup set "
                            + set
                            + " where scope_kind = 'tag' and scope_id = 'tampered'");
        }
    }

    private static JsonNode verify() {
        return GatewayUnderTest.json(bench.gateway().get("/v1/ledger/verify"));
    }
}
