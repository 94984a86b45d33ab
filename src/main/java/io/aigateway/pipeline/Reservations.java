package io.aigateway.pipeline;

import io.aigateway.budget.LedgerUnavailable;
import io.aigateway.budget.SpendLedger;
import io.aigateway.budget.Verdict;
import io.aigateway.call.Call;
import io.aigateway.error.GatewayException;

/**
 * Asks the ledger to hold the worst case of a call. While it cannot be reached, the call is
 * refused, or held as far as that can be done and only the rest counted later.
 */
final class Reservations {

    private static final String DOWN =
            "The spend ledger cannot be reached, so no call is let through.";

    private final SpendLedger ledger;
    private final LedgerOutage outage;

    Reservations(SpendLedger ledger, LedgerOutage outage) {
        this.ledger = ledger;
        this.outage = outage;
    }

    /**
     * The ledger's verdict; 503 when there is none, and calls are refused then or too many wait to
     * be counted.
     */
    Verdict of(Bid bid) {
        Call call = bid.call();
        try {
            return ledger.reserve(
                    call.id(), bid.scopes(), bid.caps(), bid.worst(), call.receivedAt());
        } catch (LedgerUnavailable unreachable) {
            if (outage.refuses()) {
                throw down();
            }
            return wherePossible(bid);
        }
    }

    /** Whether calls are refused while the ledger cannot be reached. */
    boolean refusesWhenDown() {
        return outage.refuses();
    }

    /** What a call is told that is refused because of it. */
    GatewayException down() {
        return outage.error(DOWN);
    }

    private Verdict wherePossible(Bid bid) {
        Call call = bid.call();
        try {
            Verdict verdict =
                    ledger.reserveWherePossible(
                            call.id(), bid.scopes(), bid.caps(), bid.worst(), call.receivedAt());
            outage.meets(DOWN);
            return verdict;
        } catch (LedgerUnavailable full) {
            throw down();
        }
    }
}
