package io.aigateway.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.store.Sql;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** Writes events, and a delivery of each for every webhook that asked for its type. */
final class EventRows {

    /** A receiver that never answers must not fill the disk. */
    private static final int MOST_PENDING = 10_000;

    private final Supplier<String> ids;
    private final Clock clock;

    EventRows(Supplier<String> ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** Writes those that were not told before; answers how many deliveries were made. */
    int keep(Sql sql, List<Event> events) throws SQLException {
        List<Webhook> webhooks = WebhookRows.list(sql);
        int made = 0;
        for (Event event : events) {
            if (isNew(sql, event)) {
                made += deliver(sql, event, webhooks);
            }
        }
        return made;
    }

    private boolean isNew(Sql sql, Event event) throws SQLException {
        Event.Once once = event.once();
        return once == null
                || sql.update(
                                "insert into event_once (key, until) values (?, ?) on conflict do nothing",
                                once.key(),
                                once.until().toEpochMilli())
                        > 0;
    }

    private int deliver(Sql sql, Event event, List<Webhook> all) throws SQLException {
        List<Webhook> wanting = all.stream().filter(hook -> hook.wants(event.type())).toList();
        if (wanting.isEmpty()) {
            return 0;
        }
        String id = "evt_" + ids.get();
        sql.update(
                "insert into event (id, type, created_at, body) values (?, ?, ?, ?)",
                id,
                event.type().text(),
                event.createdAt().toEpochMilli(),
                body(id, event));
        for (Webhook webhook : wanting) {
            long pending = DeliveryRows.pendingOf(sql, webhook.id());
            DeliveryRows.insert(
                    sql, "whd_" + ids.get(), id, webhook, clock.millis(), pending < MOST_PENDING);
        }
        return wanting.size();
    }

    private static String body(String id, Event event) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("id", id);
        body.put("type", event.type().text()).put("created", event.createdAt().getEpochSecond());
        body.set("data", event.data());
        return body.toString();
    }
}
