package io.aigateway.migrate.convert.portkey;

import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.Shipped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an object is a configuration of Portkey's. Other programs have a {@code strategy} and
 * {@code targets} too, so at least one target must say whom it asks as Portkey says it.
 */
final class Shape {

    private static final Set<String> MODES =
            Set.of("fallback", "loadbalance", "conditional", "single");
    private static final List<String> OWN = List.of("virtual_key", "virtualKey", "override_params");

    private final Shipped shipped;

    Shape(Shipped shipped) {
        this.shipped = shipped;
    }

    /** Whether it is one. */
    boolean fits(Setting root) {
        Optional<String> mode =
                root.get("strategy").flatMap(one -> one.get("mode")).flatMap(Setting::text);
        List<Setting> targets = targets(root);
        return mode.filter(MODES::contains).isPresent()
                && !targets.isEmpty()
                && targets.stream().allMatch(Setting::isMapping)
                && targets.stream().anyMatch(this::isTheirs);
    }

    private boolean isTheirs(Setting target) {
        return OWN.stream().anyMatch(key -> target.get(key).isPresent())
                || target.get("provider").flatMap(Setting::text).filter(this::isSlug).isPresent()
                || targets(target).stream().anyMatch(this::isTheirs);
    }

    private boolean isSlug(String provider) {
        return provider.startsWith("@") || shipped.provider(provider).isPresent();
    }

    private static List<Setting> targets(Setting node) {
        return node.get("targets").map(Setting::items).orElse(List.of());
    }
}
