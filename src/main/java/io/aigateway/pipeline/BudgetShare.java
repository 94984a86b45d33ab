package io.aigateway.pipeline;

import io.aigateway.budget.CapLine;
import io.aigateway.budget.LedgerUnavailable;
import io.aigateway.budget.LiveBudgets;
import io.aigateway.budget.SpendLedger;
import io.aigateway.call.Call;
import io.aigateway.money.Money;
import io.aigateway.routing.BudgetUse;

/** Reads from the ledger how far a call's budgets are used. */
public final class BudgetShare implements BudgetUse {

    private final SpendLedger ledger;
    private final Bids bids;

    public BudgetShare(
            SpendLedger ledger, LiveBudgets budgets, WorstCases worstCases, Credits credits) {
        this.ledger = ledger;
        this.bids = new Bids(budgets, worstCases, credits);
    }

    /** What is spent and held, of the cap that is used most; 1 when the ledger cannot be read. */
    @Override
    public double of(Call call) {
        double most = 0;
        try {
            for (CapLine line : bids.caps(call)) {
                Money used = ledger.standing(line.scope(), line.period(), call.receivedAt()).used();
                most = Math.max(most, share(used, line.cap()));
            }
        } catch (LedgerUnavailable down) {
            return 1;
        }
        return most;
    }

    private static double share(Money used, Money cap) {
        return cap.nanos() == 0 ? 1 : Math.min(1, (double) used.nanos() / cap.nanos());
    }
}
