package io.aigateway.event;

import io.aigateway.store.Database;
import io.aigateway.store.StoreException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events without making anybody wait: one thread writes them, with a delivery for each
 * webhook that asked for their type, in one transaction. What is written survives a kill; an event
 * that was published and not yet written does not, which is a few milliseconds.
 */
public final class Events implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Events.class);
    private static final int CAPACITY = 4_096;
    private static final int LARGEST_BATCH = 256;
    private static final int SECONDS_BETWEEN_TRIES = 1;

    private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final Database database;
    private final EventRows rows;
    private final Deliveries deliveries;
    private final Thread taker;
    private volatile boolean closing;

    /**
     * Starts taking events.
     *
     * @param deliveries is told when there is something to send
     * @param ids makes the ids of events and deliveries, without their prefix
     */
    public Events(Database database, Deliveries deliveries, Supplier<String> ids, Clock clock) {
        this.database = database;
        this.deliveries = deliveries;
        this.rows = new EventRows(ids, clock);
        this.taker = new Thread(this::run, "events");
        taker.setDaemon(true);
        taker.start();
    }

    /**
     * Hands an event over. Never waits and never fails.
     *
     * @return false when it was not taken because too many are waiting, which is logged
     */
    public boolean publish(Event event) {
        boolean taken = !closing && queue.offer(event);
        if (!taken) {
            LOGGER.atWarn()
                    .addKeyValue("type", event.type().text())
                    .log("an event could not be taken: too many are waiting");
        }
        return taken;
    }

    /** Writes what was handed over, and stops. */
    @Override
    public void close() {
        closing = true;
        taker.interrupt();
        try {
            taker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Event> rest = new ArrayList<>();
        queue.drainTo(rest);
        keep(rest);
    }

    private void run() {
        List<Event> batch = new ArrayList<>();
        while (!closing) {
            try {
                batch.add(queue.take());
                queue.drainTo(batch, LARGEST_BATCH - 1);
            } catch (InterruptedException stopped) {
                closing = true;
            }
            keep(batch);
            batch.clear();
            deliveries.somethingNew();
        }
    }

    private void keep(List<Event> batch) {
        if (batch.isEmpty()) {
            return;
        }
        List<Event> taken = List.copyOf(batch);
        boolean again = true;
        while (again) {
            try {
                database.write(sql -> rows.keep(sql, taken));
                again = false;
            } catch (StoreException failed) {
                LOGGER.atError()
                        .addKeyValue("events", taken.size())
                        .log("events could not be written: {}", failed.getMessage());
                again = failed.passing() && pause();
            }
        }
    }

    /** Waits before the next try; false when there will be none. */
    private boolean pause() {
        try {
            TimeUnit.SECONDS.sleep(SECONDS_BETWEEN_TRIES);
        } catch (InterruptedException stopped) {
            closing = true;
        }
        return !closing;
    }
}
