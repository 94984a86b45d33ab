package io.aigateway.migrate.convert;

import io.aigateway.catalog.RuleTrigger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How hard a rule tries.
 *
 * @param fallbackOn after which failures the next is asked
 * @param attempts the most attempts, 1 to 20
 * @param totalMillis after which time no further attempt is begun
 */
public record RuleTerms(Set<RuleTrigger> fallbackOn, int attempts, long totalMillis) {

    /** What holds when a rule says nothing. */
    public static final RuleTerms USUAL = new RuleTerms(RuleTrigger.DEFAULT, 3, 30_000);

    private static final int MOST_ATTEMPTS = 20;
    private static final long LONGEST = 3_600_000;

    public RuleTerms {
        fallbackOn = Set.copyOf(fallbackOn);
        attempts = Math.max(1, Math.min(MOST_ATTEMPTS, attempts));
        totalMillis = Math.max(1, Math.min(LONGEST, totalMillis));
    }

    /** The keys that differ from what holds anyway. */
    Map<String, Object> keys() {
        Map<String, Object> keys = new LinkedHashMap<>();
        if (!fallbackOn.equals(USUAL.fallbackOn)) {
            keys.put("fallback-on", fallbackOn.stream().sorted().map(RuleTrigger::text).toList());
        }
        if (attempts != USUAL.attempts) {
            keys.put("attempts", attempts);
        }
        if (totalMillis != USUAL.totalMillis) {
            boolean whole = totalMillis % 1_000 == 0;
            keys.put("total", whole ? totalMillis / 1_000 + "s" : totalMillis + "ms");
        }
        return keys;
    }
}
