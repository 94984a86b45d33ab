package io.aigateway.limit;

import java.util.Comparator;

/**
 * What one call wants from one limit. The natural order is the one in which limits are drawn from.
 *
 * @param limit the limit
 * @param amount how many
 */
public record Want(Limit limit, long amount) implements Comparable<Want> {

    private static final Comparator<Want> ORDER =
            Comparator.comparing((Want want) -> want.limit().unit())
                    .thenComparing(want -> want.limit().subject().kind())
                    .thenComparing(want -> want.limit().subject().id());

    public Want {
        Limit.requireCount("amount", amount);
    }

    /** True when not even an unused limit has so many. */
    boolean neverFits() {
        return amount > limit.most();
    }

    @Override
    public int compareTo(Want other) {
        return ORDER.compare(this, other);
    }
}
