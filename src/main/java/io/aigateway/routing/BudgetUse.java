package io.aigateway.routing;

import io.aigateway.call.Call;

/** Knows how far the budgets of a call are used. */
@FunctionalInterface
public interface BudgetUse {

    /** The share of the fullest budget that applies to a call, 0 to 1; 0 when none applies. */
    double of(Call call);
}
