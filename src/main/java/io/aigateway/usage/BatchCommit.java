package io.aigateway.usage;

import io.aigateway.store.Database;
import io.aigateway.store.Sql;
import io.aigateway.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits batches of records with their tags and sums, each record exactly once. A failing disk is
 * tried again until it works; a record that the database refuses is set apart from its batch.
 */
final class BatchCommit {

    private static final Logger LOGGER = LoggerFactory.getLogger(BatchCommit.class);
    private static final int SECONDS_BETWEEN_TRIES = 1;

    private final Database database;
    private final CountDownLatch givingUp = new CountDownLatch(1);
    private volatile boolean healthy = true;
    private long lastId;

    BatchCommit(Database database) {
        this.database = database;
        this.lastId = database.read(UsageRows::highestId);
    }

    boolean healthy() {
        return healthy;
    }

    /** From now on a failing disk is not waited for: its batch fails. */
    void giveUpOnFailure() {
        givingUp.countDown();
    }

    /** Commits a batch and completes its entries. */
    void write(List<UsageLog.Entry> batch) {
        boolean again = true;
        while (again) {
            try {
                complete(batch, database.write(sql -> inserted(sql, batch)));
                healthy = true;
                again = false;
            } catch (StoreException e) {
                again = e.passing() && pause(e);
                handle(batch, e, again);
            } catch (RuntimeException e) {
                again = false;
                handle(batch, e, false);
            }
        }
    }

    private List<Boolean> inserted(Sql sql, List<UsageLog.Entry> batch) throws SQLException {
        Rollups rollups = new Rollups();
        List<Boolean> results = new ArrayList<>(batch.size());
        long id = lastId;
        for (UsageLog.Entry entry : batch) {
            UsageRecord call = entry.call();
            boolean fresh = call != null && UsageRows.insert(sql, id + 1, call);
            if (call != null && fresh) {
                id++;
                rollups.add(call);
            }
            results.add(fresh);
        }
        rollups.addTo(sql);
        lastId = id;
        return results;
    }

    private static void complete(List<UsageLog.Entry> batch, List<Boolean> results) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).done().complete(results.get(i));
        }
    }

    private void handle(List<UsageLog.Entry> batch, RuntimeException failure, boolean again) {
        if (again) {
            return;
        }
        if (batch.size() > 1) {
            batch.forEach(entry -> write(List.of(entry)));
            return;
        }
        UsageLog.Entry entry = batch.get(0);
        entry.done().completeExceptionally(failure);
        UsageRecord call = entry.call();
        LOGGER.atError()
                .addKeyValue("request", call == null ? "-" : call.requestId())
                .log("a usage record could not be written: {}", failure.getMessage());
    }

    /** Waits before the next try; false when there will be none. */
    private boolean pause(StoreException failure) {
        if (healthy) {
            LOGGER.error("usage records cannot be written, trying on: {}", failure.getMessage());
        }
        healthy = false;
        try {
            return !givingUp.await(SECONDS_BETWEEN_TRIES, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
