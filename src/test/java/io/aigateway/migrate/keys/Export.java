package io.aigateway.migrate.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** LiteLLM's tables as they are exported, with the secrets of the keys in them. */
final class Export {

    static final String TEAM_KEY = "sk-litellm-team-0001";
    static final String SPENT_KEY = "sk-litellm-spent-0002";
    static final String BLOCKED_KEY = "sk-litellm-blocked-0003";
    static final String NARROW_KEY = "sk-litellm-narrow-0004";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Export() {}

    /** One JSON object with a list for each table. */
    static String json() {
        return """
        {"LiteLLM_BudgetTable": [
           {"budget_id": "b-tag", "max_budget": 2.5, "soft_budget": 2.0, "budget_duration": "1d"},
           {"budget_id": "b-key", "max_budget": 1.0, "rpm_limit": 60, "budget_duration": "30d"}],
         "LiteLLM_TeamTable": [
           {"team_id": "t-1", "team_alias": "Team, one", "max_budget": 100.0, "budget_duration": "30d", "spend": 5.0,
            "models": [], "rpm_limit": 500, "blocked": false, "created_at": "2026-01-01T00:00:00Z"}],
         "LiteLLM_UserTable": [
           {"user_id": "u-1", "user_email": "ann@example.com", "spend": 9.0, "models": [], "max_budget": null}],
         "LiteLLM_TagTable": [
           {"tag_name": "product:bot", "spend": 1.25, "budget_id": "b-tag"},
           {"tag_name": "a,b", "spend": 1.0, "budget_id": null}],
         "LiteLLM_VerificationToken": [
           {"token": "%s", "key_name": "sk-...0001", "key_alias": "one", "team_id": "t-1", "user_id": "u-1", "spend": 2.0,
            "budget_duration": "30d", "max_budget": 50.0, "models": ["all-team-models"],
            "metadata": {"tags": ["product:bot"]}, "created_at": "2026-02-01T00:00:00Z"},
           {"token": "%s", "key_name": "sk-...0002", "key_alias": "spent", "user_id": "u-1", "spend": 1.0, "budget_id": "b-key", "models": []},
           {"token": "%s", "key_name": "sk-...0003", "key_alias": "blocked", "spend": 0.0, "blocked": true, "models": []},
           {"token": "%s", "key_name": "sk-...0004", "key_alias": "narrow", "spend": 0.5, "models": ["demo/embed", "unheard-of"],
            "expires": "2099-01-01T00:00:00Z", "tpm_limit": 1000, "max_parallel_requests": 3, "aliases": {"a": "b"}}]}
        """
                .formatted(
                        sha256(TEAM_KEY),
                        sha256(SPENT_KEY),
                        sha256(BLOCKED_KEY),
                        sha256(NARROW_KEY));
    }

    /** The same as a folder of CSV files. */
    static Path csv(Path folder) throws IOException {
        for (Map.Entry<String, List<List<String>>> table : tables().entrySet()) {
            List<String> lines = new ArrayList<>();
            for (List<String> row : table.getValue()) {
                lines.add(String.join(",", row.stream().map(Export::quoted).toList()));
            }
            Files.writeString(
                    folder.resolve(table.getKey() + ".csv"), String.join("\r\n", lines) + "\r\n");
        }
        return folder;
    }

    /** Each table as rows of texts, the first of them its columns. */
    static Map<String, List<List<String>>> tables() throws IOException {
        Map<String, List<List<String>>> tables = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> table : JSON.readTree(json()).properties()) {
            Set<String> columns = new LinkedHashSet<>();
            table.getValue().forEach(row -> row.fieldNames().forEachRemaining(columns::add));
            List<List<String>> rows = new ArrayList<>(List.of(List.copyOf(columns)));
            table.getValue()
                    .forEach(
                            row ->
                                    rows.add(
                                            columns.stream()
                                                    .map(name -> text(row.get(name)))
                                                    .toList()));
            tables.put(table.getKey(), rows);
        }
        return tables;
    }

    /** As PostgreSQL writes it: {@code {a,b}} for a list, nothing for null. */
    private static String text(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(item.asText()));
            return "{" + String.join(",", items) + "}";
        }
        return value.isObject() ? value.toString() : value.asText();
    }

    private static String quoted(String value) {
        return value.matches("[^\",\r\n]*") ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }

    static String sha256(String secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
