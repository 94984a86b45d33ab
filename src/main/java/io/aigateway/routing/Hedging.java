package io.aigateway.routing;

import io.aigateway.call.Attempt;
import io.aigateway.call.Attempt.Kind;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.call.Outcome;
import io.aigateway.call.Outgoing;
import io.aigateway.call.Plan;
import io.aigateway.call.Race;
import io.aigateway.limit.RateLimits;
import io.aigateway.limit.RateVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The decisions on a second candidate that is asked beside one that has not answered yet: whether
 * there is one, what it may draw from its limits, and what becomes of the call in the end.
 */
public final class Hedging {

    private static final Logger LOGGER = LoggerFactory.getLogger(Hedging.class);

    private final Executor threads;
    private final Beside beside;
    private final RateLimits limits;
    private final CallLimits callLimits;
    private final Health health;

    /**
     * Hedging.
     *
     * @param threads runs second attempts, each as long as its provider takes
     */
    public Hedging(
            Executor threads,
            Beside beside,
            RateLimits limits,
            CallLimits callLimits,
            Health health) {
        this.threads = threads;
        this.beside = beside;
        this.limits = limits;
        this.callLimits = callLimits;
        this.health = health;
    }

    /** The call, ready for a second attempt beside its running one where its rule wants that. */
    public Call ready(@Variable("call") Call call) {
        Optional<Duration> after = call.knownPlan().extras().hedgeAfter();
        return after.isPresent() && call.progress().unfinished() == null && hasSecond(call)
                ? call.racing(new Race(after.get().toNanos(), race -> begin(call, race)))
                : call;
    }

    /** Only what is sent over the network can be dropped once the other has won. */
    private boolean hasSecond(Call call) {
        Plan plan = call.knownPlan();
        int next = call.progress().attempts().size() + 1;
        return next < plan.length()
                && isRemote(call.candidate())
                && isRemote(plan.candidates().get(next))
                && !health.cooled(plan.candidates().get(next));
    }

    private static boolean isRemote(Candidate candidate) {
        return candidate.provider().wire().isRemote();
    }

    /** Runs on the thread that watches over time limits. */
    private void begin(Call first, Race race) {
        try {
            threads.execute(() -> second(first.racing(race), race));
        } catch (RejectedExecutionException closing) {
            race.withdrawn();
        }
    }

    private void second(Call first, Race race) {
        Optional<Call> second =
                first.replyStream().callerLeft() ? Optional.empty() : drawn(first, race);
        if (second.isEmpty()) {
            race.withdrawn();
            return;
        }
        LOGGER.atInfo()
                .addKeyValue("request", first.id())
                .addKeyValue("provider", second.get().candidate().provider().id())
                .log("asking the next candidate beside one that has not answered yet");
        race.ended(asked(second.get()));
    }

    /** The call of the second attempt; empty when its model is at its limit. */
    private Optional<Call> drawn(Call first, Race race) {
        int place = first.progress().attempts().size();
        Call second =
                first.planned(first.knownPlan().beside(place)).attempting(Kind.HEDGE).racing(race);
        RateVerdict verdict =
                limits.admit(
                        callLimits.wants(
                                second,
                                second.candidate(),
                                CallLimits.ofModel(second.candidate())));
        return verdict instanceof RateVerdict.Granted granted
                ? Optional.of(
                        second.holding(
                                second.holds()
                                        .with(second.holds().grant().mayMoveTo(granted.grant()))))
                : Optional.empty();
    }

    private Call asked(Call second) {
        try {
            Call after = beside.ask(second);
            boolean attempted =
                    after.progress().attempts().size() > second.progress().attempts().size();
            return attempted
                    ? after
                    : second.failed(Outcome.CALLER_FAULT, 0, "it cannot serve such a request");
        } catch (RuntimeException unexpected) {
            LOGGER.atWarn()
                    .setCause(unexpected)
                    .addKeyValue("request", second.id())
                    .log("a second attempt failed unexpectedly");
            return second.failed(Outcome.SERVER_ERROR, 0, Outcome.SERVER_ERROR.key());
        }
    }

    /**
     * The call once neither attempt runs any more: as the one that was good left it, with what came
     * of the other.
     */
    public Call decided(@Variable("call") Call first) {
        Race race = first.progress().running().race();
        if (race == null) {
            return first;
        }
        race.close();
        race.ended(first);
        race.awaitEnd();
        List<Call> others = new ArrayList<>(race.ended());
        others.remove(first);
        if (others.isEmpty()) {
            return first.raced(first.knownPlan(), List.of(first.progress().last()));
        }
        return decided(first, others.get(0), race);
    }

    private static Call decided(Call first, Call second, Race race) {
        Attempt one = first.progress().last();
        Attempt other = second.progress().last();
        if (delivered(second) && !hasWon(first, race)) {
            return second.raced(first.knownPlan(), List.of(one, other));
        }
        second.holds().grant().stayed();
        return first.raced(
                first.knownPlan(), delivered(first) ? List.of(other, one) : List.of(one, other));
    }

    private static boolean delivered(Call call) {
        return call.progress().answer() != null || call.progress().unfinished() != null;
    }

    private static boolean hasWon(Call call, Race race) {
        Outgoing sent = call.progress().outgoing();
        return sent != null && race.isWonBy(sent.inFlight());
    }
}
