package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
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
                .sorted(Comparator.comparing(call -> call.path("created_at").asText()))
                .toList();
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
