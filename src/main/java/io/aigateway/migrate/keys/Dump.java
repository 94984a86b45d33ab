package io.aigateway.migrate.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was taken out of LiteLLM's database: a JSON file with a list under the name of each table,
 * or a folder with a CSV file for each.
 *
 * @param tables the rows of each table
 */
public record Dump(Map<Table, List<DumpRow>> tables) {

    /** The tables that are read; names as in LiteLLM's {@code schema.prisma}. */
    public enum Table {
        /** Keys. */
        KEYS("LiteLLM_VerificationToken"),
        /** Teams. */
        TEAMS("LiteLLM_TeamTable"),
        /** Internal users. */
        USERS("LiteLLM_UserTable"),
        /** Budgets that several of the others may name. */
        BUDGETS("LiteLLM_BudgetTable"),
        /** Tags. */
        TAGS("LiteLLM_TagTable");

        private final String tableName;

        Table(String tableName) {
            this.tableName = tableName;
        }

        /** Its name in the database. */
        public String tableName() {
            return tableName;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    public Dump {
        tables = Map.copyOf(tables);
    }

    /** The rows of a table. */
    List<DumpRow> rows(Table table) {
        return tables.getOrDefault(table, List.of());
    }

    /**
     * Reads an export.
     *
     * @throws IOException when it cannot be read, or is neither of the two
     */
    public static Dump read(Path file) throws IOException {
        Map<Table, List<DumpRow>> tables = new EnumMap<>(Table.class);
        for (Table table : Table.values()) {
            Optional<List<DumpRow>> rows =
                    Files.isDirectory(file) ? csv(file, table) : json(file, table);
            rows.ifPresent(found -> tables.put(table, found));
        }
        if (tables.isEmpty()) {
            throw new IOException(
                    "it holds none of LiteLLM's tables; export LiteLLM_VerificationToken and the like as one"
                            + " JSON object of lists, or as a folder of CSV files");
        }
        return new Dump(tables);
    }

    private static Optional<List<DumpRow>> json(Path file, Table table) throws IOException {
        JsonNode rows = JSON.readTree(file.toFile()).path(table.tableName);
        if (!rows.isArray()) {
            return Optional.empty();
        }
        List<DumpRow> list = new ArrayList<>();
        for (JsonNode row : rows) {
            Map<String, JsonNode> columns = new HashMap<>();
            row.fields().forEachRemaining(field -> columns.put(field.getKey(), field.getValue()));
            list.add(new DumpRow(columns));
        }
        return Optional.of(list);
    }

    private static Optional<List<DumpRow>> csv(Path folder, Table table) throws IOException {
        Path file = folder.resolve(table.tableName + ".csv");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<List<String>> rows = Csv.rows(Files.readString(file));
        List<DumpRow> list = new ArrayList<>();
        for (List<String> row : rows.subList(Math.min(1, rows.size()), rows.size())) {
            Map<String, JsonNode> columns = new HashMap<>();
            for (int at = 0; at < Math.min(row.size(), rows.get(0).size()); at++) {
                columns.put(rows.get(0).get(at), TextNode.valueOf(row.get(at)));
            }
            list.add(new DumpRow(columns));
        }
        return Optional.of(list);
    }
}
