package io.aigateway.routing;

import io.aigateway.catalog.Catalog;
import io.aigateway.catalog.Model;
import io.aigateway.catalog.Rule;
import io.aigateway.catalog.RuleChoice;
import io.aigateway.condition.Facts;
import io.aigateway.error.Errors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The models behind the names that one call asks for. */
final class Targets {

    private static final int NEAREST_NAMES = 3;

    private final Catalog catalog;
    private final boolean allowUnlisted;
    private final RandomGenerator random;
    private final Facts facts;

    Targets(Catalog catalog, boolean allowUnlisted, RandomGenerator random, Facts facts) {
        this.catalog = catalog;
        this.allowUnlisted = allowUnlisted;
        this.random = random;
        this.facts = facts;
    }

    /** The models behind a public name, best first; 404 when there is none. */
    List<Model> of(String name) {
        return of(name, Set.of());
    }

    /** A rule that names itself means the model of that name. */
    private List<Model> of(String name, Set<String> within) {
        Optional<Rule> rule =
                catalog.rules().find(name).filter(found -> !within.contains(found.model()));
        if (rule.isEmpty()) {
            return models(name, within);
        }
        Set<String> inside = new HashSet<>(within);
        inside.add(rule.get().model());
        List<Model> models = new ArrayList<>();
        order(rule.get().choice()).forEach(target -> models.addAll(of(target, inside)));
        return models;
    }

    private List<String> order(RuleChoice choice) {
        if (choice instanceof RuleChoice.Weighted weighted) {
            return WeightedOrder.of(weighted.weights(), random);
        }
        if (choice instanceof RuleChoice.Conditional conditional) {
            return List.of(chosen(conditional));
        }
        return choice.targets();
    }

    private String chosen(RuleChoice.Conditional conditional) {
        for (RuleChoice.Branch branch : conditional.branches()) {
            if (branch.when() == null || branch.when().holds(facts)) {
                return branch.use();
            }
        }
        throw new IllegalStateException("the last branch of a conditional always holds");
    }

    /** The model of a name, or those that other gateways call so. */
    private List<Model> models(String name, Set<String> within) {
        Optional<Model> listed = catalog.models().find(name);
        if (listed.isPresent()) {
            return List.of(listed.get());
        }
        Spellings spellings = new Spellings(catalog);
        Optional<String> other = spellings.ofRule(name).filter(rule -> !within.contains(rule));
        if (other.isPresent()) {
            return of(other.get(), within);
        }
        List<Model> found = spellings.of(name, allowUnlisted);
        if (found.isEmpty()) {
            throw Errors.modelNotFound(name, catalog.models().nearest(name, NEAREST_NAMES))
                    .asException();
        }
        return found;
    }
}
