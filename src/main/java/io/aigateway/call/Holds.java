package io.aigateway.call;

import io.aigateway.budget.Reservation;
import io.aigateway.limit.Grant;
import org.jspecify.annotations.Nullable;

/**
 * What is held for a call until it ends, and what follows from that.
 *
 * @param reservation the money; null until it is reserved
 * @param capped true when a spend cap applies, so that an answer's length must be bounded
 * @param grant what it drew from its limits
 */
public record Holds(@Nullable Reservation reservation, boolean capped, Grant grant) {

    /** Nothing yet. */
    public static final Holds NONE = new Holds(null, false, Grant.NONE);

    /** The same, with money; {@code underCap} when a spend cap applies. */
    public Holds with(Reservation held, boolean underCap) {
        return new Holds(held, underCap, grant);
    }

    /** The same, with what was drawn from its limits. */
    public Holds with(Grant drawn) {
        return new Holds(reservation, capped, drawn);
    }
}
