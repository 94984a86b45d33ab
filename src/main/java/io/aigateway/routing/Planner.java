package io.aigateway.routing;

import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.call.Extras;
import io.aigateway.call.Outcome;
import io.aigateway.call.Plan;
import io.aigateway.call.Wishes.Effort;
import io.aigateway.catalog.Catalog;
import io.aigateway.catalog.LiveCatalog;
import io.aigateway.catalog.Model;
import io.aigateway.catalog.Rule;
import io.aigateway.catalog.RuleChoice;
import io.aigateway.catalog.RulePolicy;
import io.aigateway.catalog.RuleRescue;
import io.aigateway.condition.Facts;
import io.aigateway.error.Errors;
import io.aigateway.routing.AutoRouter.Decision;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
    private final AutoRouter auto;

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
        this.auto = new AutoRouter(order);
    }

    /**
     * The call with its plan; 404 for an unknown model, 403 for one the key may not use, 400 when
     * its own routing leaves nobody. Whether there is a key for each provider is decided later.
     */
    public Call plan(@Variable("call") Call call) {
        Catalog now = catalog.current();
        Preferences wish = Preferences.of(call.request());
        List<String> unknown = wish.unknownIn(now);
        List<String> names = List.copyOf(new LinkedHashSet<>(call.request().wanted()));
        Chosen chosen = chosen(call, now, wish, names);
        List<Candidate> candidates = new Eligible(call, now).of(chosen.models());
        List<Candidate> ordered =
                chosen.byGateway()
                        ? candidates
                        : order.by(wish.policy(), candidates, call.request().stream());
        Rule rule = now.rules().find(names.get(0)).orElseGet(now.rules()::defaults);
        String policy = chosen.byGateway() ? "auto" : policyName(wish, rule, names.size() > 1);
        Plan made = plan(rule.policy(), wish, order.warmFirst(ordered), policy);
        return told(call, chosen, unknown)
                .planned(within(call.request().wishes().effort(), made, names.size()));
    }

    /** The models that the names stand for; those that the gateway chose itself come first. */
    private Chosen chosen(Call call, Catalog now, Preferences wish, List<String> names) {
        Facts asked = facts.of(call);
        Targets targets = new Targets(now, allowUnlisted, random, asked);
        Set<Model> named = new LinkedHashSet<>();
        Chosen chosen = new Chosen(new LinkedHashSet<>(), new HashMap<>());
        for (String name : names) {
            if (AutoRouter.decides(name, now)) {
                chosen.add(auto.decide(call, name, now, wish, asked));
            } else {
                named.addAll(underCeiling(call, now, name, targets.of(name)));
            }
        }
        if (!named.isEmpty()) {
            chosen.models().addAll(new Choice(now, wish).of(named));
        }
        return chosen;
    }

    private static Call told(Call call, Chosen chosen, List<String> unknown) {
        Call told = chosen.byGateway() ? call.answering(chosen.headers()) : call;
        return unknown.isEmpty()
                ? told
                : told.warning(
                        "providers that are not known here were left out: " + printable(unknown));
    }

    /**
     * Models in order of preference.
     *
     * @param headers what the caller is told of the gateway's own choice; empty without one
     */
    private record Chosen(Set<Model> models, Map<String, String> headers) {

        void add(Decision decision) {
            models.addAll(decision.models());
            headers.putAll(decision.headers());
        }

        boolean byGateway() {
            return !headers.isEmpty();
        }
    }

    /** In the characters that a header may hold. */
    private static String printable(List<String> names) {
        return Errors.printable(String.join(", ", names)).replaceAll("[^ -~]", "?");
    }

    /** A rule that is named auto may say who is chosen, but not for more than the baseline. */
    private static List<Model> underCeiling(
            Call call, Catalog now, String name, List<Model> models) {
        if (!AutoRouter.isAuto(name)) {
            return models;
        }
        Ceiling ceiling = Ceiling.of(call, now).orElse(null);
        List<Model> covered =
                ceiling == null ? models : models.stream().filter(ceiling::covers).toList();
        if (ceiling != null && covered.isEmpty()) {
            throw ceiling.tooLow().asException();
        }
        return covered;
    }

    private static Plan plan(
            RulePolicy policy, Preferences wish, List<Candidate> candidates, String name) {
        return new Plan(
                candidates,
                name,
                wish.fallback() ? policy.attempts() : 1,
                policy.total(),
                outcomes(policy),
                new Extras(policy.hedgeAfter(), policy.rescue() == RuleRescue.CONTINUE));
    }

    /** A caller may want less than the rule allows, never more; each model it names is asked. */
    private static Plan within(Effort effort, Plan plan, int names) {
        if (effort == Effort.USUAL) {
            return plan;
        }
        int most = Math.max(names, effort.attempts().orElse(plan.attempts()));
        Duration total = effort.total();
        return new Plan(
                plan.candidates(),
                plan.policy(),
                Math.min(plan.attempts(), most),
                total == null || total.compareTo(plan.total()) > 0 ? plan.total() : total,
                plan.fallbackOn(),
                plan.extras());
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
        Set<Outcome> outcomes =
                EnumSet.of(Outcome.CIRCUIT_OPEN, Outcome.BUSY, Outcome.MODEL_NOT_FOUND);
        policy.fallbackOn().forEach(trigger -> outcomes.add(Outcome.valueOf(trigger.name())));
        return outcomes;
    }
}
