package io.aigateway.migrate.convert.helicone;

import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.Shipped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a document is a configuration of Helicone's gateway. Other programs have routers that
 * balance loads too, so at least one must balance as Helicone says it, among models or providers
 * that are known.
 */
final class Shape {

    private static final Set<String> STRATEGIES =
            Set.of(
                    "weighted",
                    "provider-weighted",
                    "model-weighted",
                    "latency",
                    "provider-latency",
                    "balanced-latency",
                    "model-latency");
    private static final Set<String> NOT_SERVED = Set.of("bedrock");

    private final Shipped shipped;

    Shape(Shipped shipped) {
        this.shipped = shipped;
    }

    /** Whether it is one. */
    boolean fits(Setting root) {
        Map<String, Setting> own = fields(root.get("providers"));
        return fields(root.get("routers")).values().stream()
                .flatMap(router -> fields(router.get("load-balance")).values().stream())
                .anyMatch(balance -> isTheirs(balance, own));
    }

    private boolean isTheirs(Setting balance, Map<String, Setting> own) {
        Optional<String> strategy = balance.get("strategy").flatMap(Setting::text);
        return strategy.filter(STRATEGIES::contains).isPresent()
                && Stream.concat(named(balance, "providers"), named(balance, "models"))
                        .map(name -> name.replaceFirst("/.*$", ""))
                        .anyMatch(name -> isKnown(name, own));
    }

    private boolean isKnown(String name, Map<String, Setting> own) {
        return own.containsKey(name)
                || NOT_SERVED.contains(name)
                || shipped.provider(name).isPresent()
                || shipped.model(name).isPresent();
    }

    private static Stream<String> named(Setting balance, String key) {
        Optional<Setting> list = balance.get(key);
        Stream<Setting> items =
                Stream.concat(
                        fields(list).values().stream().flatMap(one -> one.items().stream()),
                        list.map(Setting::items).orElse(List.of()).stream());
        return items.map(
                        item ->
                                item.isMapping()
                                        ? item.first("provider", "model")
                                        : Optional.of(item))
                .flatMap(name -> name.flatMap(Setting::text).stream());
    }

    private static Map<String, Setting> fields(Optional<Setting> mapping) {
        return mapping.map(Setting::fields).orElse(Map.of());
    }
}
