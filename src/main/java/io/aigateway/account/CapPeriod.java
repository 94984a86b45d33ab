package io.aigateway.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How long a spend cap holds before it starts anew; calendar periods in the gateway's time zone.
 */
public enum CapPeriod {
    /** A clock hour. */
    HOUR,
    /** A calendar day. */
    DAY,
    /** Monday to Sunday. */
    WEEK,
    /** A calendar month. */
    MONTH,
    /** For ever. */
    TOTAL;

    /** The name on the wire and in the database: {@code month}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The period with a wire name. */
    public static Optional<CapPeriod> of(String wireName) {
        return Arrays.stream(values()).filter(p -> p.wireName().equals(wireName)).findFirst();
    }
}
