package io.aigateway.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Brings lines together: whoever finds the journal free writes everything that waits, in one piece;
 * the others park. No monitor is held while the disk is asked, so virtual threads are not pinned.
 */
final class JournalQueue {

    private static final int BATCH = 1_024;

    private final Consumer<List<JournalTicket>> writer;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final Queue<JournalTicket> waiting = new ConcurrentLinkedQueue<>();

    /** A queue in front of a writer, which answers every ticket and throws nothing. */
    JournalQueue(Consumer<List<JournalTicket>> writer) {
        this.writer = writer;
    }

    /**
     * Adds a line and returns when it is written.
     *
     * @throws StoreException when it could not be
     */
    void add(JournalTicket ticket) {
        waiting.add(ticket);
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
        ticket.requireWritten();
    }

    private void lead() {
        try {
            List<JournalTicket> batch = batch();
            if (!batch.isEmpty()) {
                writer.accept(batch);
            }
        } finally {
            handOver();
        }
    }

    /** Whoever queued up before this is seen here and woken; whoever comes later finds it free. */
    private void handOver() {
        taken.set(false);
        JournalTicket next = waiting.peek();
        if (next != null) {
            next.wake();
        }
    }

    private List<JournalTicket> batch() {
        List<JournalTicket> batch = new ArrayList<>();
        for (JournalTicket next = waiting.poll(); next != null; next = waiting.poll()) {
            batch.add(next);
            if (batch.size() == BATCH) {
                return batch;
            }
        }
        return batch;
    }
}
