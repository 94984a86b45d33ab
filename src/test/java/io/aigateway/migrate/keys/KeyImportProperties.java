package io.aigateway.migrate.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.catalog.Catalog;
import io.aigateway.config.ConfigFiles;
import io.aigateway.config.Environment;
import io.aigateway.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any export, however odd its rows. */
class KeyImportProperties {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final List<String> TABLES =
            List.of(
                    "api_key",
                    "sub_account",
                    "budget",
                    "usage_record",
                    "usage_tag",
                    "spend_rollup");

    private static final Catalog CATALOG = shipped();

    /** A row of any table, its values as they stand in JSON; a tag's spend stands in it, too. */
    record Row(Map<String, Object> columns) {}

    private static Catalog shipped() {
        try {
            Path folder = Files.createTempDirectory("keys");
            Catalog catalog = Catalog.load(new ConfigFiles(folder), Environment.of(Map.of()));
            Files.delete(folder);
            return catalog;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Provide
    Arbitrary<List<Row>> keys() {
        return rows(
                Map.of(
                        "token", Arbitraries.of("a", "b", "c").map(KeyImportProperties::hash),
                        "team_id", Arbitraries.of("t-1", "t-2", "gone", ""),
                        "key_alias", odd(),
                        "models", odd(),
                        "metadata", odd(),
                        "expires", odd()));
    }

    @Provide
    Arbitrary<List<Row>> teams() {
        return rows(Map.of("team_id", Arbitraries.of("t-1", "t-2", ""), "team_alias", odd()));
    }

    @Provide
    Arbitrary<List<Row>> tags() {
        return rows(Map.of("tag_name", Arbitraries.of("one", "two", "three", "a,b", "")));
    }

    /** Spend and cap, with and without a period, running or over. */
    private static Arbitrary<List<Row>> rows(Map<String, Arbitrary<?>> own) {
        Arbitrary<Map<String, Object>> money =
                Combinators.combine(
                                Arbitraries.of(
                                        "0", "0.5", "1.25", "3", "7", "20", "-1", "x", "1e30"),
                                Arbitraries.of("", "1d", "30d", "7d", "soon"),
                                Arbitraries.of("", "2026-11-19T00:00:00Z", "2026-11-21T00:00:00Z"),
                                Arbitraries.of("", "5", "0.1", "{}"),
                                Arbitraries.of("", "2026-11-02T00:00:00Z", "2020-01-01 00:00:00"))
                        .as(
                                (spend, duration, reset, cap, made) ->
                                        new LinkedHashMap<String, Object>(
                                                Map.of(
                                                        "spend", spend,
                                                        "budget_duration", duration,
                                                        "budget_reset_at", reset,
                                                        "max_budget", cap,
                                                        "created_at", made)));
        Arbitrary<Map<String, Object>> all = money;
        for (Map.Entry<String, Arbitrary<?>> column : own.entrySet()) {
            all =
                    Combinators.combine(all, column.getValue())
                            .as(
                                    (map, value) -> {
                                        Map<String, Object> more = new LinkedHashMap<>(map);
                                        more.put(column.getKey(), value);
                                        return more;
                                    });
        }
        return all.map(Row::new).list().ofMaxSize(5);
    }

    private static Arbitrary<String> odd() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(12),
                Arbitraries.of(
                        "",
                        "null",
                        "{a,b}",
                        "[\"gpt-5.4\"]",
                        "{\"tags\":[\"x\",1]}",
                        "2099-01-01",
                        "😀"));
    }

