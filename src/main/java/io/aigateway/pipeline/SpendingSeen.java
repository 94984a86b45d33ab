package io.aigateway.pipeline;

import io.aigateway.budget.Reservation;
import io.aigateway.call.Call;
import io.aigateway.event.BudgetWatch;
import org.apache.camel.Variable;

/** Lets budgets with thresholds be looked at, once what a call cost is booked. */
public final class SpendingSeen {

    private final BudgetWatch watch;

    public SpendingSeen(BudgetWatch watch) {
        this.watch = watch;
    }

    /** Notes what a call was booked on. */
    public void note(@Variable("call") Call call) {
        Reservation held = call.holds().reservation();
        if (held != null) {
            watch.spent(held.scopes(), held.at());
        }
    }
}
