package io.aigateway.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.error.Errors;
import io.aigateway.error.GatewayException;
import io.aigateway.store.Database;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The webhooks that there are. */
public final class Webhooks {

    /** Each may have deliveries under way, so their number bounds the threads that send. */
    static final int MOST = 50;

    private static final String ROUTE = "route:";

    private final Database database;
    private final WebhookSecrets secrets;
    private final TargetRules targets;
    private final Sink sink;
    private final Supplier<String> ids;
    private final Clock clock;

    public Webhooks(
            Database database,
            WebhookSecrets secrets,
            TargetRules targets,
            Sink sink,
            Supplier<String> ids,
            Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.targets = targets;
        this.sink = sink;
        this.ids = ids;
        this.clock = clock;
    }

    /** Every webhook, the oldest first. */
    public List<Webhook> list() {
        return database.read(WebhookRows::list);
    }

    /**
     * Creates a webhook.
     *
     * @param body {@code url} and {@code events}
     * @throws GatewayException 400 naming the field
     */
    public Webhook create(ObjectNode body) {
        Webhook webhook =
                new Webhook(
                        "wh_" + ids.get(),
                        url(body.path("url")),
                        events(body.path("events")),
                        clock.instant());
        secrets.ensure();
        database.write(
                sql -> {
                    if (WebhookRows.list(sql).size() >= MOST) {
                        throw wrong("url", "is one too many: there are " + MOST + " webhooks");
                    }
                    WebhookRows.insert(sql, webhook);
                    return webhook;
                });
        return webhook;
    }

    /**
     * Deletes a webhook; what is still to be sent to it is given up.
     *
     * @throws GatewayException 404
     */
    public void delete(String id) {
        boolean found =
                database.write(
                        sql -> {
                            DeliveryRows.abandon(sql, id);
                            return WebhookRows.delete(sql, id, clock.instant());
                        });
        if (!found) {
            throw Errors.notFound("There is no webhook '" + Errors.printable(id) + "'.")
                    .asException();
        }
    }

    private String url(JsonNode given) {
        String url = given.asText();
        if (!given.isTextual() || url.isBlank()) {
            throw wrong("url", "is required");
        }
        if (url.startsWith(ROUTE)) {
            String route = url.substring(ROUTE.length());
            if (!sink.has(route)) {
                throw wrong("url", "names no route that listens at direct:send-…");
            }
            return url;
        }
        targets.objection(url)
                .ifPresent(
                        must -> {
                            throw wrong("url", must);
                        });
        return url;
    }

    private static Set<EventType> events(JsonNode given) {
        if (!given.isArray() || given.isEmpty()) {
            throw wrong("events", "must be a list of event types, or [\"*\"] for all");
        }
        Set<EventType> events = EnumSet.noneOf(EventType.class);
        for (JsonNode name : given) {
            if (name.asText().equals("*")) {
                return EnumSet.allOf(EventType.class);
            }
            events.add(
                    EventType.named(name.asText())
                            .orElseThrow(() -> wrong("events", "must be among " + known())));
        }
        return events;
    }

    private static String known() {
        return Arrays.stream(EventType.values())
                .map(EventType::text)
                .collect(Collectors.joining(", "));
    }

    private static GatewayException wrong(String field, String must) {
        return Errors.invalidRequest(field, "'" + field + "' " + must + ".").asException();
    }
}
