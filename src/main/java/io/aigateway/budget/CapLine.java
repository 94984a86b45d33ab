package io.aigateway.budget;

import io.aigateway.money.Money;

/**
 * A cap as it applies to one call.
 *
 * @param scope what is capped
 * @param period how long the cap counts
 * @param cap the most that may be spent and reserved together
 * @param budgetName the budget it comes from, for messages
 */
public record CapLine(Scope scope, Period period, Money cap, String budgetName) {

    public CapLine {
        if (cap.compareTo(Money.ZERO) < 0) {
            throw new IllegalArgumentException("cap must not be negative, but was " + cap);
        }
    }
}
