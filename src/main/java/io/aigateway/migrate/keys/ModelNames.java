package io.aigateway.migrate.keys;

import io.aigateway.account.AllowedModels;
import io.aigateway.catalog.Catalog;
import io.aigateway.catalog.Model;
import io.aigateway.catalog.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The models of a key. LiteLLM's are the names that callers use; ours are ids of models, so each
 * name is replaced by what it leads to in the gateway's configuration.
 */
final class ModelNames {

    private static final Set<String> ALL = Set.of("all-proxy-models", "*");
    private static final String OF_TEAM = "all-team-models";

    private final Catalog catalog;
    private final Set<String> unknown = new LinkedHashSet<>();

    ModelNames(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The names that lead to nothing. */
    Set<String> unknown() {
        return unknown;
    }

    /** What a list of names allows; an empty list allows all. */
    AllowedModels allowed(List<String> names) {
        Set<String> ids = new LinkedHashSet<>();
        for (String name : names) {
            if (ALL.contains(name)) {
                return AllowedModels.ALL;
            }
            if (!name.equals(OF_TEAM)) {
                add(name, ids, new LinkedHashSet<>());
            }
        }
        return new AllowedModels(List.copyOf(ids));
    }

    private void add(String name, Set<String> ids, Set<Rule> seen) {
        Optional<Rule> rule = catalog.rules().find(name).filter(seen::add);
        Optional<Model> model = catalog.models().find(name);
        if (rule.isPresent()) {
            rule.get().choice().targets().forEach(target -> add(target, ids, seen));
        } else if (model.isPresent()) {
            ids.add(model.get().id());
        } else {
            int slash = name.indexOf('/');
            Optional<String> provider =
                    slash < 1
                            ? Optional.empty()
                            : catalog.providers()
                                    .find(name.substring(0, slash))
                                    .map(one -> one.id());
            if (provider.isEmpty()) {
                unknown.add(name);
            }
            ids.add(provider.map(id -> id + name.substring(slash)).orElse(name));
        }
    }
}
