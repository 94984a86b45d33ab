package io.aigateway.budget;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much a ledger keeps in memory at most: scopes, and calls that are made though they cannot be
 * counted yet. What finds no room is refused, as when the ledger cannot be reached. Safe for any
 * number of threads.
 */
final class Room {

    private final int scopes;
    private final int missed;
    private final AtomicInteger taken = new AtomicInteger();

    /**
     * Room for so much.
     *
     * @param scopes how many scopes may be counted at a time
     * @param missed how many times a call may wait to be counted on a scope, at about 200 bytes;
     *     where a counter is in memory it need not
     */
    Room(int scopes, int missed) {
        this.scopes = scopes;
        this.missed = missed;
    }

    /** Whether one more scope may be counted beside so many. */
    boolean hasRoomBeside(int counted) {
        return counted < scopes;
    }

    /**
     * Takes a place for a call that is to be counted on a scope later; false when there is none.
     */
    boolean takeMissed() {
        if (taken.getAndIncrement() < missed) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    /** Gives so many places free. */
    void freeMissed(int places) {
        taken.addAndGet(-places);
    }

    /** How many places are taken. */
    int missed() {
        return taken.get();
    }
}
