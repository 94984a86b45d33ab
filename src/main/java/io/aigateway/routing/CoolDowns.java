package io.aigateway.routing;

import io.aigateway.call.Attempt;
import io.aigateway.call.Candidate;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Who is left alone for now: a model whose provider limits our rate or asked us to wait, and a
 * provider that refused our key, has no credit of ours left, or whose circuit is open. Safe for any
 * thread; asking costs a look into an empty map while nobody is left alone.
 */
final class CoolDowns {

    private static final int MOST = 4_096;

    /** How long an open circuit is taken for open before it is tried again. */
    private static final Duration CIRCUIT = Duration.ofSeconds(1);

    private static final int UNAUTHORIZED = 401;

    private final Map<String, CoolDown> byName = new ConcurrentHashMap<>();
    private final CoolDownTerms terms;
    private final LongSupplier ticks;

    CoolDowns(CoolDownTerms terms, LongSupplier ticks) {
        this.terms = terms;
        this.ticks = ticks;
    }

    /** True while a candidate is left alone. */
    boolean cooled(Candidate candidate) {
        return !byName.isEmpty() && find(candidate).isPresent();
    }

    /** The longest of the cool-downs that hold for a candidate. */
    Optional<CoolDown> find(Candidate candidate) {
        Optional<CoolDown> ofModel = of(candidate.model().id(), candidate);
        Optional<CoolDown> ofProvider = of(candidate.provider().id(), candidate);
        return ofModel.isPresent() && ofProvider.isPresent()
                ? Optional.of(longer(ofModel.get(), ofProvider.get()))
                : ofModel.or(() -> ofProvider);
    }

    private Optional<CoolDown> of(String name, Candidate candidate) {
        return Optional.ofNullable(byName.get(name))
                .filter(one -> Objects.equals(one.key(), candidate.provider().apiKey()))
                .filter(one -> stillHolds(name, one));
    }

    /** Those that hold, by the id of the model or provider. */
    Map<String, CoolDown> all() {
        byName.forEach(this::stillHolds);
        return Map.copyOf(byName);
    }

    private boolean stillHolds(String name, CoolDown one) {
        if (one.over(ticks.getAsLong())) {
            byName.remove(name, one);
            return false;
        }
        return true;
    }

    /**
     * Takes note of what came of an attempt with our own key.
     *
     * @return the cool-down of a key, when this began one
     */
    Optional<CoolDown> note(Attempt attempt) {
        return switch (attempt.outcome()) {
            case SUCCESS -> lift(attempt);
            case QUOTA -> ofKey(attempt);
            case PROVIDER_AUTH ->
                    attempt.status() > UNAUTHORIZED
                            ? ofModel(attempt, terms.key())
                            : ofKey(attempt);
            case RATE_LIMIT -> attempt.status() == 0 ? none() : ofModel(attempt, terms.rateLimit());
            // a place may be free again before anybody has waited
            case BUSY -> none();
            case CIRCUIT_OPEN -> ofProvider(attempt, CIRCUIT, false);
            default -> attempt.retryAfter() == null ? none() : ofModel(attempt, terms.rateLimit());
        };
    }

    /** A key that works again is used again; what was under way before tells nothing of it. */
    private Optional<CoolDown> lift(Attempt attempt) {
        String provider = attempt.candidate().provider().id();
        CoolDown running = byName.isEmpty() ? null : byName.get(provider);
        long began = ticks.getAsLong() - Duration.ofMillis(attempt.millis() + 1).toNanos();
        if (running != null && began - running.sinceNanos() > 0) {
            byName.remove(provider, running);
        }
        return none();
    }

    private Optional<CoolDown> ofKey(Attempt attempt) {
        Duration asked = asked(attempt, terms.key());
        Duration longer = asked.compareTo(terms.key()) > 0 ? asked : terms.key();
        return ofProvider(attempt, longer, true);
    }

    private Optional<CoolDown> ofProvider(Attempt attempt, Duration wait, boolean alert) {
        Candidate candidate = attempt.candidate();
        boolean before = of(candidate.provider().id(), candidate).isPresent();
        CoolDown begun = put(candidate.provider().id(), attempt, wait);
        return alert && !before ? Optional.of(begun) : none();
    }

    private Optional<CoolDown> ofModel(Attempt attempt, Duration unsaid) {
        put(attempt.candidate().model().id(), attempt, asked(attempt, unsaid));
        return none();
    }

    private Duration asked(Attempt attempt, Duration unsaid) {
        Duration asked = attempt.retryAfter() == null ? unsaid : attempt.retryAfter();
        return asked.compareTo(terms.longest()) > 0 ? terms.longest() : asked;
    }

    private CoolDown put(String name, Attempt attempt, Duration wait) {
        String key = attempt.candidate().provider().apiKey();
        long now = ticks.getAsLong();
        CoolDown begun = new CoolDown(now, now + wait.toNanos(), attempt.outcome(), key);
        if (byName.size() >= MOST) {
            byName.forEach(this::stillHolds);
        }
        if (byName.size() < MOST) {
            byName.merge(name, begun, CoolDowns::later);
        }
        return begun;
    }

    /** Another key begins anew; the same is left alone for the longer of the two. */
    private static CoolDown later(CoolDown before, CoolDown begun) {
        return Objects.equals(before.key(), begun.key()) ? longer(before, begun) : begun;
    }

    private static CoolDown longer(CoolDown one, CoolDown other) {
        Comparator<CoolDown> byEnd = (a, b) -> Long.signum(a.untilNanos() - b.untilNanos());
        return byEnd.compare(one, other) >= 0 ? one : other;
    }

    private static Optional<CoolDown> none() {
        return Optional.empty();
    }
}
