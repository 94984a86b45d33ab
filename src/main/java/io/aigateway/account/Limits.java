package io.aigateway.account;

import io.aigateway.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * How much a key or a sub-account may use; null is no limit.
 *
 * @param spendCap the most it may spend in a period
 * @param capPeriod the period of the cap
 * @param rpm requests per minute
 * @param tpm tokens per minute
 * @param maxParallel calls at the same time
 */
public record Limits(
        @Nullable Money spendCap,
        CapPeriod capPeriod,
        @Nullable Long rpm,
        @Nullable Long tpm,
        @Nullable Long maxParallel) {

    /** No limit at all. */
    public static final Limits NONE = new Limits(null, CapPeriod.MONTH, null, null, null);

    public Limits {
        requirePositive("rpm", rpm);
        requirePositive("tpm", tpm);
        requirePositive("max parallel", maxParallel);
        if (spendCap != null && spendCap.nanos() < 0) {
            throw new IllegalArgumentException(
                    "spend cap must not be negative, but was " + spendCap);
        }
    }

    private static void requirePositive(String field, @Nullable Long value) {
        if (value != null && value <= 0) {
            throw new IllegalArgumentException(field + " must be positive, but was " + value);
        }
    }
}
