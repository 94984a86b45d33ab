package io.aigateway.migrate.convert;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a provider is reached: what makes two rows of {@code providers.yaml} different.
 *
 * @param kind the shipped provider whose row it begins with
 * @param baseUrl the base URL, or null for the shipped one
 * @param apiKey where the key comes from, or null for the shipped variable
 * @param auth how the key is told, or null for the shipped way
 * @param headers fixed headers beside the shipped ones
 * @param timeouts in our words, such as {@code total: 60s}
 * @param modelPrefix what is put before a model's name, or null for the shipped prefix
 */
public record Connection(
        String kind,
        @Nullable String baseUrl,
        @Nullable String apiKey,
        @Nullable String auth,
        Map<String, String> headers,
        Map<String, String> timeouts,
        @Nullable String modelPrefix) {

    /** No key at all. */
    public static final String NO_AUTH = "none";

    /** The shipped way to reach a provider. */
    public static Connection to(String kind) {
        return new Connection(kind, null, null, null, Map.of(), Map.of(), null);
    }

    /** Whether only the shipped address and key are used. */
    public boolean isShipped() {
        return equals(to(kind).withTimeouts(timeouts));
    }

    /** The same, with time limits. */
    public Connection withTimeouts(Map<String, String> limits) {
        return new Connection(kind, baseUrl, apiKey, auth, headers, limits, modelPrefix);
    }

    /** The same, with other fixed headers. */
    public Connection withHeaders(Map<String, String> others) {
        return new Connection(kind, baseUrl, apiKey, auth, others, timeouts, modelPrefix);
    }

    /** The same, with a prefix before each model's name. */
    public Connection withModelPrefix(String prefix) {
        return new Connection(kind, baseUrl, apiKey, auth, headers, timeouts, prefix);
    }

    /** The row: the shipped one, and what differs from it. */
    Map<String, Object> row(String id, Map<String, Object> shipped) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id);
        boolean isItself = id.equals(shipped.get("id"));
        shipped.forEach(
                (key, value) -> {
                    if (!key.equals("id") && (isItself || !key.equals("aliases"))) {
                        row.put(key, value);
                    }
                });
        put(row, "base-url", baseUrl);
        put(row, "api-key", apiKey);
        put(row, "auth", auth);
        put(row, "model-prefix", modelPrefix);
        if (NO_AUTH.equals(auth)) {
            row.remove("api-key");
        }
        merge(row, "headers", headers);
        merge(row, "timeouts", timeouts);
        return row;
    }

    private static void put(Map<String, Object> row, String key, @Nullable String value) {
        if (value != null) {
            row.put(key, value);
        }
    }

    private static void merge(Map<String, Object> row, String key, Map<String, String> more) {
        if (!more.isEmpty()) {
            Map<String, Object> merged = new LinkedHashMap<>();
            if (row.get(key) instanceof Map<?, ?> shipped) {
                shipped.forEach((name, value) -> merged.put("" + name, value));
            }
            merged.putAll(more);
            row.put(key, merged);
        }
    }
}
