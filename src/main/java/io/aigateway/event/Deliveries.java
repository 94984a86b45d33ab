package io.aigateway.event;

import io.aigateway.error.Errors;
import io.aigateway.store.Database;
import io.aigateway.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due, at least once: a try that a kill cuts off is made again. Each webhook has at
 * most two deliveries under way, on threads that no other needs, so a slow receiver makes nobody
 * else wait.
 */
public final class Deliveries implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Deliveries.class);
    private static final int AT_ONCE_PER_WEBHOOK = 2;
    private static final int MOST_THREADS = AT_ONCE_PER_WEBHOOK * Webhooks.MOST;
    private static final long IDLE_SECONDS = 10;
    private static final long MOST_KEPT = 10_000;
    private static final Duration KEPT_FOR = Duration.ofDays(30);
    private static final Duration BETWEEN_TIDYINGS = Duration.ofHours(1);

    private final Database database;
    private final WebhookSecrets secrets;
    private final Sink sink;
    private final Retries retries;
    private final Supplier<String> ids;
    private final Clock clock;
    private final Map<String, Set<String>> underWay = new ConcurrentHashMap<>();
    private final ExecutorService threads =
            new ThreadPoolExecutor(
                    0,
                    MOST_THREADS,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    Deliveries::thread);
    private volatile boolean sending;
    private volatile long nextDue;
    private Instant nextTidying = Instant.MIN;

    /** Sends nothing before {@link #sendDue} is called for the first time. */
    public Deliveries(
            Database database,
            WebhookSecrets secrets,
            Sink sink,
            RandomGenerator random,
            Supplier<String> ids,
            Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.sink = sink;
        this.retries = new Retries(random);
        this.ids = ids;
        this.clock = clock;
    }

    /** Begins to send what is due, and answers at once. Called every second by a route. */
    public void sendDue() {
        sending = true;
        if (clock.millis() >= nextDue) {
            lookForDue();
        }
    }

    /** Looks again at once: something was added. */
    void somethingNew() {
        nextDue = 0;
        if (sending && sink.ready()) {
            lookForDue();
        }
    }

    /** Deliveries, the newest first; a null status stands for every one. */
    public List<DeliveryRecord> list(@Nullable String status, int most) {
        return database.read(sql -> DeliveryRows.list(sql, status, most));
    }

    /** Sends the event of a delivery to its receiver once more, as a delivery of its own. */
    public DeliveryRecord replay(String id) {
        String fresh = "whd_" + ids.get();
        DeliveryRecord made =
                database.write(
                        sql -> {
                            DeliveryRecord of =
                                    DeliveryRows.find(sql, id).orElseThrow(() -> unknown(id));
                            boolean deleted =
                                    WebhookRows.list(sql).stream()
                                            .noneMatch(hook -> hook.id().equals(of.webhookId()));
                            if (deleted) {
                                throw unknown(id);
                            }
                            DeliveryRows.repeat(sql, fresh, of, clock.millis());
                            return DeliveryRows.find(sql, fresh).orElseThrow();
                        });
        somethingNew();
        return made;
    }

    private static RuntimeException unknown(String id) {
        return Errors.notFound(
                        "There is no delivery '"
                                + Errors.printable(id)
                                + "' of a webhook that still exists.")
                .asException();
    }

    private synchronized void lookForDue() {
        try {
            Instant now = clock.instant();
            tidy(now);
            long millis = now.toEpochMilli();
            for (String webhook : database.read(sql -> DeliveryRows.webhooksDue(sql, millis))) {
                begin(webhook, millis);
            }
            nextDue = database.read(DeliveryRows::nextDue).orElse(Long.MAX_VALUE);
        } catch (StoreException failed) {
            LOGGER.atWarn().log("deliveries cannot be read: {}", failed.getMessage());
        }
    }

    private void begin(String webhook, long now) {
        Set<String> busy = underWay.computeIfAbsent(webhook, id -> ConcurrentHashMap.newKeySet());
        int most = AT_ONCE_PER_WEBHOOK + busy.size();
        for (DeliveryRecord delivery :
                database.read(sql -> DeliveryRows.due(sql, webhook, now, most))) {
            if (busy.size() < AT_ONCE_PER_WEBHOOK && busy.add(delivery.id())) {
                start(delivery, busy);
            }
        }
    }

    private void start(DeliveryRecord delivery, Set<String> busy) {
        try {
            threads.execute(
                    () -> {
                        try {
                            send(delivery);
                        } catch (StoreException failed) {
                            LOGGER.atWarn()
                                    .addKeyValue("delivery", delivery.id())
                                    .log("a try is not noted: {}", failed.getMessage());
                        } finally {
                            busy.remove(delivery.id());
                            somethingNew();
                        }
                    });
        } catch (RejectedExecutionException closing) {
            busy.remove(delivery.id());
        }
    }

    private void send(DeliveryRecord delivery) {
        Sink.Outcome outcome = sink.send(secrets.sign(delivery));
        if (!outcome.delivered() && (threads.isShutdown() || !sink.ready())) {
            return;
        }
        Instant now = clock.instant();
        Instant again =
                outcome.delivered()
                        ? null
                        : retries.after(delivery.attempts() + 1, now).orElse(null);
        database.write(
                sql -> {
                    DeliveryRows.tried(sql, delivery.id(), outcome, now, again);
                    return delivery;
                });
        if (!outcome.delivered()) {
            LOGGER.atWarn()
                    .addKeyValue("delivery", delivery.id())
                    .addKeyValue("attempt", delivery.attempts() + 1)
                    .log("an event could not be delivered: {}", outcome.error());
        }
    }

    private void tidy(Instant now) {
        if (now.isAfter(nextTidying)) {
            nextTidying = now.plus(BETWEEN_TIDYINGS);
            long before = now.minus(KEPT_FOR).toEpochMilli();
            database.write(sql -> DeliveryRows.forget(sql, before, MOST_KEPT, now.toEpochMilli()));
        }
    }

    /** Starts nothing any more; what is under way is made again after the next start. */
    @Override
    public void close() {
        sending = false;
        threads.shutdownNow();
        try {
            threads.awaitTermination(IDLE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "deliver-event");
        thread.setDaemon(true);
        return thread;
    }
}
