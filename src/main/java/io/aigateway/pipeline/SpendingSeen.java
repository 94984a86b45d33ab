package io.aigateway.pipeline;

import io.aigateway.budget.Reservation;
import io.aigateway.call.Call;
import io.aigateway.event.BudgetWatch;
import org.apache.camel.Variable;

/** Lets budgets with thresholds, and the credit, be looked at, once what a call cost is booked. */
public final class SpendingSeen {

    private final BudgetWatch watch;
    private final CreditWatch credit;

    public SpendingSeen(BudgetWatch watch, CreditWatch credit) {
        this.watch = watch;
        this.credit = credit;
    }

    /** Notes what a call was booked on. */
    public void note(@Variable("call") Call call) {
        Reservation held = call.holds().reservation();
        if (held != null) {
            watch.spent(held.scopes(), held.at());
            credit.spent(held);
        }
    }
}
