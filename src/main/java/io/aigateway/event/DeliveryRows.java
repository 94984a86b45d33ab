package io.aigateway.event;

import io.aigateway.store.Row;
import io.aigateway.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of deliveries. */
final class DeliveryRows {

    static final String PENDING = "pending";
    static final String DELIVERED = "delivered";
    static final String FAILED = "failed";

    private static final String ALL =
            "select d.*, e.type, e.body, w.url from delivery d"
                    + " join event e on e.id = d.event_id join webhook w on w.id = d.webhook_id";

    private DeliveryRows() {}

    /** Adds a delivery, to be tried at once; one that may not wait has failed already. */
    static void insert(
            Sql sql, String id, String eventId, Webhook webhook, long now, boolean maySend)
            throws SQLException {
        sql.update(
                "insert into delivery (id, event_id, webhook_id, status, attempts, created_at, next_at, error)"
                        + " values (?, ?, ?, ?, 0, ?, ?, ?)",
                id,
                eventId,
                webhook.id(),
                maySend ? PENDING : FAILED,
                now,
                maySend ? now : null,
                maySend ? null : "too many deliveries of this webhook are waiting");
    }

    /** Adds a delivery of the same event to the same receiver. */
    static void repeat(Sql sql, String id, DeliveryRecord of, long now) throws SQLException {
        sql.update(
                "insert into delivery (id, event_id, webhook_id, status, attempts, created_at, next_at, replay_of)"
                        + " values (?, ?, ?, ?, 0, ?, ?, ?)",
                id,
                of.eventId(),
                of.webhookId(),
                PENDING,
                now,
                now,
                of.id());
    }

    static long pendingOf(Sql sql, String webhookId) throws SQLException {
        return sql.row(
                        "select count(*) as n from delivery where status = 'pending' and webhook_id = ?",
                        row -> row.number("n"),
                        webhookId)
                .orElse(0L);
    }

    /** The webhooks that have something to send. */
    static List<String> webhooksDue(Sql sql, long now) throws SQLException {
        return sql.rows(
                "select distinct webhook_id from delivery where status = 'pending' and next_at <= ?",
                row -> row.text("webhook_id"),
                now);
    }

    /** What one webhook has to send, the oldest first. */
    static List<DeliveryRecord> due(Sql sql, String webhookId, long now, int most)
            throws SQLException {
        return sql.rows(
                ALL
                        + " where d.status = 'pending' and d.webhook_id = ? and d.next_at <= ?"
                        + " order by d.next_at, d.number limit ?",
                DeliveryRows::read,
                webhookId,
                now,
                most);
    }

    /** When the next one is to be sent. */
    static Optional<Long> nextDue(Sql sql) throws SQLException {
        return sql.row(
                        "select min(next_at) as next from delivery where status = 'pending'",
                        row -> Optional.ofNullable(row.numberOrNull("next")))
                .flatMap(next -> next);
    }

    /** Notes how a try went. */
    static void tried(
            Sql sql, String id, Sink.Outcome outcome, Instant now, @Nullable Instant again)
            throws SQLException {
        String unfinished = again == null ? FAILED : PENDING;
        sql.update(
                "update delivery set status = ?, attempts = attempts + 1, last_at = ?, next_at = ?,"
                        + " response_status = ?, error = ? where id = ? and status = 'pending'",
                outcome.delivered() ? DELIVERED : unfinished,
                now.toEpochMilli(),
                again == null ? null : again.toEpochMilli(),
                outcome.status(),
                outcome.error(),
                id);
    }

    /** Gives up what is still to be sent to a webhook. */
    static void abandon(Sql sql, String webhookId) throws SQLException {
        sql.update(
                "update delivery set status = 'failed', next_at = null, error = 'the webhook was deleted'"
                        + " where status = 'pending' and webhook_id = ?",
                webhookId);
    }

    static Optional<DeliveryRecord> find(Sql sql, String id) throws SQLException {
        return sql.row(ALL + " where d.id = ?", DeliveryRows::read, id);
    }

    /** The newest first; a null status stands for every one. */
    static List<DeliveryRecord> list(Sql sql, @Nullable String status, int most)
            throws SQLException {
        String newest = " order by d.number desc limit ?";
        return status == null
                ? sql.rows(ALL + newest, DeliveryRows::read, most)
                : sql.rows(ALL + " where d.status = ?" + newest, DeliveryRows::read, status, most);
    }

    /** Forgets what is old, beyond a number, or belongs to nothing any more. */
    static int forget(Sql sql, long before, long most, long now) throws SQLException {
        int gone =
                sql.update(
                        "delete from delivery where status <> 'pending' and (created_at < ?"
                                + " or number <= (select max(number) from delivery) - ?)",
                        before,
                        most);
        sql.update("delete from event where id not in (select event_id from delivery)");
        sql.update("delete from event_once where until < ?", now);
        return gone;
    }

    private static DeliveryRecord read(Row row) throws SQLException {
        return new DeliveryRecord(
                row.text("id"),
                row.text("event_id"),
                row.text("type"),
                row.text("webhook_id"),
                row.text("url"),
                row.text("body"),
                row.text("status"),
                (int) row.number("attempts"),
                Instant.ofEpochMilli(row.number("created_at")),
                instant(row.numberOrNull("next_at")),
                instant(row.numberOrNull("last_at")),
                (int) row.number("response_status"),
                row.textOrNull("error"),
                row.textOrNull("replay_of"));
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
