package io.aigateway.usage;

import io.aigateway.money.Money;
import io.aigateway.money.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Usage records for tests: one that can be varied, and random ones. */
final class Calls {

    static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");

    private static final List<String> TAGS = List.of("prod", "batch", "team:a", "team:b", "=x,\"");
    private static final List<String> MODELS = List.of("openai/gpt-5.4", "xai/grok-4", "a/b");
    private static final List<String> PROVIDERS = List.of("openai", "xai", "demo");

    private Calls() {}

    static UsageRecord call(String requestId, Instant at, long nanos, String... tags) {
        return call(requestId, at, nanos, "key_1", null, 200, List.of(tags));
    }

    static UsageRecord call(
            String requestId,
            Instant at,
            long nanos,
            @Nullable String key,
            @Nullable String subAccount,
            int status,
            List<String> tags) {
        return new UsageRecord(
                requestId,
                at,
                new Caller(key, subAccount, tags),
                new Served("fast", "openai/gpt-5.4", "openai", List.of()),
                status,
                Usage.of(10, 5),
                new Cost("v1", new Money(nanos), Money.ZERO),
                new Timing(120, 30L),
                Set.of());
    }

    /** A random call of the six weeks around November. */
    static UsageRecord random(String requestId, Random random) {
        long millis = random.nextLong(45L * 86_400_000);
        boolean served = random.nextInt(10) > 0;
        int subAccount = random.nextInt(4);
        List<String> tags = TAGS.subList(random.nextInt(3), 3 + random.nextInt(3));
        return new UsageRecord(
                requestId,
                NOVEMBER.minusSeconds(7 * 86_400).plusMillis(millis),
                new Caller(
                        "key_" + subAccount + random.nextInt(2),
                        subAccount == 0 ? null : "sa_" + subAccount,
                        random.nextInt(5) == 0 ? List.of() : tags),
                served
                        ? new Served("fast", any(MODELS, random), any(PROVIDERS, random), List.of())
                        : Served.byNobody(any(MODELS, random)),
                served ? 200 : 429,
                served ? Usage.of(random.nextInt(5_000), random.nextInt(900)) : Usage.NONE,
                served
                        ? new Cost(
                                "v1",
                                new Money(random.nextLong(5_000_000)),
                                new Money(random.nextInt(99)))
                        : Cost.NONE,
                new Timing(random.nextInt(9_000), null),
                Set.of());
    }

    private static String any(List<String> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
