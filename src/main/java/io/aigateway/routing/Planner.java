package io.aigateway.routing;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.call.Api;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.call.Outcome;
import io.aigateway.call.Plan;
import io.aigateway.catalog.Catalog;
import io.aigateway.catalog.LiveCatalog;
import io.aigateway.catalog.Model;
import io.aigateway.catalog.Provider;
import io.aigateway.catalog.Rule;
import io.aigateway.catalog.RuleChoice;
import io.aigateway.catalog.RulePolicy;
import io.aigateway.error.Errors;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.camel.Variable;

/** Decides who may be asked to serve a call, and in which order. */
public final class Planner {

    private static final int NEAREST_NAMES = 3;

    private final LiveCatalog catalog;
    private final boolean allowUnlisted;
    private final RandomGenerator random;

    public Planner(LiveCatalog catalog, boolean allowUnlisted, RandomGenerator random) {
        this.catalog = catalog;
        this.allowUnlisted = allowUnlisted;
        this.random = random;
    }

    /**
     * The call with its plan; 404 for an unknown model, 403 for one the key may not use. Whether
     * there is a key for each provider is decided later.
     */
    public Call plan(@Variable("call") Call call) {
        Catalog now = catalog.current();
        List<String> names = namesAskedFor(call);
        Set<Model> models = new LinkedHashSet<>();
        names.forEach(name -> models.addAll(resolve(now, name, Set.of())));
        Rule rule = now.rules().find(names.get(0)).orElseGet(now.rules()::defaults);
        List<Candidate> candidates = candidates(call, now, serving(call, models));
        return call.planned(plan(call, rule, candidates, names.size() > 1));
    }

    private static List<String> namesAskedFor(Call call) {
        Set<String> names = new LinkedHashSet<>(call.request().models());
        for (JsonNode fallback : call.request().body().path("fallbacks")) {
            if (fallback.isTextual()) {
                names.add(fallback.asText());
            }
        }
        return List.copyOf(names);
    }

    /**
     * The models behind a public name, best first. A rule that names itself means the model of that
     * name.
     */
    private List<Model> resolve(Catalog now, String name, Set<String> within) {
        Optional<Rule> rule =
                now.rules().find(name).filter(found -> !within.contains(found.model()));
        if (rule.isEmpty()) {
            return List.of(model(now, name));
        }
        Set<String> inside = new HashSet<>(within);
        inside.add(rule.get().model());
        List<Model> models = new ArrayList<>();
        order(rule.get().choice()).forEach(target -> models.addAll(resolve(now, target, inside)));
        return models;
    }

    private Model model(Catalog now, String name) {
        Optional<Model> listed = now.models().find(name);
        if (listed.isEmpty() && allowUnlisted) {
            listed = now.passThrough(name);
        }
        return listed.orElseThrow(
                () ->
                        Errors.modelNotFound(name, now.models().nearest(name, NEAREST_NAMES))
                                .asException());
    }

    private List<String> order(RuleChoice choice) {
        if (choice instanceof RuleChoice.Weighted weighted) {
            return WeightedOrder.of(weighted.weights(), random);
        }
        if (choice instanceof RuleChoice.Conditional conditional) {
            List<String> targets = conditional.targets();
            return targets.subList(targets.size() - 1, targets.size());
        }
        return choice.targets();
    }

    /**
     * Those that do what is asked: a model for embeddings does not chat, nor the other way round.
     */
    private static Set<Model> serving(Call call, Set<Model> models) {
        boolean embeddings = call.request().api() == Api.EMBEDDINGS;
        Set<Model> serving = new LinkedHashSet<>(models);
        serving.removeIf(
                model ->
                        !model.capabilities().isEmpty()
                                && embeddings != (model.kind() == Model.Kind.EMBEDDINGS));
        if (serving.isEmpty()) {
            throw Errors.invalidRequest(
                            "model",
                            "The model '"
                                    + Errors.printable(call.request().model())
                                    + "' does not serve "
                                    + call.request().api().path()
                                    + ".")
                    .asException();
        }
        return serving;
    }

    private static List<Candidate> candidates(Call call, Catalog now, Set<Model> models) {
        List<Model> allowed =
                models.stream().filter(model -> call.knownCaller().mayUse(model.id())).toList();
        if (allowed.isEmpty()) {
            throw Errors.notAllowed(
                            "This key may not use the model '" + call.request().model() + "'.")
                    .asException();
        }
        return allowed.stream().map(model -> new Candidate(model, providerOf(now, model))).toList();
    }

    private static Provider providerOf(Catalog now, Model model) {
        return model.route() != null
                ? Provider.CAMEL
                : now.providers()
                        .find(model.providerId())
                        .orElseThrow(
                                () -> Errors.modelNotFound(model.id(), List.of()).asException());
    }

    private static Plan plan(
            Call call, Rule rule, List<Candidate> candidates, boolean severalNames) {
        JsonNode fallbacks = call.request().body().path("fallbacks");
        boolean alone = fallbacks.isBoolean() && !fallbacks.asBoolean();
        RulePolicy policy = rule.policy();
        return new Plan(
                candidates,
                policyName(rule, severalNames),
                alone ? 1 : policy.attempts(),
                policy.total(),
                outcomes(policy));
    }

    private static String policyName(Rule rule, boolean severalNames) {
        if (rule.choice() instanceof RuleChoice.Weighted) {
            return "weighted";
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
