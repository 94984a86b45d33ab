package io.aigateway.budget;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches of changes to one scope's balance, each exactly once, even when the store fails in
 * the middle of it. Used by one thread at a time ({@link Lane}).
 *
 * <p>A failed write is in doubt: it may have happened, or may still happen. Its holds are answered
 * with a failure and its closings are remembered. The balance tells later: it carries the number of
 * the last batch that was applied. If that is a failed one, its holds are taken back; if not, its
 * closings are applied with the next batch. A failed write can no longer happen once a later one
 * won, because the value it expects does not come again.
 *
 * <p>A hold may be missed: its call is made though nothing could be held ({@link MissedCalls}).
 */
final class BatchWriter {

    private static final int MOST_ATTEMPTS = 1_000;

    private final Books books;
    private final Scope scope;
    private final String key;

    private @Nullable Balance lastSeen;
    private final Backlog backlog;
    private final BalanceReader reader;
    private final Doubts doubts = new Doubts();

    BatchWriter(Books books, Scope scope) {
        this.books = books;
        this.scope = scope;
        this.key = scope.text();
        this.backlog = new Backlog(books.room());
        this.reader = new BalanceReader(books, scope, backlog);
    }

    /** Answers every ticket; a failure of the store or the records is an answer too. */
    void write(List<Ticket> batch) {
        try {
            attempt(batch);
        } catch (RuntimeException | Error failure) {
            giveUp(batch, failure);
            if (failure instanceof Error error) {
                throw error;
            }
        } finally {
            backlog.note();
        }
    }

    /** Whether closings wait for the store or the records. Safe for any thread. */
    boolean isBehind() {
        return backlog.isWaiting();
    }

    /** Applies the closings that wait. A list of its own tells this batch from any before. */
    void catchUp() {
        write(new ArrayList<>(0));
    }

    /**
     * Drops the balance when nobody holds anything on it and no change is open; false when it
     * stays. The records must have everything that was settled.
     */
    boolean forget() {
        if (!backlog.closings().isEmpty() || !doubts.isEmpty()) {
            return false;
        }
        Balance now = books.store().get(key);
        if (now != null && (now.holdsAnything() || !books.store().remove(key, now))) {
            return false;
        }
        lastSeen = null;
        return true;
    }

    private void attempt(List<Ticket> batch) {
        repeatWhatIsInDoubt();
        Balance remembered = lastSeen;
        if (remembered != null && doubts.isEmpty() && applied(batch, remembered, false)) {
            return;
        }
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            Balance seen = reader.read(batch);
            if (wasAppliedBefore(batch, seen) || applied(batch, seen, true)) {
                return;
            }
        }
        throw new IllegalStateException(
                "the balance of '" + key + "' changed at each of " + MOST_ATTEMPTS + " attempts");
    }

    /** A store that goes on failing must not be left with ever more attempts in doubt. */
    private void repeatWhatIsInDoubt() {
        Attempt again = doubts.toRepeat();
        if (again != null && books.store().replace(key, again.base(), again.next())) {
            settleDoubts(again.next(), again, stillToDo(again));
        }
    }

    /** One attempt; a value that was only remembered may be out of date, and refuses nobody. */
    private boolean applied(List<Ticket> batch, Balance seen, boolean mayDeny) {
        Attempt attempt = Attempt.on(seen, books.node(), books.nextBatch(), backlog, batch);
        if (attempt.denies() && !mayDeny) {
            return false;
        }
        boolean done = attempt.changesNothing() || replaced(seen, attempt);
        if (done) {
            attempt.tellTickets();
        }
        return done;
    }

    private boolean replaced(Balance seen, Attempt attempt) {
        doubts.add(attempt);
        if (!books.store().replace(key, seen, attempt.next())) {
            return false;
        }
        settleDoubts(attempt.next(), attempt, List.of());
        return true;
    }

    /**
     * Compares a value just read with the attempts in doubt; true when it shows that an attempt for
     * this very batch was applied after all.
     */
    private boolean wasAppliedBefore(List<Ticket> batch, Balance seen) {
        lastSeen = seen;
        Attempt attempt = doubts.appliedTo(seen, books.node());
        boolean ours = attempt != null && attempt.tickets() == batch;
        if (attempt != null) {
            settleDoubts(seen, attempt, ours ? List.of() : stillToDo(attempt));
        }
        if (attempt != null && ours) {
            attempt.tellTickets();
        }
        return ours;
    }

    private List<Change> stillToDo(Attempt applied) {
        List<Change> open = new ArrayList<>(backlog.closings());
        open.removeIf(
                closing -> applied.closings().stream().anyMatch(applies -> applies == closing));
        open.addAll(applied.undoOfHolds());
        return open;
    }

    private void settleDoubts(Balance now, Attempt applied, List<Change> open) {
        lastSeen = now;
        doubts.clear();
        backlog.applied(applied, open);
    }

    /** Nobody may wait for ever, whatever broke; and a closing must not be lost. */
    private void giveUp(List<Ticket> batch, Throwable failure) {
        for (Ticket ticket : batch) {
            if (ticket.isOpen()) {
                giveUp(ticket, failure);
            }
        }
        lastSeen = null;
    }

    private void giveUp(Ticket ticket, Throwable failure) {
        if (ticket.change() instanceof Change.Close close) {
            backlog.add(close);
            ticket.answer(Change.Done.DONE);
        } else if (ticket.change() instanceof Change.Hold hold
                && hold.missable() != null
                && backlog.addMissed(hold.missable())) {
            ticket.answer(Change.Missed.MISSED);
        } else {
            ticket.fail(unavailable(failure));
        }
    }

    private LedgerUnavailable unavailable(Throwable failure) {
        return new LedgerUnavailable("the balance of '" + key + "' cannot be changed", failure);
    }
}
