package io.aigateway.budget;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Attempts whose write failed: each may have happened, or may still happen, as long as the balance
 * is the one that it expects. Used by one thread at a time.
 */
final class Doubts {

    /**
     * Each keeps the changes of its batch. All of them expect the same balance, so one of them
     * tells as much as many, and more are of use only to batches that come one after the other.
     */
    static final int MOST = 16;

    private final List<Attempt> attempts = new ArrayList<>(0);

    /**
     * Adds an attempt that is about to be written.
     *
     * @throws IllegalStateException when there are as many as may be
     */
    void add(Attempt attempt) {
        if (attempts.size() >= MOST) {
            throw new IllegalStateException(MOST + " writes are in doubt");
        }
        attempts.add(attempt);
    }

    boolean isEmpty() {
        return attempts.isEmpty();
    }

    void clear() {
        attempts.clear();
    }

    /** The one to be written once more before anything new is, when there are as many as may be. */
    @Nullable Attempt toRepeat() {
        return attempts.size() < MOST ? null : attempts.get(attempts.size() - 1);
    }

    /**
     * The one that a balance just read shows to have been applied, if there is one. Those that
     * expect another balance than this are dropped: no balance ever comes again.
     */
    @Nullable Attempt appliedTo(Balance seen, String node) {
        long last = seen.lastBatchOf(node);
        for (Attempt attempt : attempts) {
            if (attempt.number() == last) {
                return attempt;
            }
        }
        attempts.removeIf(attempt -> !attempt.base().equals(seen));
        return null;
    }
}
