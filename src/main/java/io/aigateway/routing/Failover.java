package io.aigateway.routing;

import io.aigateway.call.Attempt;
import io.aigateway.call.Attempt.Kind;
import io.aigateway.call.Call;
import io.aigateway.call.InFlight.Cut;
import io.aigateway.call.Outcome;
import io.aigateway.call.Outgoing;
import io.aigateway.call.Unfinished;
import io.aigateway.error.Errors;
import io.aigateway.limit.RateLimits;
import io.aigateway.limit.RateVerdict;
import io.aigateway.limit.Want;
import io.aigateway.provider.StreamBroken;
import io.aigateway.provider.UpstreamFailure;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The decisions of the loop over a plan: whether to go on, with whom, and what a failure means. */
public final class Failover {

    private static final Logger LOGGER = LoggerFactory.getLogger(Failover.class);

    /** When a caller is asked to come back to a provider that has no place left. */
    private static final Duration BUSY_FOR = Duration.ofSeconds(1);

    private static final String BREAKER_IS_OPEN = "CallNotPermittedException";

    private final RateLimits limits;
    private final CallLimits callLimits;

    public Failover(RateLimits limits, CallLimits callLimits) {
        this.limits = limits;
        this.callLimits = callLimits;
    }

    /**
     * True while there is no answer, the caller waits for one, and another candidate may still be
     * asked.
     */
    public boolean undecided(@Variable("call") Call call) {
        int asked = call.progress().attempts().size();
        if (call.progress().answer() != null || call.replyStream().callerLeft()) {
            return false;
        }
        if (asked == 0) {
            return true;
        }
        return (call.progress().unfinished() != null || mayFallBack(call))
                && timeLeft(call)
                && Remaining.plan(call).length() > asked;
    }

    private static boolean mayFallBack(Call call) {
        return call.progress().attempts().stream()
                .allMatch(one -> call.knownPlan().fallbackOn().contains(one.outcome()));
    }

    private static boolean timeLeft(Call call) {
        return System.nanoTime() - call.waitingSinceNanos() < call.knownPlan().total().toNanos();
    }

    /** The call, beginning its next attempt. */
    public Call next(@Variable("call") Call call) {
        return call.progress().attempts().isEmpty() ? call.attempting() : failingOver(call);
    }

    /** A model at its limit is passed over, like a provider that limits our rate. */
    private Call failingOver(Call call) {
        Kind kind = call.progress().unfinished() == null ? Kind.IN_TURN : Kind.RESCUE;
        Call next = call.planned(Remaining.plan(call)).attempting(kind);
        LOGGER.atInfo()
                .addKeyValue("request", call.id())
                .addKeyValue("provider", next.candidate().provider().id())
                .addKeyValue("after", last(call).outcome().key())
                .log("failing over to the next candidate");
        RateVerdict verdict = limits.admit(wants(next));
        if (verdict instanceof RateVerdict.Granted granted) {
            return next.holding(next.holds().with(next.holds().grant().movedTo(granted.grant())));
        }
        Call passed = next.failed(Outcome.RATE_LIMIT, 0, "the gateway's limit of the model");
        return undecided(passed) ? failingOver(passed) : conclude(passed);
    }

    private List<Want> wants(Call call) {
        return callLimits.wants(call, call.candidate(), CallLimits.ofModel(call.candidate()));
    }

    /** Whether the running attempt may begin: its provider has a place left for it. */
    public boolean admitted(@Variable("call") Call call) {
        return call.outgoing().inFlight().cut() != Cut.NO_PLACE;
    }

    /** The call after its attempt could not begin. */
    public Call busy(@Variable("call") Call call) {
        return call.failed(
                Outcome.BUSY,
                0,
                "as many calls as allowed are under way at this provider",
                BUSY_FOR);
    }

    /**
     * The call after its attempt ended with an exception; with none when the circuit breaker did
     * not let it begin.
     */
    public Call failed(@Variable("call") Call call, @Nullable Throwable thrown) {
        Throwable cause = late(call, thrown);
        if (cause instanceof StreamBroken broken) {
            return broken.unfinished()
                    .map(rest -> interrupted(call, broken, rest))
                    .orElseGet(() -> call.answered(200, broken.outcome(), broken.answer()));
        }
        if (cause instanceof UpstreamFailure failure) {
            return call.failed(
                    failure.outcome(),
                    failure.error().status(),
                    failure.error().message(),
                    failure.retryAfter().orElse(null),
                    failure.billed());
        }
        Outcome outcome = outrun(call) ? Outcome.OUTRUN : outcomeOf(cause);
        return call.failed(outcome, 0, said(call, cause, outcome));
    }

    private static String said(Call call, @Nullable Throwable cause, Outcome outcome) {
        if (outcome == Outcome.OUTRUN || !(cause instanceof IOException unreached)) {
            return outcome.key();
        }
        String why = Unreached.why(unreached);
        if (Unreached.isDistrust(unreached)) {
            LOGGER.atWarn()
                    .addKeyValue("provider", call.candidate().provider().id())
                    .addKeyValue("why", why)
                    .log("a provider cannot be trusted, and was sent nothing");
        }
        return why;
    }

    private static Call interrupted(Call call, StreamBroken broken, Unfinished rest) {
        String error = String.valueOf(broken.getMessage());
        return call.interrupted(broken.outcome(), error, broken.answer().usage(), rest);
    }

    /** Ends the attempt; an exception that its being cut has caused says no more than that. */
    private static @Nullable Throwable late(Call call, @Nullable Throwable thrown) {
        Outgoing sent = call.progress().outgoing();
        if (sent == null) {
            return thrown;
        }
        sent.inFlight().end();
        Cut cut = sent.inFlight().cut();
        boolean told = thrown instanceof StreamBroken || thrown instanceof UpstreamFailure;
        return cut != null && cut.isLate() && !told ? UpstreamFailure.late(cut) : thrown;
    }

    private static boolean outrun(Call call) {
        Outgoing sent = call.progress().outgoing();
        return sent != null && sent.inFlight().isOutrun();
    }

    private static Outcome outcomeOf(@Nullable Throwable cause) {
        if (cause == null || cause.getClass().getSimpleName().equals(BREAKER_IS_OPEN)) {
            return Outcome.CIRCUIT_OPEN;
        }
        if (cause instanceof SocketTimeoutException) {
            return Outcome.TIMEOUT;
        }
        if (cause instanceof IOException) {
            return Outcome.CONNECTION;
        }
        LOGGER.atWarn()
                .setCause(cause)
                .addKeyValue("exception", cause.getClass().getName())
                .log("an attempt failed unexpectedly");
        return Outcome.SERVER_ERROR;
    }

    /** The call, if it was answered; else the error that its caller is told. */
    public Call conclude(@Variable("call") Call call) {
        if (call.progress().answer() == null) {
            if (call.replyStream().callerLeft()) {
                throw Errors.callerLeft().asException();
            }
            Unfinished rest = call.progress().unfinished();
            throw (rest == null ? Exhausted.error(call) : rest.error()).asException();
        }
        return call;
    }

    private static Attempt last(Call call) {
        List<Attempt> attempts = call.progress().attempts();
        return attempts.get(attempts.size() - 1);
    }
}
