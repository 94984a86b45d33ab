package io.aigateway.pipeline;

import io.aigateway.account.ApiKey;
import io.aigateway.account.Authentication.Known;
import io.aigateway.account.Limits;
import io.aigateway.account.SubAccount;
import io.aigateway.budget.CapLine;
import io.aigateway.budget.LedgerUnavailable;
import io.aigateway.budget.LiveBudgets;
import io.aigateway.budget.Period;
import io.aigateway.budget.Scope;
import io.aigateway.budget.SpendLedger;
import io.aigateway.budget.Verdict;
import io.aigateway.budget.Verdict.Allowed;
import io.aigateway.call.Call;
import io.aigateway.error.Errors;
import io.aigateway.money.Money;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Holds the worst case of a call in every scope that it is booked on, before anybody is asked
 * anything.
 */
public final class BudgetGate {

    /** The one account of an installation; sub-accounts are its parts. */
    public static final String ACCOUNT = "main";

    private final SpendLedger ledger;
    private final LiveBudgets budgets;
    private final WorstCases worstCases;

    public BudgetGate(SpendLedger ledger, LiveBudgets budgets, WorstCases worstCases) {
        this.ledger = ledger;
        this.budgets = budgets;
        this.worstCases = worstCases;
    }

    /**
     * The call with its money held; 402 naming the scope, the cap and what is used when it does not
     * fit.
     */
    public Call reserve(@Variable("call") Call call) {
        List<Scope> scopes = scopes(call);
        List<CapLine> caps = caps(call.knownCaller(), scopes);
        Money worst = worstCases.of(call, !caps.isEmpty());
        try {
            Verdict verdict = ledger.reserve(call.id(), scopes, caps, worst, call.receivedAt());
            if (verdict instanceof Allowed allowed) {
                return call.holding(call.holds().with(allowed.reservation(), !caps.isEmpty()));
            }
            throw verdict.error().orElseThrow().asException();
        } catch (LedgerUnavailable down) {
            throw Errors.overloaded(
                            "The spend ledger cannot be reached, so no call is let through.")
                    .asException();
        }
    }

    /** The caps that apply to a call. */
    List<CapLine> caps(Call call) {
        return caps(call.knownCaller(), scopes(call));
    }

    private static List<Scope> scopes(Call call) {
        ApiKey key = call.knownCaller().key();
        return Scope.ofCall(ACCOUNT, key.subAccountId(), key.id(), call.tags().names(), null);
    }

    private List<CapLine> caps(Known caller, List<Scope> scopes) {
        List<CapLine> caps = new ArrayList<>(budgets.current().capsOn(scopes));
        ApiKey key = caller.key();
        add(caps, Scope.Kind.KEY, key.id(), key.limits());
        SubAccount subAccount = caller.subAccount();
        if (subAccount != null) {
            add(caps, Scope.Kind.SUB_ACCOUNT, subAccount.id(), subAccount.limits());
        }
        return caps;
    }

    private static void add(List<CapLine> caps, Scope.Kind kind, String id, Limits limits) {
        @Nullable Money cap = limits.spendCap();
        if (cap != null) {
            caps.add(
                    new CapLine(
                            new Scope(kind, id),
                            Period.valueOf(limits.capPeriod().name()),
                            cap,
                            id));
        }
    }
}
