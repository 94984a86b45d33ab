package io.aigateway.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a delivery.
 *
 * @param id {@code whd_…}
 * @param eventId the event
 * @param type the event's type
 * @param webhookId the webhook
 * @param url where it goes
 * @param body the event as JSON
 * @param status {@code pending}, {@code delivered} or {@code failed}
 * @param attempts the tries so far
 * @param createdAt when it was made
 * @param nextAt when it is tried next; null when it is not
 * @param lastAt when it was tried last; null when it was not
 * @param responseStatus the last HTTP status; 0 when there was none
 * @param error why the last try failed
 * @param replayOf the delivery that this one repeats; null for the first
 */
public record DeliveryRecord(
        String id,
        String eventId,
        String type,
        String webhookId,
        String url,
        String body,
        String status,
        int attempts,
        Instant createdAt,
        @Nullable Instant nextAt,
        @Nullable Instant lastAt,
        int responseStatus,
        @Nullable String error,
        @Nullable String replayOf) {}
