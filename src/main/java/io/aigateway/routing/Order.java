package io.aigateway.routing;

import io.aigateway.call.Candidate;
import io.aigateway.money.Price;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Puts candidates into the order in which they are asked. */
final class Order {

    /** One call in so many tries out somebody of whom nothing was seen lately. */
    private static final int TRY_OUT_EVERY = 20;

    private final Health health;
    private final RandomGenerator random;

    Order(Health health, RandomGenerator random) {
        this.health = health;
        this.random = random;
    }

    /** By a policy; equals stay as they were. */
    List<Candidate> by(Policy policy, List<Candidate> candidates, boolean stream) {
        if (candidates.size() < 2) {
            return candidates;
        }
        return switch (policy) {
            case LISTED, PINNED -> candidates;
            case LOWEST_COST -> byCost(candidates);
            case LOWEST_LATENCY -> measured(candidates, seen -> seen.latency(stream));
            case HIGHEST_THROUGHPUT -> measured(candidates, Order::slowness);
        };
    }

    private static OptionalDouble slowness(Seen seen) {
        OptionalDouble speed = seen.tokensPerSecond();
        return speed.isPresent() ? OptionalDouble.of(-speed.getAsDouble()) : speed;
    }

    private List<Candidate> byCost(List<Candidate> candidates) {
        return sorted(
                candidates,
                Comparator.comparing((Candidate one) -> !seen(one).healthy())
                        .thenComparingLong(Order::price));
    }

    /**
     * In nano-dollars for a million tokens. A prompt is usually three times as long as its answer.
     */
    static long price(Candidate candidate) {
        Price price = candidate.model().price();
        return price == null
                ? Long.MAX_VALUE
                : (3 * price.base().input() + price.base().output()) / 4;
    }

    /** The smallest first; those of whom nothing was seen come last, but for a try now and then. */
    private List<Candidate> measured(
            List<Candidate> candidates, Function<Seen, OptionalDouble> measure) {
        Map<Candidate, Seen> seen = new HashMap<>();
        candidates.forEach(one -> seen.put(one, seen(one)));
        Function<Candidate, Double> value =
                one -> measure.apply(seen.getOrDefault(one, Seen.NOTHING)).orElse(Double.MAX_VALUE);
        List<Candidate> ordered =
                sorted(
                        candidates,
                        Comparator.comparing(
                                        (Candidate one) ->
                                                !seen.getOrDefault(one, Seen.NOTHING).healthy())
                                .thenComparing(value));
        List<Candidate> unseen =
                ordered.stream().filter(one -> value.apply(one) == Double.MAX_VALUE).toList();
        if (!unseen.isEmpty() && random.nextInt(TRY_OUT_EVERY) == 0) {
            ordered.remove(unseen.get(0));
            ordered.add(0, unseen.get(0));
        }
        return ordered;
    }

    private Seen seen(Candidate candidate) {
        return health.seen(candidate.model().id());
    }

    private static List<Candidate> sorted(
            List<Candidate> candidates, Comparator<Candidate> comparator) {
        List<Candidate> sorted = new ArrayList<>(candidates);
        sorted.sort(comparator);
        return sorted;
    }

    /** Whoever is left alone for now comes after all others. */
    List<Candidate> warmFirst(List<Candidate> candidates) {
        if (candidates.size() < 2 || candidates.stream().noneMatch(health::cooled)) {
            return candidates;
        }
        return sorted(candidates, Comparator.comparing(health::cooled));
    }
}
