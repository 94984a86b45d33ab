package io.aigateway.usage;

import io.aigateway.store.Database;
import io.aigateway.store.Journal;
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
    private final Journal journal;
    private final CountDownLatch givingUp = new CountDownLatch(1);
    private volatile boolean healthy = true;
    private long lastId;

    /**
     * Commits to a database, from now on.
     *
     * @param journal forgets what is committed
     */
    BatchCommit(Database database, Journal journal) {
        this.database = database;
        this.journal = journal;
        this.lastId = database.read(UsageRows::highestId);
    }

    boolean healthy() {
        return healthy;
    }

    /** From now on a failing disk is tried once more and not waited for: its batch fails. */
    void giveUpOnFailure() {
        givingUp.countDown();
    }

    /** Commits a batch and completes its entries. */
    void write(List<UsageLog.Entry> batch) {
        boolean again = true;
        while (again) {
            boolean lastTry = givingUp.getCount() == 0;
            try {
                complete(batch, database.write(sql -> inserted(sql, batch)));
                healthy = true;
                again = false;
            } catch (StoreException e) {
                again = e.passing() && !lastTry;
                if (again) {
                    pause(e);
                } else {
                    failed(batch, e, e.passing());
                }
            } catch (RuntimeException e) {
                again = false;
                failed(batch, e, false);
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

    private void complete(List<UsageLog.Entry> batch, List<Boolean> results) {
        for (int i = 0; i < batch.size(); i++) {
            UsageRecord call = batch.get(i).call();
            if (call != null) {
                journal.forget(call.requestId());
            }
            batch.get(i).done().complete(results.get(i));
        }
    }

    /** A batch that a working disk refuses is taken apart, to find the record that is at fault. */
    private void failed(List<UsageLog.Entry> batch, RuntimeException failure, boolean ofDisk) {
        if (!ofDisk && batch.size() > 1) {
            batch.forEach(entry -> write(List.of(entry)));
            return;
        }
        batch.forEach(entry -> entry.done().completeExceptionally(failure));
        LOGGER.error(
                "{} usage records could not be written, from {} on: {}",
                batch.size(),
                batch.get(0).call() == null ? "-" : batch.get(0).call().requestId(),
                failure.getMessage());
    }

    /** Waits before the next try, shorter when it will be the last. */
    private void pause(StoreException failure) {
        if (healthy) {
            LOGGER.error("usage records cannot be written, trying on: {}", failure.getMessage());
        }
        healthy = false;
        try {
            givingUp.await(SECONDS_BETWEEN_TRIES, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            givingUp.countDown();
        }
    }
}
