package io.aigateway.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Draws the targets of a weighted rule into an order: the first by its share, then the others by
 * theirs.
 */
final class WeightedOrder {

    private WeightedOrder() {}

    static List<String> of(Map<String, Integer> weights, RandomGenerator random) {
        Map<String, Integer> left = new LinkedHashMap<>(weights);
        List<String> order = new ArrayList<>();
        while (!left.isEmpty()) {
            String drawn = draw(left, random);
            order.add(drawn);
            left.remove(drawn);
        }
        return order;
    }

    private static String draw(Map<String, Integer> weights, RandomGenerator random) {
        long total = weights.values().stream().mapToLong(Integer::longValue).sum();
        long ticket = random.nextLong(total);
        String last = "";
        for (Map.Entry<String, Integer> entry : weights.entrySet()) {
            last = entry.getKey();
            ticket -= entry.getValue();
            if (ticket < 0) {
                return last;
            }
        }
        return last;
    }
}
