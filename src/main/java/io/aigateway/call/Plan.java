package io.aigateway.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who may be asked, in which order, and how often.
 *
 * @param candidates in order of preference; at least one
 * @param policy the word told in {@code x-aig-route-policy}
 * @param attempts how many candidates are asked at most
 * @param total the time to the first byte, over all attempts
 * @param fallbackOn the outcomes after which the next candidate is asked
 * @param extras what is done beyond that
 */
public record Plan(
        List<Candidate> candidates,
        String policy,
        int attempts,
        Duration total,
        Set<Outcome> fallbackOn,
        Extras extras) {

    /** A plan that asks one candidate after the other. */
    public Plan(
            List<Candidate> candidates,
            String policy,
            int attempts,
            Duration total,
            Set<Outcome> fallbackOn) {
        this(candidates, policy, attempts, total, fallbackOn, Extras.NONE);
    }

    public Plan {
        candidates = List.copyOf(candidates);
        fallbackOn = Set.copyOf(fallbackOn);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("a plan has at least one candidate");
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1, but was " + attempts);
        }
    }

    /**
     * The same without those of the candidates still to be asked that do not fit; nobody comes in
     * for them, since only what the plan began with is paid for.
     *
     * @param done how many have been asked, and stay
     */
    public Plan narrowed(int done, Predicate<Candidate> fits) {
        List<Candidate> left = new ArrayList<>(candidates.subList(0, done));
        candidates.subList(done, length()).stream().filter(fits).forEach(left::add);
        return new Plan(left, policy, left.size(), total, fallbackOn, extras);
    }

    /**
     * The same without the first so many of its candidates, which must not be all that can be
     * asked.
     */
    public Plan from(int first) {
        return first == 0
                ? this
                : new Plan(
                        candidates.subList(first, candidates.size()),
                        policy,
                        attempts - first,
                        total,
                        fallbackOn,
                        extras);
    }

    /** The same without the candidate at this place, for an attempt that is made beside it. */
    public Plan beside(int place) {
        List<Candidate> others = new ArrayList<>(candidates);
        others.remove(place);
        return with(others);
    }

    /** Those that can really be asked. */
    public List<Candidate> asked() {
        return candidates.subList(0, length());
    }

    /** The same without the candidates of some providers; empty when nobody is left. */
    public Optional<Plan> without(Set<String> providers) {
        List<Candidate> left =
                candidates.stream()
                        .filter(candidate -> !providers.contains(candidate.provider().id()))
                        .toList();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(new Plan(left, policy, attempts, total, fallbackOn, extras));
    }

    /** The same with only these of its candidates; at least one. */
    public Plan with(List<Candidate> some) {
        return new Plan(some, policy, attempts, total, fallbackOn, extras);
    }

    /** How many candidates can really be asked. */
    public int length() {
        return Math.min(attempts, candidates.size());
    }
}
