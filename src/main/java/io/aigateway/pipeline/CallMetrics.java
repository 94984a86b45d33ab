package io.aigateway.pipeline;

import io.aigateway.usage.Attempt;
import io.aigateway.usage.UsageRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts calls for Prometheus. Every label has a bounded set of values: providers come from the
 * configuration, statuses are told by their class. (A label for tags or keys would let callers grow
 * the registry without end.)
 */
public final class CallMetrics {

    private static final Logger LOGGER = LoggerFactory.getLogger(CallMetrics.class);
    private static final String NOBODY = "none";
    private static final int SERVED = 200;

    private final MeterRegistry registry;
    private final Counter letThrough;
    private final Map<String, Meters> byLabels = new ConcurrentHashMap<>();
    private final Map<String, Counter> extras = new ConcurrentHashMap<>();

    public CallMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.letThrough =
                Counter.builder("aig.calls.let.through")
                        .description("Calls made while the ledger was down")
                        .register(registry);
    }

    /** Counts a call that was made though it could not be written down or its caps not asked. */
    public void countLetThrough() {
        letThrough.increment();
    }

    /** Counts one finished call. */
    public void count(UsageRecord record) {
        String provider = record.served().provider() == null ? NOBODY : record.served().provider();
        String status = record.status() / 100 + "xx";
        Meters meters =
                byLabels.computeIfAbsent(
                        provider + ' ' + status, labels -> meters(provider, status));
        meters.latency.record(Duration.ofMillis(record.timing().latencyMs()));
        meters.inputTokens.increment(record.usage().input());
        meters.outputTokens.increment(record.usage().output());
        meters.cost.increment(record.cost().total().nanos() / 1e9);
        record.served().attempts().forEach(attempt -> countExtra(record, attempt));
    }

    /** Counts an attempt that was made though it was not its turn, and whether it served. */
    private void countExtra(UsageRecord record, Attempt attempt) {
        String kind = attempt.kind();
        if (kind != null) {
            List<Attempt> all = record.served().attempts();
            boolean served = attempt == all.get(all.size() - 1) && record.status() == SERVED;
            extras.computeIfAbsent(
                            kind + ' ' + attempt.provider() + ' ' + served,
                            labels -> extra(kind, attempt.provider(), served))
                    .increment();
        }
    }

    private Counter extra(String kind, String provider, boolean served) {
        return Counter.builder("aig." + kind + "s")
                .description("Attempts that were made though it was not their turn")
                .tags("provider", provider, "served", Boolean.toString(served))
                .register(registry);
    }

    /** Counts a call that cost more than was held for it, and so may have passed a cap. */
    public void aboveHold(UsageRecord record) {
        String provider = record.served().provider() == null ? NOBODY : record.served().provider();
        Counter.builder("aig.calls.above.hold")
                .description("Calls that cost more than was held for them")
                .tags("provider", provider)
                .register(registry)
                .increment();
        LOGGER.atWarn()
                .addKeyValue("request", record.requestId())
                .log("a call of {} cost more than was held for it", record.served().model());
    }

    private Meters meters(String provider, String status) {
        return new Meters(
                Timer.builder("aig.calls")
                        .description("Finished calls and how long they took")
                        .tags("provider", provider, "status", status)
                        .register(registry),
                counter("aig.tokens", "Tokens used", provider, "kind", "input"),
                counter("aig.tokens", "Tokens used", provider, "kind", "output"),
                Counter.builder("aig.cost.usd")
                        .description("What calls cost, in US dollars")
                        .tags("provider", provider)
                        .register(registry));
    }

    private Counter counter(
            String name, String description, String provider, String label, String value) {
        return Counter.builder(name)
                .description(description)
                .tags("provider", provider, label, value)
                .register(registry);
    }

    private record Meters(Timer latency, Counter inputTokens, Counter outputTokens, Counter cost) {}
}
