package io.aigateway.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The gateway's fee: a part of what the provider charges, on top of it.
 *
 * @param percent 0 to 1000
 */
public record Markup(BigDecimal percent) {

    private static final BigDecimal MOST = BigDecimal.valueOf(1000);

    public Markup {
        if (percent.signum() < 0 || percent.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "gateway.billing.markup-percent must be 0 to 1000, but was " + percent);
        }
    }

    /** The fee on a provider's cost, rounded half up to a nano-dollar. */
    public Money on(Money cost) {
        return percent.signum() == 0 || cost.nanos() == 0
                ? Money.ZERO
                : new Money(
                        percent.multiply(BigDecimal.valueOf(cost.nanos()))
                                .movePointLeft(2)
                                .setScale(0, RoundingMode.HALF_UP)
                                .longValueExact());
    }
}
