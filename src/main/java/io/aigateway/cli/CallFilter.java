package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which calls {@code aig tail} shows.
 *
 * @param wanted the wanted value of each field: tag, model, mark, status ({@code error}, {@code ok}
 *     or a number)
 */
record CallFilter(Map<String, String> wanted) {

    private static final Set<String> FIELDS = Set.of("tag", "model", "status", "mark");

    CallFilter {
        wanted = new TreeMap<>(wanted);
        for (String field : wanted.keySet()) {
            if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException(
                        "--filter knows status, tag, model and mark, but not '" + field + "'");
            }
        }
        String status = wanted.getOrDefault("status", "ok");
        if (!status.matches("error|ok|[1-5][0-9][0-9]")) {
            throw new IllegalArgumentException(
                    "--filter status must be error, ok or a number such as 429, but was '"
                            + status
                            + "'");
        }
    }

    /** The filter as it stands in a query, each part with an ampersand before it. */
    String query() {
        return wanted.entrySet().stream()
                .map(
                        entry ->
                                "&"
                                        + entry.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    /** Whether a call has the wanted status; tag, model and mark are the gateway's to judge. */
    boolean accepts(JsonNode call) {
        String status = wanted.getOrDefault("status", "");
        return switch (status) {
            case "" -> true;
            case "error" -> failed(call);
            case "ok" -> !failed(call);
            default -> call.path("status").asText().equals(status);
        };
    }

    /** Whether a call ended in an error. */
    static boolean failed(JsonNode call) {
        return call.path("status").asInt() >= 400;
    }
}
