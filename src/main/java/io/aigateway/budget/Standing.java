package io.aigateway.budget;

import io.aigateway.money.Money;

/**
 * Where a scope stands in one window.
 *
 * @param spent what settled calls cost
 * @param reserved what is held for calls in flight
 */
public record Standing(Money spent, Money reserved) {

    /** What is spent and held together; this is what a cap limits. */
    public Money used() {
        return spent.plus(reserved);
    }
}
