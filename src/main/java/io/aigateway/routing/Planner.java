package io.aigateway.routing;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.call.Outcome;
import io.aigateway.call.Plan;
import io.aigateway.catalog.Catalog;
import io.aigateway.catalog.LiveCatalog;
import io.aigateway.catalog.Model;
import io.aigateway.catalog.Rule;
import io.aigateway.catalog.RuleChoice;
import io.aigateway.catalog.RulePolicy;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.camel.Variable;

/** Decides who may be asked to serve a call, and in which order. */
public final class Planner {

    private final LiveCatalog catalog;
    private final boolean allowUnlisted;
    private final RandomGenerator random;
    private final CallFacts facts;
    private final Order order;

    public Planner(
            LiveCatalog catalog,
            boolean allowUnlisted,
            RandomGenerator random,
            CallFacts facts,
            Health health) {
        this.catalog = catalog;
        this.allowUnlisted = allowUnlisted;
        this.random = random;
        this.facts = facts;
        this.order = new Order(health, random);
    }

    /**
     * The call with its plan; 404 for an unknown model, 403 for one the key may not use, 400 when
     * its own routing leaves nobody, 503 when nobody could serve it.
     */
    public Call plan(@Variable("call") Call call) {
        Catalog now = catalog.current();
        Preferences wish = Preferences.of(call.request());
        List<String> names = namesAskedFor(call);
        Targets targets = new Targets(now, allowUnlisted, random, facts.of(call));
        Set<Model> models = new LinkedHashSet<>();
        names.forEach(name -> models.addAll(targets.of(name)));
        Set<Model> chosen = new Choice(now, wish).of(models);
        List<Candidate> candidates = new Eligible(call, now).of(chosen);
        List<Candidate> ordered = order.by(wish.policy(), candidates, call.request().stream());
        Rule rule = now.rules().find(names.get(0)).orElseGet(now.rules()::defaults);
        return call.planned(
                plan(
                        rule.policy(),
                        wish,
                        order.warmFirst(ordered),
                        policyName(wish, rule, names.size() > 1)));
    }

    private static List<String> namesAskedFor(Call call) {
        JsonNode fallbacks = call.request().body().path("fallbacks");
        if (!fallbacks.isArray() && call.request().models().size() == 1) {
            return call.request().models();
        }
        Set<String> names = new LinkedHashSet<>(call.request().models());
        for (JsonNode fallback : fallbacks) {
            if (fallback.isTextual()) {
                names.add(fallback.asText());
            }
        }
        return List.copyOf(names);
    }

    private static Plan plan(
            RulePolicy policy, Preferences wish, List<Candidate> candidates, String name) {
        return new Plan(
                candidates,
                name,
                wish.fallback() ? policy.attempts() : 1,
                policy.total(),
                outcomes(policy));
    }

    private static String policyName(Preferences wish, Rule rule, boolean severalNames) {
        if (wish.policy() != Policy.LISTED) {
            return wish.policy().text();
        }
        if (rule.choice() instanceof RuleChoice.Weighted) {
            return "weighted";
        }
        if (rule.choice() instanceof RuleChoice.Conditional) {
            return "conditional";
        }
        boolean several = rule.choice() instanceof RuleChoice.Failover || severalNames;
        return several ? "failover" : "pinned";
    }

    private static Set<Outcome> outcomes(RulePolicy policy) {
        Set<Outcome> outcomes = EnumSet.of(Outcome.CIRCUIT_OPEN, Outcome.MODEL_NOT_FOUND);
        policy.fallbackOn().forEach(trigger -> outcomes.add(Outcome.valueOf(trigger.name())));
        return outcomes;
    }
}
