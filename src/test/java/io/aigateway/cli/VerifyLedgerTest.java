package io.aigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.store.Database;
import io.aigateway.store.Durability;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyLedgerTest {

    private static final String WRONG =
            """
            {"object":"ledger_verification","ok":false,"records":1234,"differences_total":1,
             "differences":[{"counter":"ledger","scope":"tag:team-a",
              "window":"month from 2026-11-01T00:00:00Z","counted_cents":12.5,
              "recorded_cents":12,"difference_cents":0.5,"counted_requests":0,
              "recorded_requests":0}]}
            """;

    private final Path folder;

    VerifyLedgerTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    @Tag("D8")
    void showsWhatDiffersInATableAndEndsWithOne() {
        // Given
        try (FakeGateway gateway = FakeGateway.answering(WRONG)) {

            // When
            Run run = Run.of(gateway, "ledger", "verify");

            // Then
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.out())
                    .contains("COUNTER  SCOPE       WINDOW")
                    .contains("ledger   tag:team-a  month from 2026-11-01T00:00:00Z")
                    .endsWith(
                            "1 counters are not what their records add up to (1,234 usage records).\n");
            assertThat(gateway.onlySeen().line()).isEqualTo("GET /v1/ledger/verify");
        }
    }

    @Test
    @Tag("D8")
    void saysThatAllIsWell() {
        // Given
        try (FakeGateway gateway =
                FakeGateway.answering("{\"ok\":true,\"records\":7,\"differences\":[]}")) {

            // When
            Run run = Run.of(gateway, "ledger", "verify");

            // Then
            assertThat(run)
                    .isEqualTo(
                            new Run(
                                    0,
                                    "Every counter is what its records add up to (7 usage records).\n",
                                    ""));
        }
    }

    @Test
    @Tag("D8")
    void looksIntoAFolderOfAStoppedGateway() {
        // Given
        try (Database database = Database.open(folder, Durability.NORMAL)) {
            database.write(
                    sql ->
                            sql.update(
                                    "insert into spend_rollup values ('day', 'account', 20000, '',"
                                            + " '', 10000000, 1, 0, 0)"));
        }

        // When
        Run run = Run.with(Map.of(), "ledger", "verify", "--data", folder.toString());

        // Then
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("rollup", "day from 2024-10-04T00:00:00Z", "$0.01");
    }

    @Test
    @Tag("D5")
    void saysThatAFolderHoldsNoDatabase() {
        // Given
        Path empty = folder.resolve("empty");

        // When
        Run run = Run.with(Map.of(), "ledger", "verify", "--data", empty.toString());

        // Then
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("holds no aigateway.db").hasLineCount(1);
    }
}
