package io.aigateway.routing;

import io.aigateway.catalog.Catalog;
import io.aigateway.catalog.Model;
import io.aigateway.catalog.Provider;
import io.aigateway.error.Errors;
import io.aigateway.money.Price;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Applies a caller's own choice of providers and prices to the models it asked for. */
final class Choice {

    private final Catalog catalog;
    private final Preferences wish;

    Choice(Catalog catalog, Preferences wish) {
        this.catalog = catalog;
        this.wish = wish;
    }

    /** The models that are left, those of the same name at other providers among them. */
    Set<Model> of(Collection<Model> asked) {
        Set<Model> pool = new LinkedHashSet<>(asked);
        if (wish.choose()) {
            asked.forEach(model -> pool.addAll(catalog.models().namesakes(model.id())));
        }
        Set<Model> open = wish.never().isEmpty() ? pool : elsewhere(pool);
        Set<Model> chosen = wish.providers().isEmpty() ? open : atProviders(open);
        return affordable(wish.first().isEmpty() ? chosen : preferred(chosen));
    }

    private Set<Model> elsewhere(Set<Model> pool) {
        Set<String> never = new LinkedHashSet<>();
        wish.never().forEach(name -> never.add(id(name)));
        Set<Model> left = new LinkedHashSet<>(pool);
        left.removeIf(model -> never.contains(model.providerId()));
        if (left.isEmpty()) {
            throw Errors.invalidRequest(
                            "provider.ignore",
                            "Nobody but the providers that the call rules out serves this model: "
                                    + String.join(", ", providersOf(pool))
                                    + ".")
                    .asException();
        }
        return left;
    }

    /** Those at the preferred providers first, in the order in which these were named. */
    private Set<Model> preferred(Set<Model> pool) {
        Set<Model> ordered = new LinkedHashSet<>();
        for (String name : wish.first()) {
            String id = id(name);
            pool.stream().filter(model -> model.providerId().equals(id)).forEach(ordered::add);
        }
        ordered.addAll(pool);
        return ordered;
    }

    private String id(String name) {
        return catalog.providers().find(name).map(Provider::id).orElse(name);
    }

    /** In the order in which the caller named the providers; a pinned call takes the first. */
    private Set<Model> atProviders(Set<Model> pool) {
        List<String> named =
                wish.policy() == Policy.PINNED ? wish.providers().subList(0, 1) : wish.providers();
        Set<Model> chosen = new LinkedHashSet<>();
        for (String name : named) {
            String id = id(name);
            pool.stream().filter(model -> model.providerId().equals(id)).forEach(chosen::add);
        }
        if (chosen.isEmpty()) {
            throw Errors.invalidRequest(
                            "routing.providers",
                            "None of the providers "
                                    + Errors.printable(String.join(", ", named))
                                    + " serves this model; it is served by "
                                    + String.join(", ", providersOf(pool))
                                    + ".")
                    .asException();
        }
        return chosen;
    }

    private static Set<String> providersOf(Set<Model> models) {
        Set<String> ids = new LinkedHashSet<>();
        models.forEach(model -> ids.add(model.providerId()));
        return ids;
    }

    /** A model of unknown price is taken for too dear. */
    private Set<Model> affordable(Set<Model> models) {
        if (wish.dearestInput().isEmpty() && wish.dearestOutput().isEmpty()) {
            return models;
        }
        List<Model> dear = new ArrayList<>(models);
        Set<Model> affordable = new LinkedHashSet<>(models);
        affordable.removeIf(
                model ->
                        inputPrice(model) > wish.dearestInput().orElse(Long.MAX_VALUE)
                                || outputPrice(model) > wish.dearestOutput().orElse(Long.MAX_VALUE)
                                || model.price() == null);
        if (affordable.isEmpty()) {
            throw Errors.invalidRequest(
                            "routing.max_cost_per_1m_input",
                            "No model that was asked for costs so little: "
                                    + String.join(", ", dear.stream().map(Model::id).toList())
                                    + ".")
                    .asException();
        }
        return affordable;
    }

    /** The same of output tokens. */
    static long outputPrice(Model model) {
        Price price = model.price();
        return price == null ? Long.MAX_VALUE : price.base().output();
    }

    /** Nano-dollars for a million input tokens; the largest number when that is not known. */
    static long inputPrice(Model model) {
        Price price = model.price();
        return price == null ? Long.MAX_VALUE : price.base().input();
    }
}
