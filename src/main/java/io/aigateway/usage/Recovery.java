package io.aigateway.usage;

import io.aigateway.error.ConfigException;
import io.aigateway.money.Money;
import io.aigateway.store.Database;
import io.aigateway.store.Journal;
import io.aigateway.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what a process that ended left in its journal into the database, before anybody is served:
 * the records of calls that ended, and of the others those that were written when they began, which
 * charge what was reserved and are marked as unconfirmed. A record that is there already counts
 * nothing, so a recovery that is cut short is simply begun anew.
 */
final class Recovery {

    private static final Logger LOGGER = LoggerFactory.getLogger(Recovery.class);
    private static final int BATCH = 1_000;

    private final Journal journal;
    private final BatchCommit commit;
    private int recovered;
    private int unconfirmed;
    private Money charged = Money.ZERO;

    Recovery(Database database, Journal journal) {
        this.journal = journal;
        this.commit = new BatchCommit(database, journal);
        commit.giveUpOnFailure();
    }

    /** Does it, and says what was found. */
    void run() {
        List<UsageLog.Entry> batch = new ArrayList<>(BATCH);
        journal.found()
                .forEach(
                        (id, text) -> {
                            read(id, text).ifPresent(batch::add);
                            if (batch.size() == BATCH) {
                                commit(batch);
                            }
                        });
        commit(batch);
        if (recovered > 0) {
            LOGGER.warn(
                    "the last run did not end in order: {} calls were recorded now, {} of them"
                            + " charged with what was reserved ({}) and marked unconfirmed",
                    recovered,
                    unconfirmed,
                    charged);
        }
    }

    /** What cannot be read stays in the journal, for a version that can. */
    private static Optional<UsageLog.Entry> read(String id, byte[] text) {
        Optional<UsageRecord> record = RecordText.read(text);
        if (record.isEmpty()) {
            LOGGER.error("the journal's entry of call {} cannot be read; it is kept there", id);
        }
        return record.map(call -> new UsageLog.Entry(call, new CompletableFuture<>()));
    }

    private void commit(List<UsageLog.Entry> batch) {
        if (!batch.isEmpty()) {
            commit.write(batch);
            batch.forEach(this::count);
            batch.clear();
        }
    }

    private void count(UsageLog.Entry entry) {
        UsageRecord call = entry.call();
        if (call != null && isFresh(entry)) {
            recovered++;
            if (call.is(Mark.UNCONFIRMED)) {
                unconfirmed++;
                charged = charged.plus(call.cost().total());
            }
        }
    }

    private static boolean isFresh(UsageLog.Entry entry) {
        try {
            return entry.done().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException failed && failed.passing()) {
                throw new ConfigException(
                        "The calls of the last run cannot be recorded (%s); they are safe in the journal: make the data folder writable and give it space, then start again"
                                .formatted(failed.getMessage()));
            }
            return false;
        }
    }
}
