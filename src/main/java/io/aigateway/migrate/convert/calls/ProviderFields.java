package io.aigateway.migrate.convert.calls;

import io.aigateway.migrate.Written;
import io.aigateway.migrate.Written.Kind;
import java.util.Locale;
import java.util.Set;

/** The fields of OpenRouter's {@code provider} (its documentation, "Provider Routing"). */
final class ProviderFields {

    /** Those that the gateway heeds. */
    static final Set<String> HEEDED =
            Set.of("order", "only", "ignore", "allow_fallbacks", "sort", "max_price");

    /** Those that it does not. */
    static final Set<String> WITHOUT_EFFECT =
            Set.of(
                    "zdr",
                    "data_collection",
                    "quantizations",
                    "require_parameters",
                    "preferred_min_throughput",
                    "preferred_max_latency",
                    "enforce_distillable_text");

    /** Those that say who may see a prompt. */
    static final Set<String> PRIVACY = Set.of("zdr", "data_collection");

    private ProviderFields() {}

    /** Whether a value is such an object, and not another provider's settings. */
    static boolean isRouting(Written provider) {
        return provider.is(Kind.OBJECT)
                && provider.entries().keySet().stream()
                        .map(ProviderFields::onTheWire)
                        .anyMatch(name -> HEEDED.contains(name) || WITHOUT_EFFECT.contains(name));
    }

    /** {@code allowFallbacks}, as OpenRouter's own client calls it, is {@code allow_fallbacks}. */
    static String onTheWire(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
