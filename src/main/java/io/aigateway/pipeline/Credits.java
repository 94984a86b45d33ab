package io.aigateway.pipeline;

import io.aigateway.budget.CapLine;
import io.aigateway.budget.Period;
import io.aigateway.budget.Scope;
import io.aigateway.budget.SpendLedger;
import io.aigateway.budget.Standing;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.error.Errors;
import io.aigateway.money.Money;
import io.aigateway.store.CreditRow;
import io.aigateway.store.CreditRows;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The account's prepaid credit: a cap for ever on a scope of its own, as high as what was paid in.
 * So the ledger that holds budgets also holds the credit, and nothing can pass it that cannot pass
 * a budget. Safe for any number of threads.
 */
public final class Credits {

    /** What calls that the credit pays for are counted on. */
    static final Scope SCOPE = Scope.credit(BudgetGate.ACCOUNT);

    private final CreditRows rows;
    private final SpendLedger ledger;
    private final boolean enabled;
    private final Supplier<String> ids;
    private final Clock clock;
    private final AtomicLong paidIn;

    /**
     * Reads what was paid in.
     *
     * @param enabled whether calls need credit
     * @param ids makes ids of new amounts
     */
    public Credits(
            CreditRows rows,
            SpendLedger ledger,
            boolean enabled,
            Supplier<String> ids,
            Clock clock) {
        this.rows = rows;
        this.ledger = ledger;
        this.enabled = enabled;
        this.ids = ids;
        this.clock = clock;
        this.paidIn = new AtomicLong(rows.totalNanos());
    }

    /**
     * Where the credit stands.
     *
     * @param enabled whether calls need it
     * @param paidIn everything that was paid in
     * @param spent what calls cost that it paid for, ever
     * @param reserved what is held for calls in flight
     */
    public record Balance(boolean enabled, Money paidIn, Money spent, Money reserved) {

        /** What is left, calls in flight not counted; below nothing only by an estimate's error. */
        public Money left() {
            return new Money(paidIn.nanos() - spent.nanos());
        }
    }

    /**
     * Where the credit stands now.
     *
     * @throws io.aigateway.budget.LedgerUnavailable when that cannot be read
     */
    public Balance balance() {
        Standing standing = ledger.standing(SCOPE, Period.TOTAL, clock.instant());
        return new Balance(enabled, new Money(paidIn.get()), standing.spent(), standing.reserved());
    }

    /**
     * Pays in; it can be spent by the next call.
     *
     * @param amount negative to correct an earlier one
     * @param idempotencyKey a second time with the same one pays nothing in
     * @return what was paid in, now or the first time
     * @throws io.aigateway.error.GatewayException 400 when the first time was another amount
     */
    public CreditRow add(Money amount, @Nullable String note, @Nullable String idempotencyKey) {
        CreditRow row =
                new CreditRow(
                        "cr_" + ids.get(),
                        amount.nanos(),
                        note,
                        idempotencyKey,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS));
        CreditRow kept = addInOrder(row);
        if (kept.amountNanos() != amount.nanos()) {
            throw Errors.invalidRequest(
                            "idempotency_key",
                            "'idempotency_key' was used before, for another amount.")
                    .asException();
        }
        return kept;
    }

    private synchronized CreditRow addInOrder(CreditRow row) {
        CreditRows.Added added = rows.add(row);
        paidIn.set(added.totalNanos());
        return added.row();
    }

    /** True when the call may be answered with a key of the operator's. */
    boolean paysFor(Call call) {
        if (!enabled) {
            return false;
        }
        for (Candidate candidate : call.knownPlan().asked()) {
            if (call.credentials().at(candidate.provider().id()).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The cap that the credit is to such a call. */
    CapLine line() {
        return new CapLine(SCOPE, Period.TOTAL, new Money(Math.max(0, paidIn.get())), "credits");
    }
}
