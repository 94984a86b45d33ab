package io.aigateway.event;

import io.aigateway.store.Database;
import io.aigateway.store.Row;
import io.aigateway.store.Sql;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The secret that all deliveries are signed with. For a day after a rotation they are signed with
 * the previous one as well.
 */
public final class WebhookSecrets {

    private static final Duration OVERLAP = Duration.ofHours(24);

    private final Database database;
    private final RandomGenerator random;
    private final Clock clock;

    public WebhookSecrets(Database database, RandomGenerator random, Clock clock) {
        this.database = database;
        this.random = random;
        this.clock = clock;
    }

    /** The secret, if there is one yet: the first webhook makes it. */
    public Optional<WebhookSecret> current() {
        return kept().map(Kept::secret);
    }

    /** The secret; made when there is none. */
    WebhookSecret ensure() {
        return current().orElseGet(this::rotate);
    }

    /** Makes a new secret. */
    public synchronized WebhookSecret rotate() {
        WebhookSecret fresh = WebhookSecret.generate(random);
        database.write(
                sql ->
                        sql.update(
                                "insert into webhook_secret (id, secret) values (1, ?)"
                                        + " on conflict (id) do update set previous = secret,"
                                        + " secret = excluded.secret, rotated_at = ?",
                                fresh.reveal(),
                                clock.millis()));
        return fresh;
    }

    /** A delivery, signed now. */
    Delivery sign(DeliveryRecord delivery) {
        Kept kept =
                kept().orElseThrow(() -> new IllegalStateException("there is no webhook secret"));
        Instant now = clock.instant();
        long timestamp = now.getEpochSecond();
        String signature = kept.secret().sign(timestamp, delivery.body());
        StringBuilder all = new StringBuilder("t=").append(timestamp);
        WebhookSecret previous = kept.previousAt(now);
        if (previous != null) {
            all.append(",v1=").append(previous.sign(timestamp, delivery.body()));
        }
        all.append(",v1=").append(signature);
        return new Delivery(
                delivery.id(),
                delivery.eventId(),
                delivery.type(),
                delivery.webhookId(),
                delivery.url(),
                delivery.body(),
                delivery.attempts() + 1,
                timestamp,
                signature,
                all.toString());
    }

    private Optional<Kept> kept() {
        return database.read(WebhookSecrets::read);
    }

    private static Optional<Kept> read(Sql sql) throws SQLException {
        return sql.row("select * from webhook_secret", WebhookSecrets::kept);
    }

    private static Kept kept(Row row) throws SQLException {
        String previous = row.textOrNull("previous");
        return new Kept(
                WebhookSecret.of(row.text("secret")),
                previous == null ? null : WebhookSecret.of(previous),
                Instant.ofEpochMilli(row.number("rotated_at")));
    }

    private record Kept(WebhookSecret secret, @Nullable WebhookSecret previous, Instant rotatedAt) {

        @Nullable WebhookSecret previousAt(Instant now) {
            return now.isBefore(rotatedAt.plus(OVERLAP)) ? previous : null;
        }
    }
}
