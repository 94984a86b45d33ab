package io.aigateway.usage;

import io.aigateway.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a call cost.
 *
 * @param priceVersion which price row it was computed from; null when none was needed
 * @param provider the provider's price
 * @param fee the gateway's own fee on top
 */
public record Cost(@Nullable String priceVersion, Money provider, Money fee) {

    /** A million dollars: beyond it a price is a mistake, and sums might overflow. */
    private static final Money HIGHEST = new Money(1_000_000_000_000_000L);

    /** Free. */
    public static final Cost NONE = new Cost(null, Money.ZERO, Money.ZERO);

    public Cost {
        requireAmount("provider cost", provider);
        requireAmount("fee", fee);
    }

    /** Price and fee together: what the caller is charged. */
    public Money total() {
        return provider.plus(fee);
    }

    private static void requireAmount(String field, Money amount) {
        if (amount.nanos() < 0 || amount.compareTo(HIGHEST) > 0) {
            throw new IllegalArgumentException(
                    field + " must be between 0 and " + HIGHEST + ", but was " + amount);
        }
    }
}
