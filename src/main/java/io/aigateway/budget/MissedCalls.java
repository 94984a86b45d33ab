package io.aigateway.budget;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Calls that are made though a scope's balance could not be reached, until what they cost is
 * counted on it: once, whether the balance then begins with records that have them or without. Used
 * by one thread at a time.
 */
final class MissedCalls {

    private final Set<String> open = new HashSet<>(2);
    private final Set<String> counted = new HashSet<>(2);
    private final Room room;

    MissedCalls(Room room) {
        this.room = room;
    }

    /** Adds one; false when there is no room for it. */
    boolean add(String call) {
        return open.contains(call) || (room.takeMissed() && open.add(call));
    }

    /** Those that are still to be counted. */
    Set<String> open() {
        return Set.copyOf(open);
    }

    /** The balance began with records that have these. */
    void begunWith(Set<String> calls) {
        counted.addAll(calls);
    }

    /** Whether a closing is in the balance already. */
    boolean hasCounted(Change change) {
        return change instanceof Change.Close close
                && close.missed() != null
                && counted.contains(close.missed());
    }

    /** These closings need not be thought of any more. */
    void closed(List<Change> closings) {
        for (Change change : closings) {
            if (change instanceof Change.Close close && close.missed() != null) {
                room.freeMissed(open.remove(close.missed()) ? 1 : 0);
                counted.remove(close.missed());
            }
        }
    }
}
