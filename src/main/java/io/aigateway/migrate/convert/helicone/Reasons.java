package io.aigateway.migrate.convert.helicone;

import io.aigateway.migrate.convert.Setting;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why settings of Helicone have no equal here. */
final class Reasons {

    private static final Pattern AROUND =
            Pattern.compile("^(routers(\\.[^.\\[]+|\\['.*'])|global|unified-api)\\.");

    private static final String STORE = "the gateway keeps all that it needs in its data folder";

    private static final Map<String, String> KNOWN =
            Map.ofEntries(
                    Map.entry("cache", "answers are not cached"),
                    Map.entry("cache-store", "answers are not cached"),
                    Map.entry("rate-limit-store", "counters of limits are in memory"),
                    Map.entry("rate-limit.store", "counters of limits are in memory"),
                    Map.entry(
                            "helicone",
                            "calls need a key of the gateway and are recorded by it; Helicone is told nothing"),
                    Map.entry(
                            "telemetry",
                            "metrics are at /metrics, the log is set in log4j2.xml; traces are not sent"),
                    Map.entry("server", "address and port are said where the gateway is started"),
                    Map.entry("dispatcher", "time limits are the timeouts of providers.yaml"),
                    Map.entry(
                            "discover",
                            "each provider has a circuit breaker, which opens by its share of failures"),
                    Map.entry("response-headers", "the gateway's own headers are always sent"),
                    Map.entry("deployment-target", "there is one way to run the gateway"),
                    Map.entry("database", STORE),
                    Map.entry("minio", STORE));

    private Reasons() {}

    /** Why it is not carried over, where more is known than that we have no such setting. */
    static Optional<String> of(Setting setting) {
        return Optional.ofNullable(KNOWN.get(AROUND.matcher(setting.path()).replaceFirst("")));
    }
}
