package io.aigateway.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be counted on one scope: closings that could not be applied yet, and calls whose
 * holds were missed. Used by one thread at a time, but for {@link #isWaiting}.
 */
final class Backlog {

    private List<Change> closings = List.of();
    private @Nullable MissedCalls missed;
    private final Room room;
    private volatile boolean waiting;

    Backlog(Room room) {
        this.room = room;
    }

    /** Those that are applied before anything else, in their order. */
    List<Change> closings() {
        return closings;
    }

    /** Whether closings waited when {@link #note} was last called. Safe for any thread. */
    boolean isWaiting() {
        return waiting;
    }

    /** Lets other threads see whether closings wait. */
    void note() {
        boolean now = !closings.isEmpty();
        if (now != waiting) {
            waiting = now;
        }
    }

    /** A closing that could not be applied; that of a missed call that cost nothing is not due. */
    void add(Change.Close close) {
        if (close.missed() != null && close.actual() == 0) {
            forget(List.of(close));
            return;
        }
        closings = closings.isEmpty() ? new ArrayList<>() : closings;
        closings.add(close);
    }

    /**
     * A call that is to be made though its hold failed; false when too many wait to be counted, so
     * that it is not.
     */
    boolean addMissed(String call) {
        MissedCalls calls = missed == null ? new MissedCalls(room) : missed;
        missed = calls;
        return calls.add(call);
    }

    /** Those that are still to be counted. */
    Set<String> missed() {
        return missed == null ? Set.of() : missed.open();
    }

    /** Whether the balance began with records that have what a change would count. */
    boolean hasCounted(Change change) {
        return missed != null && missed.hasCounted(change);
    }

    /** An attempt was applied; these are what still waits. */
    void applied(Attempt attempt, List<Change> open) {
        closings = open;
        forget(attempt.closings());
    }

    /** The balance begins with records that have some of the missed calls. */
    void begunWith(Set<String> calls) {
        if (missed != null) {
            missed.begunWith(calls);
            List<Change> known = closings.stream().filter(this::hasCounted).toList();
            closings = new ArrayList<>(closings);
            closings.removeIf(this::hasCounted);
            forget(known);
        }
    }

    private void forget(List<Change> done) {
        if (missed != null) {
            missed.closed(done);
        }
    }
}
