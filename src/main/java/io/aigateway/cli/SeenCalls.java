package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Picks the new calls out of overlapping pages of recent ones. Not for several threads. */
final class SeenCalls {

    // Pages overlap by at most one page; the rest is room for calls that settle out of order.
    private static final int REMEMBERED = 10_000;

    private final Set<String> ids = new HashSet<>();
    private final Deque<String> order = new ArrayDeque<>();

    /** The calls of the page that were in no page before, oldest first. */
    List<JsonNode> fresh(List<JsonNode> page) {
        return page.stream()
                .filter(call -> remember(call.path("request_id").asText()))
                .sorted(Comparator.comparing(SeenCalls::time))
                .toList();
    }

    // As text, 10:15:02.5 would stand before 10:15:02.
    private static Instant time(JsonNode call) {
        try {
            return Instant.parse(call.path("created_at").asText());
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    private boolean remember(String id) {
        if (!ids.add(id)) {
            return false;
        }
        order.addLast(id);
        if (order.size() > REMEMBERED) {
            ids.remove(order.removeFirst());
        }
        return true;
    }
}
