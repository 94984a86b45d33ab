package io.aigateway.catalog;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How hard a rule tries.
 *
 * @param fallbackOn the failures after which the next candidate is asked
 * @param attempts the most attempts of one call, 1 to 20
 * @param total the time to the first byte, over all attempts
 * @param rescue what happens to a stream that breaks
 * @param hedgeAfter when the next candidate is started beside one that has not answered; empty:
 *     never
 */
public record RulePolicy(
        Set<RuleTrigger> fallbackOn,
        int attempts,
        Duration total,
        RuleRescue rescue,
        Optional<Duration> hedgeAfter) {

    /** The built-in policy: three attempts within 30 s, no rescue, no hedging. */
    public static final RulePolicy DEFAULT =
            new RulePolicy(
                    RuleTrigger.DEFAULT,
                    3,
                    Duration.ofSeconds(30),
                    RuleRescue.OFF,
                    Optional.empty());

    private static final int MOST_ATTEMPTS = 20;

    public RulePolicy {
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            throw new IllegalArgumentException("attempts must be 1 to 20, but was " + attempts);
        }
        if (total.isNegative() || total.isZero()) {
            throw new IllegalArgumentException("total must be positive, but was " + total);
        }
        if (hedgeAfter.isPresent() && hedgeAfter.get().compareTo(total) >= 0) {
            throw new IllegalArgumentException(
                    "hedge-after must be shorter than total, which is "
                            + total.toMillis()
                            + " ms, but was "
                            + hedgeAfter.get().toMillis()
                            + " ms");
        }
        fallbackOn = Set.copyOf(fallbackOn);
    }
}
