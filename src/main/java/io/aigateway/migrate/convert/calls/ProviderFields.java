package io.aigateway.migrate.convert.calls;

import io.aigateway.migrate.Written;
import io.aigateway.migrate.Written.Kind;
import java.util.List;
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

    /** Those that other objects do not have. */
    private static final Set<String> OWN = Set.of("allow_fallbacks", "max_price");

    private ProviderFields() {}

    /** Whether a value is such an object, and not another provider's settings. */
    static boolean isRouting(Written provider) {
        return provider.is(Kind.OBJECT)
                && provider.entries().keySet().stream()
                        .map(ProviderFields::onTheWire)
                        .anyMatch(name -> HEEDED.contains(name) || WITHOUT_EFFECT.contains(name));
    }

    /**
     * Whether an object without a name is one: by two of its fields, of which one is its own. What
     * only describes the fields, as a schema does, gives none of them a value.
     */
    static boolean canBeNothingElse(Written object) {
        List<String> names =
                object.entries().keySet().stream().map(ProviderFields::onTheWire).toList();
        long known =
                names.stream()
                        .filter(name -> HEEDED.contains(name) || WITHOUT_EFFECT.contains(name))
                        .count();
        return known > 1
                && object.entries().values().stream().anyMatch(ProviderFields::isGiven)
                && names.stream()
                        .anyMatch(name -> OWN.contains(name) || WITHOUT_EFFECT.contains(name));
    }

    private static boolean isGiven(Written value) {
        return value.is(Kind.TEXT) || value.is(Kind.PLAIN) || value.is(Kind.LIST);
    }

    /** {@code allowFallbacks}, as OpenRouter's own client calls it, is {@code allow_fallbacks}. */
    static String onTheWire(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
