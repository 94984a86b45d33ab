package io.aigateway.usage;

import io.aigateway.store.Database;
import io.aigateway.store.Journal;
import io.aigateway.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the record of every call. A record that costs something is in the journal before {@link
 * #append} returns, and in the database a moment later: one thread writes whatever has come
 * together as one transaction. When the database fails the writer keeps trying, and {@link
 * #healthy} is false until it succeeds; what waits for it is in the journal.
 */
public final class UsageLog implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(UsageLog.class);
    private static final int CAPACITY = 8_192;
    private static final int LARGEST_BATCH = 2_048;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Long transactions are cheap ones: sums and pages are touched once for many records. */
    private static final Duration GATHER = Duration.ofMillis(50);

    private final Journal journal;
    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final int capacity;
    private final Duration patience;
    private final BatchCommit commit;
    private final Thread writer;
    private final Places places;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean closing;

    /** Starts writing to a database, without a journal: for tests. */
    public UsageLog(Database database) {
        this(database, Journal.inMemory(), CAPACITY, PATIENCE);
    }

    /**
     * Brings what the last process left in the journal into the database, and starts writing.
     *
     * @throws io.aigateway.error.ConfigException when that cannot be written
     */
    public UsageLog(Database database, Journal journal) {
        this(database, journal, CAPACITY, PATIENCE);
    }

    /**
     * For tests: how many records that have no place may wait, and how long a caller does when
     * there are as many.
     */
    UsageLog(Database database, Journal journal, int capacity, Duration patience) {
        this.journal = journal;
        this.places = new Places(journal);
        this.capacity = capacity;
        this.patience = patience;
        new Recovery(database, journal).run();
        this.commit = new BatchCommit(database, journal);
        this.writer = new Thread(this::run, "usage-log");
        writer.setDaemon(true);
        writer.start();
    }

    /**
     * Writes down that a call is about to be made: the record that counts should nothing follow.
     *
     * @throws StoreException when it cannot be written
     */
    public void open(UsageRecord unconfirmed) {
        journal.put(unconfirmed.requestId(), RecordText.of(unconfirmed));
    }

    /**
     * Takes a place in memory for the record of a call that is made though it could not be opened.
     * The place is free again when the record is committed.
     *
     * @return false when so many calls wait to be recorded that this one must not be made
     */
    public boolean takePlace(String requestId) {
        return places.take(requestId);
    }

    /** What was written down when a call that has not ended yet was opened. */
    public Optional<UsageRecord> opened(String requestId) {
        return journal.get(requestId).flatMap(RecordText::read);
    }

    /**
     * Hands a record over. The future completes when it is committed: with true, or with false when
     * a record with its request id was there already; with a {@link StoreException} when it is
     * lost. That of a call that was opened, or has a place, waits as long as it takes; that of
     * another one, which cost nothing, may be lost while the database cannot be written.
     *
     * @throws StoreException when the log is closed
     */
    public CompletableFuture<Boolean> append(UsageRecord call) {
        if (closing) {
            throw new StoreException("The usage log is closed.");
        }
        Entry entry = new Entry(call, new CompletableFuture<>());
        if (places.keeps(call, entry.done()) || hasRoom(call)) {
            queue.add(entry);
        } else {
            lose(entry);
        }
        if (closing) {
            writeTheRest();
        }
        return entry.done();
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

    /**
     * The same as {@link #flush}, but nobody waits for a disk that fails.
     *
     * @return false when the database cannot be written at present
     */
    public boolean flushUnlessFailing() {
        if (!healthy()) {
            return false;
        }
        Entry mark = new Entry(null, new CompletableFuture<>());
        waiting.incrementAndGet();
        try {
            queue.add(mark);
            LockSupport.unpark(writer);
            while (!mark.done().isDone() && healthy() && !closing) {
                LockSupport.parkNanos(1_000_000);
            }
        } finally {
            waiting.decrementAndGet();
        }
        return mark.done().isDone() && !mark.done().isCompletedExceptionally();
    }

    /** Waits until everything handed over before is committed. */
    public void flush() {
        Entry mark = new Entry(null, new CompletableFuture<>());
        queue.add(mark);
        if (closing) {
            writeTheRest();
        }
        await(mark.done());
    }

    /** False while the database refuses to be written. */
    public boolean healthy() {
        return commit.healthy();
    }

    /** How many records were lost since the start: see {@link #append}. */
    public long lost() {
        return lost.get();
    }

    /** Writes what was handed over, and stops; what cannot be written stays in the journal. */
    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        commit.giveUpOnFailure();
        queue.add(new Entry(null, new CompletableFuture<>()));
        LockSupport.unpark(writer);
        writeTheRest();
        journal.close();
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

    /** Waits for room, but nobody who was refused while the disk fails waits for that too. */
    private boolean hasRoom(UsageRecord call) {
        boolean free = call.cost().total().nanos() == 0;
        long end = System.nanoTime() + patience.toNanos();
        while (queue.size() >= capacity
                && System.nanoTime() < end
                && !(free && !commit.healthy())) {
            LockSupport.parkNanos(1_000_000);
        }
        return queue.size() < capacity;
    }

    private void lose(Entry entry) {
        if (lost.getAndIncrement() == 0 || !isFree(entry)) {
            LOGGER.error("a usage record is lost: neither the journal nor the database takes it");
        }
        entry.done()
                .completeExceptionally(
                        new StoreException(
                                "The usage log is full: the database cannot be written."));
    }

    private static boolean isFree(Entry entry) {
        UsageRecord call = entry.call();
        return call == null || call.cost().total().nanos() == 0;
    }

    private boolean await(CompletableFuture<Boolean> done) {
        waiting.incrementAndGet();
        LockSupport.unpark(writer);
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException cause) {
                throw cause;
            }
            throw e;
        } finally {
            waiting.decrementAndGet();
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
            if (waiting.get() == 0 && !closing && queue.size() < LARGEST_BATCH) {
                LockSupport.parkNanos(this, GATHER.toNanos());
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
