package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Amounts as a person reads them: US dollars with two decimals, and below a dollar with as many as
 * its first three digits need, so that the price of one call is still a number.
 */
final class Dollars {

    private static final int DECIMALS = 2;
    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    private Dollars() {}

    /** An amount of the API, which is in cents, as {@code $1,234.50}; {@code -} for none. */
    static String ofCents(JsonNode cents) {
        return cents.isNumber() ? of(cents.decimalValue().movePointLeft(2)) : "-";
    }

    /**
     * The same with so many decimals, for rows that come one after the other; an amount too small
     * for them is {@code <$0.01}, never {@code $0.00}.
     */
    static String ofCents(JsonNode cents, int decimals) {
        if (!cents.isNumber()) {
            return "-";
        }
        BigDecimal usd = cents.decimalValue().movePointLeft(2);
        BigDecimal rounded = usd.setScale(decimals, RoundingMode.HALF_UP);
        boolean tooSmall = rounded.signum() == 0 && usd.signum() != 0;
        return tooSmall ? "<" + plain(BigDecimal.ONE.movePointLeft(decimals)) : plain(rounded);
    }

    /** An amount in dollars with every digit, two decimals at least. */
    static String exact(BigDecimal usd) {
        BigDecimal exact = usd.stripTrailingZeros();
        return plain(exact.scale() < DECIMALS ? exact.setScale(DECIMALS) : exact);
    }

    /** An amount in dollars in the same form. */
    static String of(BigDecimal usd) {
        BigDecimal amount = usd.abs();
        BigDecimal rounded =
                amount.compareTo(BigDecimal.ONE) < 0
                        ? amount.round(DIGITS).stripTrailingZeros()
                        : amount.setScale(DECIMALS, RoundingMode.HALF_UP);
        BigDecimal shown = rounded.scale() < DECIMALS ? rounded.setScale(DECIMALS) : rounded;
        return (usd.signum() < 0 ? "-" : "") + plain(shown);
    }

    private static String plain(BigDecimal usd) {
        return String.format(Locale.ROOT, "$%,." + usd.scale() + "f", usd);
    }
}
