package io.aigateway.call;

import io.aigateway.budget.Reservation;
import io.aigateway.limit.Grant;
import org.jspecify.annotations.Nullable;

/**
 * What is held for a call until it ends, and what follows from that.
 *
 * @param reservation the money; null until it is reserved
 * @param capped true when a spend cap applies, so that an answer's length must be bounded
 * @param outputLimit the most tokens of an answer that money is held for; 0 when nothing but the
 *     request and the model limits it
 * @param grant what it drew from its limits
 */
public record Holds(
        @Nullable Reservation reservation, boolean capped, long outputLimit, Grant grant) {

    /** Nothing yet. */
    public static final Holds NONE = new Holds(null, false, 0, Grant.NONE);

    public Holds {
        if (outputLimit < 0) {
            throw new IllegalArgumentException(
                    "output limit must not be negative, but was " + outputLimit);
        }
    }

    /** The same, with money; {@code underCap} when a spend cap applies. */
    public Holds with(Reservation held, boolean underCap) {
        return new Holds(held, underCap, outputLimit, grant);
    }

    /** The same, with what was drawn from its limits. */
    public Holds with(Grant drawn) {
        return new Holds(reservation, capped, outputLimit, drawn);
    }

    /** The same, for answers of at most so many tokens. */
    public Holds limitedTo(long tokens) {
        return new Holds(reservation, capped, tokens, grant);
    }
}
