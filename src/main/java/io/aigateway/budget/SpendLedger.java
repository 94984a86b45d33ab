package io.aigateway.budget;

import io.aigateway.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.infinispan.manager.EmbeddedCacheManager;

/**
 * Who has spent how much, and whether a call may spend more. Safe for any number of threads.
 *
 * <p>{@code spent + reserved <= cap} holds for every cap at every instant; only a call that costs
 * more than was reserved for it can pass a cap, by the difference.
 *
 * <p><b>Every scope of a call is counted, with a cap or without</b>, and in every period. That
 * costs about a microsecond a scope, and makes it safe to set a cap at any moment: the counter is
 * already right, calls in flight included. (A scope that was skipped while it had no cap would have
 * to be read from the records while its calls are in flight, and would miss them.) A scope that is
 * met for the first time since the start is read from the {@link SpendHistory} once.
 */
public interface SpendLedger {

    /** A ledger in this process's memory, for tests and trials. */
    static SpendLedger inMemory(SpendHistory history, LedgerTerms terms) {
        return on(VersionedStore.inMemory(), history, terms);
    }

    /**
     * A ledger in Infinispan, in the cache {@code spend}; a local one is made when the manager does
     * not define it.
     */
    static SpendLedger inInfinispan(
            EmbeddedCacheManager caches, SpendHistory history, LedgerTerms terms) {
        return on(InfinispanStore.in(caches), history, terms);
    }

    private static SpendLedger on(VersionedStore store, SpendHistory history, LedgerTerms terms) {
        Room room = new Room(terms.mostScopes(), terms.mostMissed());
        return new CombiningLedger(
                new Books(terms.node(), store, history, room), terms.zone(), terms.holdFor());
    }

    /**
     * Holds an amount in every scope of a call, or in none.
     *
     * @param reservationId the call's id, not open already
     * @param scopes everything the call is counted on; repetitions count once
     * @param caps the caps on those scopes, as {@link Budgets#capsOn} gives them; the first one in
     *     the order of the scopes that does not allow the amount refuses the call
     * @param amount the worst case of the call; not negative
     * @param now when; the spending belongs to the windows of this instant, whenever the call ends
     * @throws LedgerUnavailable when nobody knows whether the call may spend; nothing is held then
     * @throws IllegalArgumentException when a cap is on none of the scopes
     * @throws IllegalStateException when the id is open
     */
    Verdict reserve(
            String reservationId,
            List<Scope> scopes,
            List<CapLine> caps,
            Money amount,
            Instant now);

    /**
     * The same for a call that is made even while the ledger cannot be reached. Caps that can be
     * read hold. On a scope that cannot be read or changed nothing is held and no cap refuses; what
     * the call costs is counted there once that is possible, once, also when the records have it by
     * then ({@link #catchUp}).
     *
     * @throws LedgerUnavailable when so many calls wait to be counted that one more is not made;
     *     nothing is held then
     */
    Verdict reserveWherePossible(
            String reservationId,
            List<Scope> scopes,
            List<CapLine> caps,
            Money amount,
            Instant now);

    /**
     * Ends a reservation: what it held is freed, and what the call really cost is spent, in one
     * step in each scope. Never refused, and never lost: when the store fails, the change is
     * remembered and made together with the next one.
     *
     * @param charge what the call cost
     * @param first what is done once it is sure that nobody else closes the reservation, and before
     *     a counter changes: the call's record is handed over here, so that a counter that is
     *     forgotten afterwards ({@link #forgetIdle}) starts from records that have the call. What
     *     it throws is thrown on, after the counters have changed
     * @return false when the reservation was closed before, and nothing happened
     */
    boolean settle(Reservation reservation, Charge charge, Runnable first);

    /**
     * The same for a call without a record.
     *
     * @param actual what the call cost, on every scope; not negative
     */
    default boolean settle(Reservation reservation, Money actual) {
        return settle(reservation, Charge.everywhere(actual), () -> {});
    }

    /**
     * Ends a reservation of a call that cost nothing.
     *
     * @return false when the reservation was closed before, and nothing happened
     */
    default boolean release(Reservation reservation) {
        return settle(reservation, Money.ZERO);
    }

    /**
     * What is spent and held on a scope in the window of an instant. A scope that is not counted
     * yet is read from the records.
     *
     * @throws LedgerUnavailable when it cannot be read
     */
    Standing standing(Scope scope, Period period, Instant at);

    /**
     * Tries again to count what could not be counted when its calls ended; the next change of a
     * scope does that too.
     *
     * @return on how many scopes something is still to be counted
     */
    int catchUp();

    /** Begins a new round of {@link #forgetIdle}, and tells how many scopes are counted. */
    int beginRound();

    /**
     * Drops the counters of scopes that hold nothing and were not touched in the last rounds; the
     * records tell what they were when they are next needed. To be called once the records of all
     * calls that were settled before the round began are committed.
     *
     * @param rounds how many rounds a scope must have been idle, the one just begun not counted; at
     *     least 1
     * @return how many were dropped
     */
    int forgetIdle(int rounds);

    /** The scopes that are counted in memory and that the filter lets through, in no order. */
    List<Scope> counted(Predicate<Scope> filter);

    /** The reservations of this process that are past their deadline, the oldest first. */
    List<Reservation> expired(Instant now);
}
