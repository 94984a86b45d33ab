package io.aigateway.migrate.convert.litellm;

import io.aigateway.config.Spelling;
import io.aigateway.migrate.convert.Setting;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that callers use. A name that needs a rule cannot be the id of a model too: other rules
 * that mean the model would lead to the rule.
 */
final class PublicNames {

    private static final List<String> FALLBACKS =
            List.of("fallbacks", "context_window_fallbacks", "content_policy_fallbacks");

    private final Map<String, Integer> deployments = new HashMap<>();
    private final Set<String> reserved = new LinkedHashSet<>();
    private final Set<String> withFallbacks = new LinkedHashSet<>();
    private boolean allHaveFallbacks;

    PublicNames(Input input, Deployments all) {
        for (Deployment deployment : all.ordinary()) {
            deployments.merge(form(deployment.name()), 1, Integer::sum);
        }
        reserved.addAll(deployments.keySet());
        Router.aliases(input).keySet().forEach(name -> reserved.add(form(name)));
        allHaveFallbacks = input.router("default_fallbacks").isPresent();
        FALLBACKS.forEach(name -> input.router(name).ifPresent(this::fallbacks));
        reserved.addAll(withFallbacks);
    }

    /** All of them, in the form in which names are compared. */
    Set<String> reserved() {
        return reserved;
    }

    /** The name, if the one model behind it may have it as its id; otherwise nothing. */
    String id(String name) {
        String form = form(name);
        boolean isOnly = deployments.getOrDefault(form, 0) == 1;
        return isOnly && !allHaveFallbacks && !withFallbacks.contains(form) ? name : "";
    }

    private void fallbacks(Setting setting) {
        List<Setting> maps = setting.isList() ? setting.items() : List.of(setting);
        for (Setting map : maps) {
            map.fields().keySet().forEach(name -> withFallbacks.add(form(name)));
            allHaveFallbacks |= Optional.ofNullable(map.fields().get("*")).isPresent();
        }
    }

    private static String form(String name) {
        return Spelling.alike(Deployments.publicName(name));
    }
}
