package io.aigateway.pipeline;

import io.aigateway.call.Attempt;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.call.Outcome;
import io.aigateway.call.Plan;
import io.aigateway.error.Errors;
import io.aigateway.error.GatewayError;
import io.aigateway.limit.Limit;
import io.aigateway.limit.RateLimits;
import io.aigateway.limit.RateVerdict;
import io.aigateway.limit.RateVerdict.Granted;
import io.aigateway.limit.RateVerdict.Limited;
import io.aigateway.limit.Subject;
import io.aigateway.limit.Unit;
import io.aigateway.limit.Want;
import io.aigateway.routing.CallLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Variable;

/**
 * Keeps calls to the limits of their key, their sub-account and their model: requests and tokens
 * per minute, and calls at one time.
 */
public final class RateLimiter {

    private static final Set<Outcome> UNASKED = Set.of(Outcome.CIRCUIT_OPEN, Outcome.BUSY);

    private final RateLimits limits;
    private final CallLimits callLimits;

    public RateLimiter(RateLimits limits, CallLimits callLimits) {
        this.limits = limits;
        this.callLimits = callLimits;
    }

    /**
     * The call with what it drew from all its limits. A model at its limit is passed over when the
     * plan has another.
     *
     * @throws io.aigateway.error.GatewayException 429, naming the limit; nothing is drawn then
     */
    public Call limit(@Variable("call") Call call) {
        List<Limit> ofCaller = CallLimits.ofCaller(call);
        Plan plan = call.knownPlan();
        for (int first = 0; ; first++) {
            Candidate candidate = plan.candidates().get(first);
            RateVerdict verdict = limits.admit(wants(call, candidate, ofCaller));
            if (verdict instanceof Granted granted) {
                return admitted(first == 0 ? call : call.planned(plan.from(first)), granted);
            }
            Limited limited = (Limited) verdict;
            if (!ofModel(limited) || !goesOn(plan, first)) {
                throw error(limited).asException();
            }
        }
    }

    private List<Want> wants(Call call, Candidate candidate, List<Limit> ofCaller) {
        List<Limit> ofModel = CallLimits.ofModel(candidate);
        if (ofModel.isEmpty()) {
            return callLimits.wants(call, candidate, ofCaller);
        }
        List<Limit> all = new ArrayList<>(ofCaller);
        all.addAll(ofModel);
        return callLimits.wants(call, candidate, all);
    }

    private static Call admitted(Call call, Granted granted) {
        return granted.levels().isEmpty()
                ? call
                : call.holding(call.holds().with(granted.grant()))
                        .answering(RateHeaders.of(granted.levels()));
    }

    private static boolean ofModel(Limited limited) {
        return limited.want().limit().subject().kind() == Subject.Kind.MODEL;
    }

    private static boolean goesOn(Plan plan, int first) {
        return first + 1 < plan.length() && plan.fallbackOn().contains(Outcome.RATE_LIMIT);
    }

    /** Ends what an answered call drew: its request counts, and the tokens that it really used. */
    public void settle(@Variable("call") Call call) {
        call.holds().grant().settle(call.progress().tokens());
    }

    /**
     * Ends what a call drew that was refused or failed: everything comes back when nobody was
     * asked, else its request counts.
     *
     * @return the rate headers of the answer that tells it
     */
    Map<String, String> refused(Call call) {
        if (asked(call.progress().attempts())) {
            call.holds().grant().settle(call.progress().tokens());
        } else {
            call.holds().grant().giveBack();
        }
        return call.caller() == null
                ? Map.of()
                : RateHeaders.of(limits.levels(CallLimits.ofCaller(call)));
    }

    private static boolean asked(List<Attempt> attempts) {
        return attempts.stream().anyMatch(attempt -> !UNASKED.contains(attempt.outcome()));
    }

    private static GatewayError error(Limited limited) {
        String words = "The " + limited.want().limit().words();
        if (limited.never()) {
            return Errors.neverFits(
                    words
                            + " is less than the "
                            + limited.want().amount()
                            + " that this call may use; name a smaller max_tokens, or send a shorter prompt.");
        }
        return Errors.rateLimited(words + state(limited), limited.retryAfterSeconds());
    }

    private static String state(Limited limited) {
        String wait = "; try again in " + limited.retryAfterSeconds() + " s.";
        return limited.want().limit().unit() == Unit.TOKENS
                ? " has "
                        + limited.remaining()
                        + " left now, and this call may use "
                        + limited.want().amount()
                        + wait
                : " is reached" + wait;
    }
}
