package io.aigateway.cli;

import java.util.Locale;

/** The calendar period after which a cap starts anew; {@code total} is never. */
enum CapPeriod {
    HOUR,
    DAY,
    WEEK,
    MONTH,
    TOTAL;

    /** As it is typed and as it stands on the wire. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
