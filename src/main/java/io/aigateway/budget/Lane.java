package io.aigateway.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The way to one scope's balance: at most one batch of changes is under way at a time.
 *
 * <p>A caller that finds the lane free applies its change itself, at once. Callers that find it
 * taken queue up and park; whoever leads takes their changes along in its batch. After a few
 * batches a leader hands over to the first in the queue, so nobody works for others for ever. No
 * monitor is held while the store is asked, so virtual threads are not pinned.
 */
final class Lane {

    private static final int BATCH = 512;
    private static final int BATCHES_OF_ONE_LEADER = 4;

    /** So far below zero that no number of comers makes it positive. */
    private static final int RETIRED = Integer.MIN_VALUE / 2;

    private final BatchWriter writer;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final Queue<Ticket> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pins = new AtomicInteger();
    private volatile int lastUsed;

    Lane(BatchWriter writer, int round) {
        this.writer = writer;
        this.lastUsed = round;
    }

    /** Keeps the lane from being retired; false when it is, or just may be. */
    boolean pin() {
        if (pins.getAndIncrement() >= 0) {
            return true;
        }
        pins.decrementAndGet();
        return false;
    }

    void unpin(int round) {
        lastUsed = round;
        pins.decrementAndGet();
    }

    /** The round in which it was last unpinned. */
    int lastUsed() {
        return lastUsed;
    }

    /**
     * Drops the balance of a lane that nobody has pinned and nobody used after a round; true when
     * the lane is of no use any more. Whoever comes meanwhile waits.
     */
    boolean retire(int newestRound) {
        if (!pins.compareAndSet(0, RETIRED)) {
            return false;
        }
        boolean forgotten = false;
        try {
            forgotten = lastUsed <= newestRound && writer.forget();
        } finally {
            if (!forgotten) {
                pins.addAndGet(-RETIRED);
            }
        }
        return forgotten;
    }

    /** Applies a change and returns its answer; throws what the store or the records threw. */
    Change.Answer apply(Change change) {
        Ticket ticket = new Ticket(change);
        if (taken.compareAndSet(false, true)) {
            lead(ticket);
        } else {
            waiting.add(ticket);
            await(ticket);
        }
        return ticket.outcome();
    }

    /** Whether closings wait for the store or the records. */
    boolean isBehind() {
        return writer.isBehind();
    }

    /** Applies the closings that wait, unless somebody else is about to. */
    void catchUp() {
        if (taken.compareAndSet(false, true)) {
            try {
                writer.catchUp();
            } finally {
                handOver();
            }
        }
    }

    private void await(Ticket ticket) {
        boolean interrupted = false;
        while (ticket.isOpen()) {
            if (taken.compareAndSet(false, true)) {
                lead();
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void lead(Ticket own) {
        try {
            writer.write(waiting.isEmpty() ? List.of(own) : batchWith(own));
        } finally {
            handOver();
        }
    }

    private void lead() {
        try {
            for (int i = 0; i < BATCHES_OF_ONE_LEADER && !waiting.isEmpty(); i++) {
                writer.write(batch());
            }
        } finally {
            handOver();
        }
    }

    /**
     * Frees the lane. Whoever queued up before that is seen here and woken; whoever queues up later
     * finds the lane free.
     */
    private void handOver() {
        taken.set(false);
        Ticket next = waiting.peek();
        if (next != null) {
            next.wake();
        }
    }

    private List<Ticket> batchWith(Ticket own) {
        List<Ticket> batch = batch();
        batch.add(own);
        return batch;
    }

    private List<Ticket> batch() {
        List<Ticket> batch = new ArrayList<>();
        for (Ticket next = waiting.poll(); next != null; next = waiting.poll()) {
            batch.add(next);
            if (batch.size() == BATCH) {
                return batch;
            }
        }
        return batch;
    }
}
