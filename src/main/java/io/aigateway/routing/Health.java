package io.aigateway.routing;

import io.aigateway.call.Answer;
import io.aigateway.call.Attempt;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.call.Outcome;
import io.aigateway.routing.Trailing.Sample;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.camel.Variable;

/**
 * How providers and their models are doing: what was seen of them in the last half minute, and who
 * is left alone. Safe for any thread; its memory is bounded whatever callers ask for.
 */
public final class Health {

    /** How far back statistics look. */
    public static final Duration WINDOW = Trailing.WINDOW;

    private static final int MOST_SEEN = 500;
    private static final int FEWEST_TOKENS = 8;

    /** What neither the provider nor our key with it is to blame for. */
    private static final Set<Outcome> TELL_NOTHING =
            EnumSet.of(
                    Outcome.CIRCUIT_OPEN,
                    Outcome.BUSY,
                    Outcome.MODEL_NOT_FOUND,
                    Outcome.CONTEXT_WINDOW,
                    Outcome.CONTENT_FILTER,
                    Outcome.UNSUPPORTED_PARAMETER,
                    Outcome.CALLER_FAULT,
                    Outcome.CALLER_GONE,
                    Outcome.OUTRUN);

    /** What says something about a key rather than about the provider. */
    private static final Set<Outcome> OF_THE_KEY =
            EnumSet.of(Outcome.RATE_LIMIT, Outcome.QUOTA, Outcome.PROVIDER_AUTH);

    private final Map<String, Trailing> byName = new ConcurrentHashMap<>();
    private final CoolDowns coolDowns;
    private final LongSupplier ticks;
    private final Clock clock;
    private final Alerts alerts;

    /**
     * Health of nobody yet.
     *
     * @param terms how long somebody is left alone
     * @param ticks {@link System#nanoTime}
     * @param clock tells when a cool-down ends
     */
    public Health(CoolDownTerms terms, LongSupplier ticks, Clock clock, Alerts alerts) {
        this.coolDowns = new CoolDowns(terms, ticks);
        this.ticks = ticks;
        this.clock = clock;
        this.alerts = alerts;
    }

    /** Takes note of what came of the call's last attempt. */
    public void note(@Variable("call") Call call) {
        int asked = call.progress().attempts().size();
        if (asked == 0) {
            return;
        }
        Attempt attempt = call.progress().attempts().get(asked - 1);
        boolean ownKey = call.credentials().at(attempt.candidate().provider().id()).isPresent();
        if (ownKey && OF_THE_KEY.contains(attempt.outcome())) {
            return;
        }
        if (!TELL_NOTHING.contains(attempt.outcome())) {
            count(attempt, sample(call, attempt));
        }
        if (!ownKey) {
            coolDowns.note(attempt).ifPresent(begun -> alert(attempt, begun));
        }
    }

    private void count(Attempt attempt, Sample sample) {
        long now = ticks.getAsLong();
        trailing(attempt.candidate().provider().id()).note(sample, now);
        trailing(attempt.candidate().model().id()).note(sample, now);
    }

    /** Models that are not in the catalogue share one place once there are very many. */
    private Trailing trailing(String name) {
        Trailing known = byName.get(name);
        if (known != null) {
            return known;
        }
        String key = byName.size() < MOST_SEEN ? name : "";
        return byName.computeIfAbsent(key, fresh -> new Trailing());
    }

    private Sample sample(Call call, Attempt attempt) {
        Answer answer = call.progress().answer();
        if (attempt.outcome() != Outcome.SUCCESS || answer == null) {
            return Sample.FAILED;
        }
        long began = call.progress().attemptStartedNanos();
        double toFirst = (answer.firstTokenNanos() - began) / 1e6;
        double toEnd = (ticks.getAsLong() - began) / 1e6;
        boolean stream = answer.json() == null;
        return new Sample(
                false,
                stream ? OptionalDouble.of(toFirst) : OptionalDouble.empty(),
                stream ? OptionalDouble.empty() : OptionalDouble.of(toEnd),
                throughput(answer.usage().output(), stream ? toEnd - toFirst : toEnd));
    }

    private static OptionalDouble throughput(long tokens, double millis) {
        return tokens < FEWEST_TOKENS || millis <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(tokens * 1_000 / millis);
    }

    private void alert(Attempt attempt, CoolDown begun) {
        alerts.keyFailed(
                attempt.candidate().provider().id(),
                begun.reason(),
                clock.instant().plus(begun.left(ticks.getAsLong())));
    }

    /** True while a candidate is left alone. */
    boolean cooled(Candidate candidate) {
        return coolDowns.cooled(candidate);
    }

    /** What was seen of a provider or a model, by its id. */
    public Seen seen(String id) {
        Trailing trailing = byName.get(id);
        return trailing == null ? Seen.NOTHING : trailing.seen(ticks.getAsLong());
    }

    /** Who is left alone, by the id of the provider or the model. */
    public Map<String, LeftAlone> leftAlone() {
        Map<String, LeftAlone> all = new TreeMap<>();
        coolDowns
                .all()
                .forEach(
                        (id, one) -> {
                            Duration left = one.left(ticks.getAsLong());
                            all.put(id, new LeftAlone(one.reason(), clock.instant().plus(left)));
                        });
        return all;
    }
}
