package io.aigateway.migrate.convert.helicone;

import io.aigateway.migrate.convert.Choice;
import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.Weights;
import io.aigateway.migrate.convert.helicone.Models.Found;
import io.aigateway.migrate.convert.helicone.Providers.Provided;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routers of a file: one that names models becomes a rule. */
final class Routers {

    private static final String QUICKEST =
            "failover in this order; a call with routing.policy lowest_latency asks the quickest first";

    private final Providers providers;
    private final Models models;
    private final Targets targets;
    private final Rules rules;
    private final Mappings mappings;

    Routers(Providers providers, Models models, Rules rules) {
        this.providers = providers;
        this.models = models;
        this.targets = new Targets(models);
        this.rules = rules;
        this.mappings = new Mappings(models, targets, rules);
    }

    /** Reads all of them, and the mapping that holds where a router's own does not. */
    void read(Setting root, Scope top) {
        List<Pool> pools = new ArrayList<>();
        root.get("routers")
                .map(Setting::fields)
                .orElse(Map.of())
                .forEach((name, router) -> pools.add(router(name, router, top)));
        Pool all = pools.size() == 1 ? pools.get(0) : Pool.union(pools);
        root.get("default-model-mapping").ifPresent(one -> mappings.read(one, top, all));
        pools.forEach(Pool::tell);
    }

    private Pool router(String name, Setting router, Scope top) {
        Pool pool = new Pool();
        if (!router.isMapping()) {
            router.dropped("this is no router");
            return pool;
        }
        Scope scope = providers.within(router.get("providers"), top, name);
        scope.connections().keySet().forEach(provider -> providers.named(provider, scope));
        Map<String, Setting> endpoints = Names.endpoints(router);
        endpoints.forEach(
                (endpoint, balance) ->
                        balance(Names.rule(name, endpoint, endpoints), balance, scope, pool));
        router.get("model-mappings").ifPresent(one -> mappings.read(one, scope, pool));
        return pool;
    }

    private void balance(String rule, Setting balance, Scope scope, Pool pool) {
        Optional<Setting> named = balance.get("models");
        if (named.isPresent() && named.get().isMapping()) {
            byName(named.get(), balance, scope);
        } else if (named.isPresent()) {
            byModel(rule, named.get(), balance, scope);
        } else {
            byProvider(balance, scope, pool);
        }
    }

    private void byModel(String rule, Setting list, Setting balance, Scope scope) {
        Map<Setting, Choice> parts = choices(targets.of(list, scope, any -> true));
        if (parts.isEmpty()) {
            balance.dropped("none of its models can be asked");
        } else {
            String strategy = strategy(balance);
            if (rules.add(rule, choice(strategy, parts), list)) {
                balance.get("strategy").ifPresent(one -> tell(one, strategy, rule));
            }
        }
    }

    /** Models in groups of one name, which is what calls say. */
    private void byName(Setting groups, Setting balance, Scope scope) {
        String strategy = strategy(balance);
        groups.fields()
                .forEach(
                        (name, list) -> {
                            Map<Setting, Choice> parts =
                                    choices(targets.of(list, scope, any -> true));
                            if (parts.isEmpty()) {
                                list.dropped("none of its models can be asked");
                            } else {
                                list.changed("a rule of that name");
                                rules.add(name, choice(strategy, parts), list);
                            }
                        });
        balance.get("strategy").ifPresent(one -> tell(one, strategy, "the models"));
    }

    private void byProvider(Setting balance, Scope scope, Pool pool) {
        boolean isWeighted = strategy(balance).endsWith("weighted");
        List<String> unknown = new ArrayList<>();
        for (Setting item : balance.get("providers").map(Setting::items).orElse(List.of())) {
            Setting name = item.isMapping() ? item.get("provider").orElse(item) : item;
            String word = name.text().orElse("what has no name");
            Optional<Provided> provided = providers.named(word, scope);
            provided.ifPresent(models::all);
            provided.ifPresentOrElse(
                    one -> pool.add(one.id(), isWeighted ? share(item) : BigDecimal.ZERO),
                    () -> unknown.add(word));
        }
        pool.namedIn(balance, unknown);
    }

    private static BigDecimal share(Setting item) {
        return item.get("weight")
                .flatMap(Setting::number)
                .filter(number -> number.signum() >= 0)
                .orElse(BigDecimal.ONE);
    }

    private static void tell(Setting setting, String strategy, String rule) {
        if (strategy.endsWith("weighted")) {
            setting.changed(
                    "weighted: callers name " + rule + "; when one fails, the others follow");
        } else if (strategy.endsWith("latency")) {
            setting.changed(QUICKEST);
        } else {
            setting.dropped("this strategy is not known; the models are asked in their order");
        }
    }

    private static Choice choice(String strategy, Map<Setting, Choice> parts) {
        return strategy.endsWith("weighted")
                ? Weights.ofTargets(parts)
                : Choice.chain(List.copyOf(parts.values()));
    }

    private static Map<Setting, Choice> choices(Map<Setting, Found> found) {
        Map<Setting, Choice> parts = new LinkedHashMap<>();
        found.forEach((item, model) -> parts.put(item, model.choice()));
        return parts;
    }

    private static String strategy(Setting balance) {
        return balance.get("strategy").flatMap(Setting::text).orElse("");
    }
}
