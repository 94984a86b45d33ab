package io.aigateway.pipeline;

import io.aigateway.budget.CapLine;
import io.aigateway.budget.Scope;
import io.aigateway.call.Call;
import io.aigateway.money.Money;
import java.util.List;

/**
 * What would be held for a call, and where.
 *
 * @param call the call, as its plan and its output limit would be
 * @param scopes everything it is counted on
 * @param caps the caps on those
 * @param worst the most that it can cost
 */
record Bid(Call call, List<Scope> scopes, List<CapLine> caps, Money worst) {

    boolean capped() {
        return !caps.isEmpty();
    }
}
