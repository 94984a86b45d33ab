package io.aigateway.migrate.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.cli.Aig;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.store.Database;
import io.aigateway.store.Durability;
import io.aigateway.store.StoreException;
import io.aigateway.usage.FolderAudit;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export of LiteLLM's tables goes into a gateway's data folder, and its keys work there. */
class KeyImportTest {

    private static final String HELLO =
            "{\"model\":\"demo/echo\",\"max_tokens\":8,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    @TempDir Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int aig(String from, String... more) {
        List<String> args =
                new ArrayList<>(
                        List.of(
                                "migrate",
                                "litellm",
                                "--import-keys",
                                from,
                                "--data",
                                data().toString()));
        args.addAll(List.of("--config", folder.resolve("config").toString()));
        args.addAll(List.of(more));
        return Aig.run(
                args.toArray(String[]::new),
                new PrintWriter(out),
                new PrintWriter(err),
                name -> null,
                false);
    }

    private Path data() {
        return folder.resolve("data");
    }

    private String export() throws IOException {
        Files.createDirectories(folder.resolve("config"));
        return Files.writeString(folder.resolve("export.json"), Export.json()).toString();
    }

    @Test
    void clientsKeepTheirKeysAndSpendGoesOnFromWhereItStood() throws IOException {
        // Given
        int exit = aig(export());

        // When
        try (GatewayUnderTest gateway = GatewayUnderTest.started(folder)) {
            int ofTeam =
                    gateway.postAs(Export.TEAM_KEY, "/v1/chat/completions", HELLO).statusCode();
            int spent =
                    gateway.postAs(Export.SPENT_KEY, "/v1/chat/completions", HELLO).statusCode();
            int blocked =
                    gateway.postAs(Export.BLOCKED_KEY, "/v1/chat/completions", HELLO).statusCode();
            int narrow =
                    gateway.postAs(Export.NARROW_KEY, "/v1/chat/completions", HELLO).statusCode();
            JsonNode budgets = GatewayUnderTest.json(gateway.get("/v1/budgets"));
            JsonNode team = GatewayUnderTest.json(gateway.get("/v1/sub-accounts"));
            JsonNode verified = GatewayUnderTest.json(gateway.get("/v1/ledger/verify"));

            // Then
            assertThat(err.toString()).isEmpty();
            assertThat(exit).isZero();
            assertThat(List.of(ofTeam, spent, blocked, narrow)).containsExactly(200, 402, 401, 403);
            JsonNode budget = budgets.path("data").path(0);
            assertThat(budget.path("cap_cents").asDouble()).isEqualTo(250);
            assertThat(budget.path("spent_cents").asDouble()).isGreaterThanOrEqualTo(125);
            assertThat(budget.path("alert_at").path(0).asDouble()).isEqualTo(0.8);
            assertThat(team.toString()).contains("Team, one", "\"t-1\"", "ann@example.com");
            assertThat(verified.path("ok").asBoolean()).isTrue();
        }
    }

    @Test
    void aSecondImportChangesNothing() throws IOException {
        // Given
        String export = export();
        aig(export);
        String before = contents();
        out.getBuffer().setLength(0);

        // When
        int exit = aig(export);

        // Then
        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains(
                        "added 0 keys (0 of them blocked), 0 sub-accounts, 0 budgets and 0 opening balances; 7 were there already");
        assertThat(contents()).isEqualTo(before);
        assertThat(FolderAudit.of(data()).ok()).isTrue();
    }

    @Test
    void aDryRunCountsAndWritesNothing() throws IOException {
        // Given
        String export = export();

        // When
        int exit = aig(export, "--dry-run");

        // Then
        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains(
                        "not carried over: 1 keys have aliases, which has no equal",
                        "not carried over: 1 tags have a name that a tag cannot have",
                        "unheard-of",
                        "would add 4 keys (1 of them blocked), 2 sub-accounts, 1 budgets and ")
                .doesNotContain("sk-litellm");
        assertThat(data()).doesNotExist();
    }

    @Test
    void aFolderOfCsvFilesIsTheSameAsJson() throws IOException {
        // Given
        export();
        Path csv = Export.csv(Files.createDirectories(folder.resolve("csv")));

        // When
        int exit = aig(csv.toString(), "--dry-run");

        // Then
        assertThat(exit).isZero();
        String fromCsv = out.toString();
        out.getBuffer().setLength(0);
        aig(export(), "--dry-run");
        assertThat(fromCsv).isEqualTo(out.toString());
    }

    @Test
    void theDatabaseItselfIsTheSameAsItsExport() throws Exception {
        // Given
        export();
        try (PostgresUnderTest postgres = PostgresUnderTest.started()) {
            postgres.fill(Export.tables());

            // When
            int exit = aig(postgres.url(), "--dry-run");

            // Then
            assertThat(err.toString()).isEmpty();
            assertThat(exit).isZero();
            String fromDatabase = out.toString();
            out.getBuffer().setLength(0);
            aig(export(), "--dry-run");
            assertThat(fromDatabase).isEqualTo(out.toString());
        }
    }

    @Test
    void aDatabaseThatCannotBeReachedIsOneLineWithoutItsPassword() throws IOException {
        // Given
        export();

        // When
        int exit = aig("postgresql://litellm:hush-hush@127.0.0.1:1/litellm");

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString())
                .contains("the database cannot be read")
                .doesNotContain("hush-hush");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void theWholeSpentWhatItsKeysAndTeamsDidAndTagsAreNotCountedBesideThem() throws IOException {
        // Given
        aig(export());

        // When
        List<Long> nanos = new ArrayList<>();
        try (Database database = Database.open(data(), Durability.NORMAL)) {
            for (String query :
                    List.of(
                            "select sum(nanos) as n from usage_record",
                            "select sum(r.nanos) as n from usage_record r join usage_tag t on t.record_id = r.id where t.tag = 'product:bot'",
                            "select sum(r.nanos) as n from usage_record r join sub_account s on s.id = r.sub_account_id where s.external_ref = 't-1'")) {
                nanos.add(database.read(sql -> sql.row(query, row -> row.number("n")).orElse(0L)));
            }
        }

        // Then
        assertThat(nanos).containsExactly(6_500_000_000L, 1_250_000_000L, 5_000_000_000L);
    }

    @Test
    void anImportThatFailsOnTheWayLeavesNothingBehind() throws IOException {
        // Given
        Path export = Path.of(export());
        try (Database database = Database.open(data(), Durability.NORMAL)) {
            database.write(sql -> sql.update("drop table spend_rollup"));
        }

        // When
        int exit = aig(export.toString());

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("nothing was taken over");
        try (Database database = Database.open(data(), Durability.NORMAL)) {
            assertThat(
                            database.<Long>read(
                                    sql ->
                                            sql.row(
                                                            "select count(*) as n from api_key",
                                                            row -> row.number("n"))
                                                    .orElse(-1L)))
                    .isZero();
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsNoExportIsRefused() throws IOException {
        // Given
        export();
        Path other = Files.writeString(folder.resolve("other.json"), "{\"keys\": []}");

        // When
        int exit = aig(other.toString());

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("it holds none of LiteLLM's tables");
        assertThat(data()).doesNotExist();
    }

    private String contents() {
        StringBuilder all = new StringBuilder();
        try (Database database = Database.open(data(), Durability.NORMAL)) {
            for (String table :
                    List.of("api_key", "sub_account", "budget", "usage_record", "spend_rollup")) {
                String column =
                        table.equals("spend_rollup")
                                ? "nanos || scope_id || scope_kind || window_number"
                                : "id";
                database.read(
                                sql ->
                                        sql.rows(
                                                "select "
                                                        + column
                                                        + " as c from "
                                                        + table
                                                        + " order by 1",
                                                row -> row.text("c")))
                        .forEach(row -> all.append(table).append(' ').append(row).append('\n'));
            }
        }
        return all.toString();
    }
}
