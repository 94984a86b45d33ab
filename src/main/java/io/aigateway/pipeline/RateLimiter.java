package io.aigateway.pipeline;

import io.aigateway.call.Attempt;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.call.Outcome;
import io.aigateway.call.Plan;
import io.aigateway.error.Errors;
import io.aigateway.error.GatewayError;
import io.aigateway.limit.Grant;
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
import java.util.function.Function;
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
        Admitted admitted =
                first(
                        call,
                        candidate -> callLimits.wants(call, candidate, all(ofCaller, candidate)));
        return admitted.granted().levels().isEmpty()
                ? admitted.call()
                : drawn(admitted, admitted.granted().grant())
                        .answering(RateHeaders.of(admitted.granted().levels()));
    }

    /**
     * The call with what it drew from the limits of the model that its plan begins with, in place
     * of another one that is not asked any more.
     *
     * @throws io.aigateway.error.GatewayException 429, naming the limit; what was drawn before is
     *     as it was then
     */
    Call turned(Call call) {
        Admitted admitted =
                first(
                        call,
                        candidate ->
                                callLimits.wants(call, candidate, CallLimits.ofModel(candidate)));
        Grant before = call.holds().grant();
        return drawn(admitted, before.turnedTo(admitted.granted().grant()));
    }

    /** The call from the first candidate on whose limits have room for it. */
    private Admitted first(Call call, Function<Candidate, List<Want>> wants) {
        Plan plan = call.knownPlan();
        for (int first = 0; ; first++) {
            RateVerdict verdict = limits.admit(wants.apply(plan.candidates().get(first)));
            if (verdict instanceof Granted granted) {
                return new Admitted(first == 0 ? call : call.planned(plan.from(first)), granted);
            }
            Limited limited = (Limited) verdict;
            if (!ofModel(limited) || !goesOn(plan, first)) {
                throw error(limited).asException();
            }
        }
    }

    private static Call drawn(Admitted admitted, Grant grant) {
        return admitted.call().holding(admitted.call().holds().with(grant));
    }

    private static List<Limit> all(List<Limit> ofCaller, Candidate candidate) {
        List<Limit> ofModel = CallLimits.ofModel(candidate);
        if (ofModel.isEmpty()) {
            return ofCaller;
        }
        List<Limit> all = new ArrayList<>(ofCaller);
        all.addAll(ofModel);
        return all;
    }

    private record Admitted(Call call, Granted granted) {}

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
