package io.aigateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.aigateway.event.DeliveryRecord;
import io.aigateway.event.EventType;
import io.aigateway.event.Webhook;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Webhooks and deliveries as the API tells them. */
final class WebhookViews {

    private WebhookViews() {}

    static ObjectNode webhook(Webhook webhook) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("id", webhook.id()).put("object", "webhook").put("url", webhook.url());
        ArrayNode events = view.putArray("events");
        webhook.events().stream().map(EventType::text).sorted().forEach(events::add);
        return view.put("created_at", webhook.createdAt().getEpochSecond());
    }

    static ObjectNode delivery(DeliveryRecord delivery) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("id", delivery.id()).put("object", "webhook_delivery");
        view.put("event_id", delivery.eventId()).put("type", delivery.type());
        view.put("webhook_id", delivery.webhookId()).put("url", delivery.url());
        view.put("status", delivery.status()).put("attempts", delivery.attempts());
        view.put("response_status", status(delivery.responseStatus()));
        view.put("error", delivery.error());
        view.put("created_at", delivery.createdAt().toString());
        view.put("last_attempt_at", text(delivery.lastAt()));
        view.put("next_attempt_at", text(delivery.nextAt()));
        view.put("replay_of", delivery.replayOf());
        view.putRawValue("payload", new RawValue(delivery.body()));
        return view;
    }

    private static @Nullable Integer status(int status) {
        return status == 0 ? null : status;
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
