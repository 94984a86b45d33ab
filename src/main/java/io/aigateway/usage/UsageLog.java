package io.aigateway.usage;

import io.aigateway.store.Database;
import io.aigateway.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes usage records durably without making callers wait: they hand over, one thread writes
 * whatever has come together as one transaction. Records are never dropped. When the queue is full
 * the caller waits for a while and is then refused; when the disk fails the writer keeps trying and
 * {@link #healthy} is false until it succeeds.
 */
public final class UsageLog implements AutoCloseable {

    private static final int CAPACITY = 8_192;
    private static final int LARGEST_BATCH = 512;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final BlockingQueue<Entry> queue;
    private final Duration patience;
    private final BatchCommit commit;
    private final Thread writer;
    private volatile boolean closing;

    /** Starts writing to a database. */
    public UsageLog(Database database) {
        this(database, CAPACITY, PATIENCE);
    }

    /** For tests: a queue of another size, and how long a caller waits when it is full. */
    UsageLog(Database database, int capacity, Duration patience) {
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.patience = patience;
        this.commit = new BatchCommit(database);
        this.writer = new Thread(this::run, "usage-log");
        writer.setDaemon(true);
        writer.start();
    }

    /**
     * Hands a record over. The future completes when it is committed: with true, or with false when
     * a record with its request id was there already.
     *
     * @throws StoreException when the queue stayed full, or the log is closed
     */
    public CompletableFuture<Boolean> append(UsageRecord call) {
        if (closing) {
            throw new StoreException("The usage log is closed.");
        }
        CompletableFuture<Boolean> done = offered(new Entry(call, new CompletableFuture<>()));
        if (closing) {
            writeTheRest();
        }
        return done;
    }

    /**
     * Hands a record over and waits until it is committed.
     *
     * @return false when a record with its request id was there already
     * @throws StoreException when it could not be written
     */
    public boolean appendAndWait(UsageRecord call) {
        return await(append(call));
    }

    /** Waits until everything handed over before is committed. */
    public void flush() {
        await(offered(new Entry(null, new CompletableFuture<>())));
    }

    /** False while the database refuses to be written. */
    public boolean healthy() {
        return commit.healthy();
    }

    /** Writes what was handed over, and stops. */
    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        commit.giveUpOnFailure();
        try {
            queue.put(new Entry(null, new CompletableFuture<>()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writeTheRest();
    }

    /** What a caller handed over while the writer was stopping is written by that caller. */
    private synchronized void writeTheRest() {
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Entry> rest = new ArrayList<>();
        queue.drainTo(rest);
        if (!rest.isEmpty()) {
            write(rest);
        }
    }

    private CompletableFuture<Boolean> offered(Entry entry) {
        try {
            if (queue.offer(entry)
                    || queue.offer(entry, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return entry.done();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new StoreException(
                "The usage log is full: the database does not keep up or cannot be written.");
    }

    private static boolean await(CompletableFuture<Boolean> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void run() {
        List<Entry> batch = new ArrayList<>(LARGEST_BATCH);
        while (!closing || !queue.isEmpty()) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                closing = true;
            }
            queue.drainTo(batch, LARGEST_BATCH - 1);
            write(batch);
            batch.clear();
        }
    }

    /** The writer outlives every failure: what it cannot write, the one who waits is told. */
    private void write(List<Entry> batch) {
        try {
            commit.write(batch);
        } catch (RuntimeException | Error e) {
            batch.forEach(entry -> entry.done().completeExceptionally(e));
        }
    }

    /**
     * @param call the record; null only marks a place in the queue
     * @param done completes when everything up to here is committed
     */
    record Entry(@Nullable UsageRecord call, CompletableFuture<Boolean> done) {}
}
