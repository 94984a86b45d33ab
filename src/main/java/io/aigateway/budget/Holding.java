package io.aigateway.budget;

import java.util.ArrayList;
import java.util.List;

/**
 * A reservation and where it is held: for each of its scopes that holds it so far, in their order,
 * the pinned lane and the window of each period.
 */
final class Holding {

    private final Reservation reservation;
    private final List<Lane> lanes;
    private final List<long[]> windows;

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

    /** Ends the hold in every scope, and gives the lanes free. */
    void close(Charge charge, Lanes all) {
        long held = reservation.amount().nanos();
        for (int i = 0; i < lanes.size(); i++) {
            long actual = charge.on(reservation.scopes().get(i)).nanos();
            lanes.get(i).apply(new Change.Close(windows.get(i), held, actual));
            all.unpin(lanes.get(i));
        }
    }
}
