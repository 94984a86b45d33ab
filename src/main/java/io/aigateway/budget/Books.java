package io.aigateway.budget;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all lanes of a ledger share.
 *
 * @param node the name of this run of this gateway; no other run ever has the same
 * @param store where the balances are
 * @param history what an unknown scope starts from
 * @param room how much is kept in memory
 * @param batchNumbers counts the batches of this node, over all scopes
 */
record Books(
        String node,
        VersionedStore store,
        SpendHistory history,
        Room room,
        AtomicLong batchNumbers) {

    Books(String node, VersionedStore store, SpendHistory history, Room room) {
        this(node, store, history, room, new AtomicLong());
    }

    /** A number above all that this node has used; the first is 1. */
    long nextBatch() {
        return batchNumbers.incrementAndGet();
    }

    /**
     * The balance of a scope that the store does not know, as the records tell it.
     *
     * @param missed calls that are still to be counted on it
     */
    Seeded seed(Scope scope, long[] newestWindows, Set<String> missed) {
        List<Window> asked = Seed.windowsAround(newestWindows);
        if (missed.isEmpty()) {
            return new Seeded(Seed.of(asked, history.spent(scope, asked)), Set.of());
        }
        SpendHistory.Told told = history.told(scope, asked, missed);
        return new Seeded(Seed.of(asked, told.spent()), told.calls());
    }

    /**
     * A first balance.
     *
     * @param counted those of the missed calls that are in it already
     */
    record Seeded(Balance balance, Set<String> counted) {}
}
