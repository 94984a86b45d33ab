package io.aigateway.migrate.convert.helicone;

import io.aigateway.config.Spelling;
import io.aigateway.migrate.convert.Setting;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names of the rules that a file comes to. */
final class Names {

    private static final String CHAT = "chat";

    private Names() {}

    /** All that rules may be called, in the form of {@link Spelling#alike}. */
    static Set<String> of(Setting root) {
        Set<String> names = new HashSet<>();
        names.addAll(fields(root.get("default-model-mapping")).keySet());
        fields(root.get("routers")).forEach((name, router) -> router(name, router, names));
        Set<String> alike = new HashSet<>();
        names.forEach(name -> alike.add(Spelling.alike(name)));
        return alike;
    }

    /** What a router balances, by endpoint. */
    static Map<String, Setting> endpoints(Setting router) {
        return fields(router.get("load-balance"));
    }

    /** What the rule of an endpoint is called: like the router, or like both. */
    static String rule(String router, String endpoint, Map<String, Setting> endpoints) {
        boolean isMain = endpoint.equals(CHAT) || endpoints.size() == 1;
        String name = isMain ? router : router + "-" + endpoint;
        return name.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
    }

    private static void router(String name, Setting router, Set<String> names) {
        Map<String, Setting> endpoints = endpoints(router);
        endpoints.forEach(
                (endpoint, balance) -> {
                    names.add(rule(name, endpoint, endpoints));
                    names.addAll(fields(balance.get("models")).keySet());
                });
        names.addAll(fields(router.get("model-mappings")).keySet());
    }

    private static Map<String, Setting> fields(Optional<Setting> mapping) {
        return mapping.map(Setting::fields).orElseGet(LinkedHashMap::new);
    }
}
