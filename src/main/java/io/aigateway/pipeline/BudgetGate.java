package io.aigateway.pipeline;

import io.aigateway.budget.LedgerUnavailable;
import io.aigateway.budget.LiveBudgets;
import io.aigateway.budget.Scope;
import io.aigateway.budget.SpendLedger;
import io.aigateway.budget.Verdict;
import io.aigateway.budget.Verdict.Allowed;
import io.aigateway.budget.Verdict.Refused;
import io.aigateway.budget.WorstCase;
import io.aigateway.call.Api;
import io.aigateway.call.Call;
import io.aigateway.call.Plan;
import io.aigateway.error.GatewayException;
import io.aigateway.event.BudgetWatch;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.camel.Variable;

/**
 * Holds the worst case of a call in every scope that it is booked on, before anybody is asked
 * anything.
 *
 * <p>When that does not fit, the call is made smaller if it can be: a provider whose own cap is in
 * the way is left out while there are others, and an answer that the caller gave no limit gets the
 * one that can be paid. Each try is one reservation, so no cap is passed whatever happens at the
 * same time.
 */
public final class BudgetGate {

    /** The one account of an installation; sub-accounts are its parts. */
    public static final String ACCOUNT = "main";

    /** What is left may shrink between looking at it and reserving it. */
    private static final int TRIES = 4;

    private final SpendLedger ledger;
    private final Bids bids;
    private final Affordable affordable;
    private final long leastOutput;
    private final BudgetWatch watch;
    private final Reservations reservations;
    private final RateLimiter rateLimiter;

    /**
     * A gate.
     *
     * @param leastOutput how many tokens of an answer a budget must be able to pay for, when the
     *     request gives no limit; at least 1
     * @param watch is told of refusals
     * @param outage what happens when the ledger cannot be asked
     * @param rateLimiter keeps a call to the limits of the model it turns to
     */
    public BudgetGate(
            SpendLedger ledger,
            LiveBudgets budgets,
            WorstCases worstCases,
            long leastOutput,
            BudgetWatch watch,
            LedgerOutage outage,
            Credits credits,
            RateLimiter rateLimiter) {
        if (leastOutput < 1) {
            throw new IllegalArgumentException(
                    "gateway.budget.least-output-tokens must be at least 1, but was "
                            + leastOutput);
        }
        this.ledger = ledger;
        this.bids = new Bids(budgets, worstCases, credits);
        this.affordable = new Affordable(ledger, bids);
        this.leastOutput = leastOutput;
        this.watch = watch;
        this.reservations = new Reservations(ledger, outage);
        this.rateLimiter = rateLimiter;
    }

    /**
     * The call with its money held; 402 naming the scope, the cap and what is used when it does not
     * fit. While the ledger cannot be reached, 503; or the call with its money held as far as that
     * can be done.
     */
    public Call reserve(@Variable("call") Call call) {
        Bid bid = bids.of(call);
        Verdict verdict = reservations.of(bid);
        return verdict instanceof Refused refused ? reserveLess(bid, refused) : held(bid, verdict);
    }

    /** A cap that was found in the way refuses, also when what would fit cannot be found out. */
    private Call reserveLess(Bid whole, Refused refusal) {
        try {
            return elsewhere(whole, refusal)
                    .or(() -> shorter(whole))
                    .orElseThrow(() -> refused(whole, refusal, advice(whole)));
        } catch (LedgerUnavailable down) {
            throw reservations.refusesWhenDown()
                    ? reservations.down()
                    : refused(whole, refusal, "");
        }
    }

    private GatewayException refused(Bid whole, Refused refusal, String advice) {
        watch.refused(refusal, whole.call().receivedAt());
        return refusal.error(advice).asException();
    }

    /** With the other providers, while caps of single providers are in the way. */
    private Optional<Call> elsewhere(Bid whole, Refused refusal) {
        Verdict verdict = refusal;
        Bid bid = whole;
        while (verdict instanceof Refused refused
                && refused.line().scope().kind() == Scope.Kind.PROVIDER) {
            Optional<Plan> others = without(bid, refused.line().scope());
            if (others.isEmpty()) {
                return Optional.empty();
            }
            bid = bids.of(leavingOut(bid.call(), others.get(), refused.line().scope()));
            verdict = reservations.of(bid);
        }
        return verdict instanceof Allowed
                ? Optional.of(heldInstead(whole, bid, verdict))
                : Optional.empty();
    }

    private static Optional<Plan> without(Bid bid, Scope provider) {
        return bid.call().knownPlan().without(Set.of(provider.id()));
    }

    private static Call leavingOut(Call call, Plan others, Scope provider) {
        return call.planned(others)
                .warning("provider '" + provider.id() + "' was left out: its budget is used up");
    }

    /** With as long an answer as can be paid, when the caller did not say how long. */
    private Optional<Call> shorter(Bid whole) {
        if (WorstCase.isBounded(whole.call().request().body())) {
            return Optional.empty();
        }
        for (int i = 0; i < TRIES; i++) {
            Optional<Call> payable = affordable.withoutExhausted(whole, leastOutput);
            if (payable.isEmpty()) {
                return Optional.empty();
            }
            Bid bid = bids.of(payable.get());
            OptionalLong tokens = affordable.outputTokens(bid, leastOutput);
            if (tokens.isEmpty()) {
                return Optional.empty();
            }
            Bid less = bids.of(limited(bid.call(), tokens.getAsLong()));
            Verdict verdict = reservations.of(less);
            if (verdict instanceof Allowed) {
                return Optional.of(heldInstead(whole, less, verdict));
            }
        }
        return Optional.empty();
    }

    private static Call limited(Call call, long tokens) {
        return call.holding(call.holds().limitedTo(tokens))
                .warning("max_tokens was set to " + tokens + ": the budget pays for no more");
    }

    private String advice(Bid whole) {
        if (whole.call().request().api() == Api.EMBEDDINGS) {
            return "";
        }
        boolean bounded = WorstCase.isBounded(whole.call().request().body());
        OptionalLong fits = affordable.outputTokens(whole, bounded ? 1 : leastOutput);
        if (fits.isPresent()) {
            return "With max_tokens of at most %d it would fit.".formatted(fits.getAsLong());
        }
        return bounded ? "" : "Not even an answer of %d tokens would fit.".formatted(leastOutput);
    }

    /** A model that comes first because another was left out has limits of its own. */
    private Call heldInstead(Bid whole, Bid less, Verdict verdict) {
        Call held = held(less, verdict);
        if (first(held).equals(first(whole.call()))) {
            return held;
        }
        try {
            return rateLimiter.turned(held);
        } catch (GatewayException limited) {
            ledger.release(((Allowed) verdict).reservation());
            throw limited;
        }
    }

    private static String first(Call call) {
        return call.knownPlan().candidates().get(0).model().id();
    }

    private static Call held(Bid bid, Verdict verdict) {
        return bid.call()
                .holding(bid.call().holds().with(((Allowed) verdict).reservation(), bid.capped()));
    }
}
