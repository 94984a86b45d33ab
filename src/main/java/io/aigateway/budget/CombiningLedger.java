package io.aigateway.budget;

import io.aigateway.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A ledger with one {@link Lane} for each scope, and the reservations of this node in memory. */
final class CombiningLedger implements SpendLedger {

    private final Books books;
    private final ZoneId zone;
    private final Duration holdFor;
    private final Lanes lanes;
    private final ConcurrentMap<String, Holding> open = new ConcurrentHashMap<>();

    CombiningLedger(Books books, ZoneId zone, Duration holdFor) {
        this.books = books;
        this.lanes = new Lanes(books);
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
        return reserve(reservationId, scopes, caps, amount, now, null);
    }

    @Override
    public Verdict reserveWherePossible(
            String reservationId,
            List<Scope> scopes,
            List<CapLine> caps,
            Money amount,
            Instant now) {
        return reserve(reservationId, scopes, caps, amount, now, reservationId);
    }

    private Verdict reserve(
            String reservationId,
            List<Scope> scopes,
            List<CapLine> caps,
            Money amount,
            Instant now,
            @Nullable String missable) {
        Reservation reservation =
                new Reservation(reservationId, InOrder.of(scopes), amount, now, now.plus(holdFor));
        CapsByScope capsByScope = CapsByScope.of(caps, reservation.scopes());
        Holding holding = new Holding(reservation);
        boolean kept = false;
        try {
            Verdict verdict = hold(holding, capsByScope, Slots.windowsAt(now, zone), missable);
            kept = verdict instanceof Verdict.Allowed && remember(holding);
            return verdict;
        } finally {
            if (!kept) {
                holding.close(Charge.everywhere(Money.ZERO), lanes);
            }
        }
    }

    @Override
    public boolean settle(Reservation reservation, Charge charge, Runnable first) {
        Holding holding = open.remove(reservation.id());
        if (holding == null) {
            return false;
        }
        try {
            first.run();
        } finally {
            holding.close(charge, lanes);
        }
        return true;
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

    @Override
    public int catchUp() {
        return lanes.catchUp();
    }

    @Override
    public int beginRound() {
        return lanes.beginRound();
    }

    @Override
    public int forgetIdle(int rounds) {
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds must be at least 1, but was " + rounds);
        }
        return lanes.forgetIdle(rounds);
    }

    @Override
    public List<Scope> counted(Predicate<Scope> filter) {
        return lanes.scopes(filter);
    }

    private Verdict hold(
            Holding holding, CapsByScope caps, long[] windows, @Nullable String missable) {
        Reservation reservation = holding.reservation();
        long amount = reservation.amount().nanos();
        for (Scope scope : reservation.scopes()) {
            Change hold = new Change.Hold(windows, caps.on(scope), amount, missable);
            Change.Answer answer = hold(holding, scope, hold);
            if (answer instanceof Change.Denied denied) {
                return new Verdict.Refused(
                        denied.line(), denied.spent(), denied.reserved(), reservation.amount());
            }
        }
        return new Verdict.Allowed(reservation);
    }

    /** The lane stays pinned until the call ends, held or missed. */
    private Change.Answer hold(Holding holding, Scope scope, Change hold) {
        Lane lane = lanes.pin(scope);
        boolean held = false;
        try {
            Change.Answer answer = lane.apply(hold);
            if (answer instanceof Change.Held windows) {
                holding.add(lane, windows.windows());
                held = true;
            } else if (answer instanceof Change.Missed) {
                holding.addMissed(lane, hold.windows());
                held = true;
            }
            return answer;
        } finally {
            if (!held) {
                lanes.unpin(lane);
            }
        }
    }

    private boolean remember(Holding holding) {
        String id = holding.reservation().id();
        if (open.putIfAbsent(id, holding) != null) {
            throw new IllegalStateException("the reservation '" + id + "' is open already");
        }
        return true;
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
}
