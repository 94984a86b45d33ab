package io.aigateway.budget;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reservation and where it is held: for each of its scopes so far, in their order, the pinned
 * lane and the window of each period. On a scope whose balance could not be reached nothing is
 * held, and what the call costs is counted all the same.
 */
final class Holding {

    private final Reservation reservation;
    private final List<Lane> lanes;
    private final List<long[]> windows;
    private @Nullable BitSet missed;

    Holding(Reservation reservation) {
        this.reservation = reservation;
        this.lanes = new ArrayList<>(reservation.scopes().size());
        this.windows = new ArrayList<>(reservation.scopes().size());
    }

    Reservation reservation() {
        return reservation;
    }

    void add(Lane pinned, long[] heldIn) {
        lanes.add(pinned);
        windows.add(heldIn);
    }

    /** The next scope, where nothing is held. */
    void addMissed(Lane pinned, long[] wanted) {
        BitSet places = missed == null ? new BitSet() : missed;
        places.set(lanes.size());
        missed = places;
        add(pinned, wanted);
    }

    /** Ends the hold in every scope, and gives the lanes free. */
    void close(Charge charge, Lanes all) {
        closeFrom(0, charge, all);
    }

    /** What breaks on one scope must not leave the money held on the others. */
    private void closeFrom(int place, Charge charge, Lanes all) {
        if (place == lanes.size()) {
            return;
        }
        try {
            lanes.get(place)
                    .apply(closing(place, charge.on(reservation.scopes().get(place)).nanos()));
        } finally {
            all.unpin(lanes.get(place));
            closeFrom(place + 1, charge, all);
        }
    }

    private Change closing(int place, long actual) {
        boolean held = missed == null || !missed.get(place);
        return held
                ? new Change.Close(windows.get(place), reservation.amount().nanos(), actual, null)
                : new Change.Close(windows.get(place), 0, actual, reservation.id());
    }
}