    @Property(tries = 150)
    void whatIsCountedIsWhatIsThereAndASecondImportChangesNothing(
            @ForAll("keys") List<Row> keys,
            @ForAll("teams") List<Row> teams,
            @ForAll("tags") List<Row> tags)
            throws IOException {
        // Given
        Dump dump = dump(keys, teams, tags);
        try (Database database = Database.inMemory()) {
            ImportCounts first = new KeyImport(dump, CATALOG, NOW).into(database);
            List<Long> before = sizes(database);

            // When
            ImportCounts second =
                    new KeyImport(dump, CATALOG, NOW.plusSeconds(86_400 * 40L)).into(database);

            // Then
            assertThat(before.subList(0, 4))
                    .containsExactly(
                            (long) first.keys(),
                            (long) first.subAccounts(),
                            (long) first.budgets(),
                            (long) first.openingBalances());
            assertThat(
                            List.of(
                                    second.keys(),
                                    second.subAccounts(),
                                    second.budgets(),
                                    second.openingBalances()))
                    .containsOnly(0);
            assertThat(sizes(database)).isEqualTo(before);
        }
    }

    @Property(tries = 150)
    void eachTagAndEachKeySpentWhatItsRowSaysAndTheWholeNoMoreThanThat(
            @ForAll("keys") List<Row> keys, @ForAll("tags") List<Row> tags) throws IOException {
        // Given
        Dump dump = dump(keys, List.of(), tags);
        try (Database database = Database.inMemory()) {

            // When
            new KeyImport(dump, CATALOG, NOW).into(database);

            // Then
            for (String tag : List.of("one", "two", "three")) {
                long said = firstSpend(tags, "tag_name", tag);
                assertThat(
                                sum(
                                        database,
                                        "join usage_tag t on t.record_id = r.id where t.tag = '"
                                                + tag
                                                + "'"))
                        .isEqualTo(said);
            }
            long ofKeys = 0;
            for (String token : List.of("a", "b", "c")) {
                ofKeys += firstSpend(keys, "token", hash(token));
            }
            assertThat(sum(database, "where r.key_id is not null")).isEqualTo(ofKeys);
            long whole = sum(database, "");
            long running = most(tags, true);
            long over = most(tags, false);
            assertThat(whole)
                    .isBetween(Math.max(ofKeys, Math.max(running, over)), ofKeys + running + over);
        }
    }

    @Property(tries = 100)
    void noTextIsTooOddToBeRead(@ForAll String text) throws IOException {
        // Given
        Path csv = Files.createTempDirectory("csv");
        Path file = csv.resolve("LiteLLM_VerificationToken.csv");
        Files.writeString(
                file, "token,spend,models,metadata\n" + text.replaceAll("[\\ud800-\\udfff]", "?"));

        // When
        try (Database database = Database.inMemory()) {
            ImportCounts counts = new KeyImport(Dump.read(csv), CATALOG, NOW).into(database);

            // Then
            assertThat(counts.keys()).isEqualTo(sizes(database).get(0).intValue());
        } finally {
            Files.delete(file);
            Files.delete(csv);
        }
    }

    @Example
    void aTagOfADayIsPartOfWhatAKeySpentSinceEver() throws IOException {
        // Given
        Row key = row("token", hash("a"), "spend", "20", "budget_duration", "");
        Row tag = row("tag_name", "one", "spend", "3", "budget_duration", "1d");

        // When
        List<Long> sums = sumsAfter(key, tag);

        // Then
        assertThat(sums).containsExactly(20_000_000_000L, 3_000_000_000L, 3_000_000_000L);
    }

    @Example
    void aTagSinceEverHoldsWhatAKeySpentInItsRunningPeriod() throws IOException {
        // Given
        Row key = row("token", hash("a"), "spend", "3", "budget_duration", "30d");
        Row tag = row("tag_name", "one", "spend", "20", "budget_duration", "");

        // When
        List<Long> sums = sumsAfter(key, tag);

        // Then
        assertThat(sums).containsExactly(20_000_000_000L, 20_000_000_000L, 3_000_000_000L);
    }

