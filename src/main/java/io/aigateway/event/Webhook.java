package io.aigateway.event;

import java.time.Instant;
import java.util.Set;

/**
 * Somebody who wants to be told.
 *
 * @param id {@code wh_…}
 * @param url where to: an address, or {@code route:NAME} for a route of the operator's own
 * @param events what of
 * @param createdAt since when
 */
public record Webhook(String id, String url, Set<EventType> events, Instant createdAt) {

    public Webhook {
        if (events.isEmpty()) {
            throw new IllegalArgumentException("webhook '" + id + "' must want some event");
        }
        events = Set.copyOf(events);
    }

    /** Whether an event of a type is sent to it. */
    public boolean wants(EventType type) {
        return events.contains(type);
    }
}
