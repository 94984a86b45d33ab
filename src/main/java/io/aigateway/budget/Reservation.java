package io.aigateway.budget;

import io.aigateway.money.Money;
import java.time.Instant;
import java.util.List;

/**
 * Money held for a call in flight, in every scope of the call.
 *
 * @param id the call's id; it closes this reservation once
 * @param scopes what the money is held on, in the order of reservation
 * @param amount the worst case of the call
 * @param at when it was made; the spending belongs to the windows of this instant
 * @param deadline when a reservation that nobody closed counts as lost
 */
public record Reservation(
        String id, List<Scope> scopes, Money amount, Instant at, Instant deadline) {

    /** No call costs ten million dollars; it keeps the sums far from overflow. */
    private static final Money MOST = new Money(10_000_000_000_000_000L);

    public Reservation {
        if (id.isBlank()) {
            throw new IllegalArgumentException("reservation id must not be blank");
        }
        if (amount.compareTo(Money.ZERO) < 0 || amount.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "reserved amount must be between $0 and " + MOST + ", but was " + amount);
        }
        if (deadline.isBefore(at)) {
            throw new IllegalArgumentException(
                    "deadline must not be before " + at + ", but was " + deadline);
        }
        scopes = List.copyOf(scopes);
    }
}
