package io.aigateway.pipeline;

import io.aigateway.account.ApiKey;
import io.aigateway.account.Authentication.Known;
import io.aigateway.account.Limits;
import io.aigateway.account.SubAccount;
import io.aigateway.budget.CapLine;
import io.aigateway.budget.LiveBudgets;
import io.aigateway.budget.Period;
import io.aigateway.budget.Scope;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.money.Money;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out on what a call is counted, which caps hold there, and what it can cost at most. */
final class Bids {

    private final LiveBudgets budgets;
    private final WorstCases worstCases;
    private final Credits credits;

    Bids(LiveBudgets budgets, WorstCases worstCases, Credits credits) {
        this.budgets = budgets;
        this.worstCases = worstCases;
        this.credits = credits;
    }

    Bid of(Call call) {
        List<Scope> scopes = scopes(call);
        List<CapLine> caps = caps(call.knownCaller(), scopes);
        if (credits.paysFor(call)) {
            scopes = with(scopes, Credits.SCOPE);
            caps = with(caps, credits.line());
        }
        return new Bid(call, scopes, caps, worstCases.of(call, !caps.isEmpty()));
    }

    /** The most that a call under a cap can cost when its answer has at most so many tokens. */
    Money worst(Call call, long outputTokens) {
        return worstCases.of(call.holding(call.holds().limitedTo(outputTokens)), true);
    }

    private static List<Scope> scopes(Call call) {
        ApiKey key = call.knownCaller().key();
        return Scope.ofCall(
                BudgetGate.ACCOUNT,
                key.subAccountId(),
                key.id(),
                call.tags().names(),
                call.plan() == null ? Set.of() : providers(call.knownPlan().asked()));
    }

    /** The caps that hold for a call; before it is planned, those of its providers are missing. */
    List<CapLine> caps(Call call) {
        return caps(call.knownCaller(), scopes(call));
    }

    private static <T> List<T> with(List<T> some, T last) {
        List<T> all = new ArrayList<>(some);
        all.add(last);
        return all;
    }

    private static Set<String> providers(List<Candidate> asked) {
        if (asked.size() == 1) {
            return Set.of(asked.get(0).provider().id());
        }
        Set<String> providers = new LinkedHashSet<>();
        asked.forEach(candidate -> providers.add(candidate.provider().id()));
        return providers;
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
