package io.aigateway.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount in US dollars, held as whole nano-dollars (10⁻⁹ USD), so that sums are exact.
 *
 * @param nanos the amount in nano-dollars; may be negative only as a difference
 */
public record Money(long nanos) implements Comparable<Money> {

    /** No money. */
    public static final Money ZERO = new Money(0);

    private static final int NANO_DECIMALS = 9;
    private static final int NANO_DECIMALS_OF_A_CENT = 7;
    private static final int CENT_DECIMALS_ON_THE_WIRE = 6;

    /** An amount given in US dollars; more than nine decimals are rounded half up. */
    public static Money ofUsd(BigDecimal usd) {
        return new Money(
                usd.movePointRight(NANO_DECIMALS)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact());
    }

    /** An amount given in US cents; more than seven decimals are rounded half up. */
    public static Money ofCents(BigDecimal cents) {
        return new Money(
                cents.movePointRight(NANO_DECIMALS_OF_A_CENT)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact());
    }

    /** The sum; throws {@link ArithmeticException} rather than overflow. */
    public Money plus(Money other) {
        return new Money(Math.addExact(nanos, other.nanos));
    }

    /** The difference; throws {@link ArithmeticException} rather than overflow. */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(nanos, other.nanos));
    }

    /** The amount in cents, with at most six decimals (half up), as it stands on the wire. */
    public BigDecimal cents() {
        BigDecimal exact = BigDecimal.valueOf(nanos, NANO_DECIMALS_OF_A_CENT);
        return plain(exact.setScale(CENT_DECIMALS_ON_THE_WIRE, RoundingMode.HALF_UP));
    }

    /** The amount in US dollars, exactly. */
    public BigDecimal usd() {
        return plain(BigDecimal.valueOf(nanos, NANO_DECIMALS));
    }

    /**
     * The amount as a person reads it: {@code $12.34}, with further decimals only where they
     * matter.
     */
    @Override
    public String toString() {
        BigDecimal usd = usd();
        BigDecimal shown = usd.scale() < 2 ? usd.setScale(2, RoundingMode.UNNECESSARY) : usd;
        return shown.signum() < 0
                ? "-$" + shown.negate().toPlainString()
                : "$" + shown.toPlainString();
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(nanos, other.nanos);
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }
}
