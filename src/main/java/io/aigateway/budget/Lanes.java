package io.aigateway.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * The lanes of all scopes that are counted. Whoever uses one pins it, so that a lane and its
 * balance are dropped only while nobody is on the way to them and no call holds anything there.
 */
final class Lanes {

    private final Books books;
    private final ConcurrentMap<Scope, Lane> lanes = new ConcurrentHashMap<>();
    private final Set<Lane> behind = ConcurrentHashMap.newKeySet();
    private final AtomicInteger round = new AtomicInteger();

    Lanes(Books books) {
        this.books = books;
    }

    /**
     * The lane of a scope, which stays until {@link #unpin}.
     *
     * @throws LedgerUnavailable when it is not counted yet, and too many are
     */
    Lane pin(Scope scope) {
        Lane lane = laneOf(scope);
        while (!lane.pin()) {
            Thread.yield();
            lane = laneOf(scope);
        }
        return lane;
    }

    void unpin(Lane lane) {
        if (lane.isBehind()) {
            behind.add(lane);
        }
        lane.unpin(round.get());
    }

    /** Applies the closings that wait for the store or the records, and tells who still does. */
    int catchUp() {
        for (Lane lane : List.copyOf(behind)) {
            if (lane.pin()) {
                behind.remove(lane);
                lane.catchUp();
                unpin(lane);
            }
        }
        return behind.size();
    }

    int beginRound() {
        round.incrementAndGet();
        return lanes.size();
    }

    int forgetIdle(int rounds) {
        int newest = round.get() - rounds;
        int forgotten = 0;
        for (var entry : lanes.entrySet()) {
            Lane lane = entry.getValue();
            if (lane.lastUsed() <= newest && lane.retire(newest)) {
                lanes.remove(entry.getKey(), lane);
                forgotten++;
            }
        }
        return forgotten;
    }

    List<Scope> scopes(Predicate<Scope> filter) {
        List<Scope> found = new ArrayList<>();
        for (Scope scope : lanes.keySet()) {
            if (filter.test(scope)) {
                found.add(scope);
            }
        }
        return found;
    }

    private Lane laneOf(Scope scope) {
        Lane known = lanes.get(scope);
        if (known != null) {
            return known;
        }
        if (!books.room().hasRoomBeside(lanes.size())) {
            throw new LedgerUnavailable(
                    "'" + scope.text() + "' cannot be counted: " + lanes.size() + " scopes are");
        }
        return lanes.computeIfAbsent(
                scope, fresh -> new Lane(new BatchWriter(books, fresh), round.get()));
    }
}