    @Example
    void whatATagSpentInAPeriodThatIsOverDoesNotCountInTheOneThatRuns() throws IOException {
        // Given
        Row key = row("token", hash("a"), "spend", "3", "budget_duration", "30d");
        Row tag =
                row(
                        "tag_name",
                        "one",
                        "spend",
                        "7",
                        "budget_duration",
                        "1d",
                        "budget_reset_at",
                        "2026-11-19T00:00:00Z");

        // When
        List<Long> sums = sumsAfter(key, tag);

        // Then
        assertThat(sums.subList(1, 3)).containsExactly(7_000_000_000L, 3_000_000_000L);
    }

    /** The whole, the tag's, and what counts this month. */
    private static List<Long> sumsAfter(Row key, Row tag) throws IOException {
        try (Database database = Database.inMemory()) {
            new KeyImport(dump(List.of(key), List.of(), List.of(tag)), CATALOG, NOW).into(database);
            return List.of(
                    sum(database, ""),
                    sum(database, "join usage_tag t on t.record_id = r.id where t.tag = 'one'"),
                    sum(database, "where r.created_at >= " + NOW.minusSeconds(60).toEpochMilli()));
        }
    }

    private static Row row(String... columns) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int at = 0; at < columns.length; at += 2) {
            row.put(columns[at], columns[at + 1]);
        }
        return new Row(row);
    }

    /** The first row that names it counts. */
    private static long firstSpend(List<Row> rows, String column, String value) {
        return rows.stream()
                .filter(row -> value.equals(row.columns.get(column)))
                .findFirst()
                .map(KeyImportProperties::nanos)
                .orElse(0L);
    }

    private static long nanos(Row row) {
        return switch (String.valueOf(row.columns.get("spend"))) {
            case "0.5" -> 500_000_000L;
            case "1.25" -> 1_250_000_000L;
            case "3" -> 3_000_000_000L;
            case "7" -> 7_000_000_000L;
            case "20" -> 20_000_000_000L;
            default -> 0L;
        };
    }

    /** The largest sum of a tag, of those whose period may run or of those whose period is over. */
    private static long most(List<Row> tags, boolean running) {
        Set<Object> seen = new HashSet<>();
        return tags.stream()
                .filter(row -> Set.of("one", "two", "three").contains(row.columns.get("tag_name")))
                .filter(row -> seen.add(row.columns.get("tag_name")))
                .filter(
                        row ->
                                running
                                        != "2026-11-19T00:00:00Z"
                                                .equals(row.columns.get("budget_reset_at")))
                .mapToLong(KeyImportProperties::nanos)
                .max()
                .orElse(0);
    }

    private static long sum(Database database, String which) {
        return database.read(
                sql ->
                        sql.row(
                                        "select coalesce(sum(r.nanos), 0) as n from usage_record r "
                                                + which,
                                        row -> row.number("n"))
                                .orElse(0L));
    }

    private static List<Long> sizes(Database database) {
        List<Long> sizes = new ArrayList<>();
        for (String table : TABLES) {
            sizes.add(
                    database.read(
                            sql ->
                                    sql.row(
                                                    "select count(*) as n from " + table,
                                                    row -> row.number("n"))
                                            .orElse(-1L)));
        }
        return sizes;
    }

    private static Dump dump(List<Row> keys, List<Row> teams, List<Row> tags) throws IOException {
        ObjectNode dump = JSON.createObjectNode();
        put(dump, "LiteLLM_VerificationToken", keys);
        put(dump, "LiteLLM_TeamTable", teams);
        put(dump, "LiteLLM_TagTable", tags);
        Path file = Files.createTempFile("dump", ".json");
        try {
            Files.writeString(file, dump.toString());
            return Dump.read(file);
        } finally {
            Files.delete(file);
        }
    }

    private static void put(ObjectNode dump, String table, List<Row> rows) {
        ArrayNode list = dump.putArray(table);
        rows.forEach(row -> list.add(JSON.valueToTree(row.columns)));
    }

    private static String hash(String name) {
        return Export.sha256("sk-" + name);
    }
}
