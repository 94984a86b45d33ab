package io.aigateway.budget;

import io.aigateway.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A ledger with one {@link Lane} for each scope, and the reservations of this node in memory. */
final class CombiningLedger implements SpendLedger {

    private final Books books;
    private final ZoneId zone;
    private final Duration holdFor;
    private final ConcurrentMap<Scope, Lane> lanes = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Holding> open = new ConcurrentHashMap<>();

    CombiningLedger(Books books, ZoneId zone, Duration holdFor) {
        this.books = books;
        this.zone = zone;
        this.holdFor = holdFor;
    }

    @Override
    public Verdict reserve(
            String reservationId,
            List<Scope> scopes,
            List<CapLine> caps,
            Money amount,
            Instant now) {
        Reservation reservation =
                new Reservation(reservationId, InOrder.of(scopes), amount, now, now.plus(holdFor));
        CapsByScope capsByScope = CapsByScope.of(caps, reservation.scopes());
        Holding holding = new Holding(reservation);
        boolean kept = false;
        try {
            Verdict verdict = hold(holding, capsByScope, Slots.windowsAt(now, zone));
            kept = verdict instanceof Verdict.Allowed && remember(holding);
            return verdict;
        } finally {
            if (!kept) {
                close(holding, Money.ZERO);
            }
        }
    }

    @Override
    public boolean settle(Reservation reservation, Money actual) {
        if (actual.compareTo(Money.ZERO) < 0) {
            throw new IllegalArgumentException(
                    "the cost of a call must not be negative, but was " + actual);
        }
        Holding holding = open.remove(reservation.id());
        if (holding == null) {
            return false;
        }
        close(holding, actual);
        return true;
    }

    @Override
    public boolean release(Reservation reservation) {
        return settle(reservation, Money.ZERO);
    }

    @Override
    public Standing standing(Scope scope, Period period, Instant at) {
        Window window = period.windowAt(at, zone);
        try {
            return standingIn(window, scope);
        } catch (RuntimeException failure) {
            throw new LedgerUnavailable(
                    "the balance of '" + scope.text() + "' cannot be read", failure);
        }
    }

    @Override
    public List<Reservation> expired(Instant now) {
        return open.values().stream()
                .map(Holding::reservation)
                .filter(reservation -> !reservation.deadline().isAfter(now))
                .sorted(Comparator.comparing(Reservation::deadline))
                .toList();
    }

    private Verdict hold(Holding holding, CapsByScope caps, long[] windows) {
        Reservation reservation = holding.reservation();
        long amount = reservation.amount().nanos();
        for (Scope scope : reservation.scopes()) {
            Change hold = new Change.Hold(windows, caps.on(scope), amount);
            Change.Answer answer = laneOf(scope).apply(hold);
            if (answer instanceof Change.Denied denied) {
                return new Verdict.Refused(
                        denied.line(), denied.spent(), denied.reserved(), reservation.amount());
            }
            holding.add(((Change.Held) answer).windows());
        }
        return new Verdict.Allowed(reservation);
    }

    private boolean remember(Holding holding) {
        String id = holding.reservation().id();
        if (open.putIfAbsent(id, holding) != null) {
            throw new IllegalStateException("the reservation '" + id + "' is open already");
        }
        return true;
    }

    private void close(Holding holding, Money actual) {
        Reservation reservation = holding.reservation();
        long held = reservation.amount().nanos();
        for (int i = 0; i < holding.windows().size(); i++) {
            laneOf(reservation.scopes().get(i))
                    .apply(new Change.Close(holding.windows().get(i), held, actual.nanos()));
        }
    }

    private Lane laneOf(Scope scope) {
        Lane known = lanes.get(scope);
        return known != null
                ? known
                : lanes.computeIfAbsent(scope, fresh -> new Lane(new BatchWriter(books, fresh)));
    }

    private Standing standingIn(Window window, Scope scope) {
        Balance balance = books.store().get(scope.text());
        OptionalInt slot = balance == null ? OptionalInt.empty() : balance.slotOf(window);
        if (balance != null && slot.isPresent()) {
            return balance.standing(slot.getAsInt());
        }
        boolean nothingYet = balance != null && balance.isAhead(window);
        Money spent = nothingYet ? Money.ZERO : books.history().spent(scope, window);
        return new Standing(spent, Money.ZERO);
    }

    /**
     * A reservation and where it is held.
     *
     * @param windows for each scope that holds it so far, the window of each period
     */
    private record Holding(Reservation reservation, List<long[]> windows) {

        Holding(Reservation reservation) {
            this(reservation, new ArrayList<>(reservation.scopes().size()));
        }

        void add(long[] heldIn) {
            windows.add(heldIn);
        }
    }
}
