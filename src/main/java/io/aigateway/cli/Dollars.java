package io.aigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Amounts as a person reads them: US dollars with a fixed number of decimals. */
final class Dollars {

    private Dollars() {}

    /**
     * An amount of the API, which is in cents, as {@code $1,234.50}; {@code -} when there is none.
     * An amount too small for the decimals is {@code <$0.01}, never {@code $0.00}.
     */
    static String ofCents(JsonNode cents, int decimals) {
        return cents.isNumber() ? of(cents.decimalValue().movePointLeft(2), decimals) : "-";
    }

    /** An amount in dollars in the same form. */
    static String of(BigDecimal usd, int decimals) {
        BigDecimal rounded = usd.abs().setScale(decimals, RoundingMode.HALF_UP);
        String sign = usd.signum() < 0 ? "-" : "";
        if (rounded.signum() == 0 && usd.signum() != 0) {
            return sign + "<" + plain(BigDecimal.ONE.movePointLeft(decimals));
        }
        return sign + plain(rounded);
    }

    private static String plain(BigDecimal usd) {
        return String.format(Locale.ROOT, "$%,." + usd.scale() + "f", usd);
    }
}
