package io.aigateway.event;

import io.aigateway.store.Row;
import io.aigateway.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table of webhooks. A deleted one is kept for the sake of its deliveries. */
final class WebhookRows {

    private WebhookRows() {}

    static List<Webhook> list(Sql sql) throws SQLException {
        return sql.rows(
                "select * from webhook where deleted_at is null order by created_at, id",
                WebhookRows::read);
    }

    static void insert(Sql sql, Webhook webhook) throws SQLException {
        sql.update(
                "insert into webhook (id, url, events, created_at) values (?, ?, ?, ?)",
                webhook.id(),
                webhook.url(),
                webhook.events().stream()
                        .map(EventType::text)
                        .sorted()
                        .collect(Collectors.joining(",")),
                webhook.createdAt().toEpochMilli());
    }

    static boolean delete(Sql sql, String id, Instant now) throws SQLException {
        return sql.update(
                        "update webhook set deleted_at = ? where id = ? and deleted_at is null",
                        now.toEpochMilli(),
                        id)
                > 0;
    }

    private static Webhook read(Row row) throws SQLException {
        Set<EventType> events =
                Arrays.stream(row.text("events").split(",", -1))
                        .map(EventType::named)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet());
        return new Webhook(
                row.text("id"),
                row.text("url"),
                events,
                Instant.ofEpochMilli(row.number("created_at")));
    }
}
