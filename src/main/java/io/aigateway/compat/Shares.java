package io.aigateway.compat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws things into an order by their shares: the first by its share, the others by theirs. */
final class Shares {

    private final RandomGenerator random;

    Shares(RandomGenerator random) {
        this.random = random;
    }

    /** The things in an order drawn by lot; those without a share are left out. */
    <T> List<T> order(List<T> things, List<Double> shares) {
        List<T> left = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int at = 0; at < things.size(); at++) {
            if (shares.get(at) > 0) {
                left.add(things.get(at));
                weights.add(shares.get(at));
            }
        }
        List<T> order = new ArrayList<>();
        while (!left.isEmpty()) {
            int drawn = draw(weights);
            order.add(left.remove(drawn));
            weights.remove(drawn);
        }
        return order;
    }

    private int draw(List<Double> weights) {
        double ticket =
                random.nextDouble() * weights.stream().mapToDouble(Double::doubleValue).sum();
        for (int at = 0; at < weights.size() - 1; at++) {
            ticket -= weights.get(at);
            if (ticket < 0) {
                return at;
            }
        }
        return weights.size() - 1;
    }
}
