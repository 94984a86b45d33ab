package io.aigateway.catalog;

import io.aigateway.config.Located;
import io.aigateway.config.Row;
import io.aigateway.config.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks that every rule leads to models, and never back to itself. */
final class RuleCheck {

    private final Catalog catalog;

    RuleCheck(Catalog catalog) {
        this.catalog = catalog;
    }

    void check(Located<Rule> located) {
        Rule rule = located.value();
        List<String> targets = rule.choice().targets();
        for (int at = 0; at < targets.size(); at++) {
            if (!leadsSomewhere(rule, targets.get(at))) {
                unknown(located.row(), rule, at);
            }
        }
        List<String> way = wayBack(rule, rule, new HashSet<>());
        if (way.isEmpty()) {
            warnOfIdleExtras(located.row(), rule);
        } else {
            located.row()
                    .error(
                            "rule '%s' leads back to itself (%s); let one of them name models only"
                                    .formatted(rule.model(), String.join(" -> ", way)));
        }
    }

    /** What a rule asks for, and none of its models can do. */
    private void warnOfIdleExtras(Row row, Rule rule) {
        Set<Model> models = new LinkedHashSet<>();
        collect(rule, models, new HashSet<>());
        if (models.isEmpty()) {
            return;
        }
        if (rule.policy().hedgeAfter().isPresent() && models.size() == 1) {
            row.warning(
                    "hedge-after", "there is one model behind this rule: none to ask beside it");
        }
        if (rule.policy().rescue() == RuleRescue.CONTINUE
                && models.stream().noneMatch(this::takesPrefill)) {
            row.warning(
                    "rescue",
                    "none of the models behind this rule can be asked to go on with an answer that"
                            + " broke off; see 'prefill' in providers.yaml");
        }
    }

    private boolean takesPrefill(Model model) {
        return catalog.providers()
                .find(model.providerId())
                .filter(provider -> Prefill.isTaken(model, provider))
                .isPresent();
    }

    private void collect(Rule rule, Set<Model> models, Set<Rule> seen) {
        for (String target : rule.choice().targets()) {
            Optional<Rule> next = next(rule, target);
            if (next.isPresent() && seen.add(next.get())) {
                collect(next.get(), models, seen);
            } else if (next.isEmpty()) {
                catalog.models()
                        .find(target)
                        .or(() -> catalog.passThrough(target))
                        .ifPresent(models::add);
            }
        }
    }

    private boolean leadsSomewhere(Rule rule, String target) {
        return next(rule, target).isPresent()
                || catalog.models().find(target).isPresent()
                || catalog.passThrough(target).isPresent();
    }

    /**
     * The rule that a target leads to. A rule that names itself means the model it is named after,
     * so {@code openai/gpt-5.4} may be given a failover that begins with itself.
     */
    private Optional<Rule> next(Rule from, String target) {
        return catalog.rules()
                .find(target)
                .filter(to -> to != from || catalog.models().find(target).isEmpty());
    }

    private List<String> wayBack(Rule start, Rule from, Set<Rule> seen) {
        for (String target : from.choice().targets()) {
            Rule to = next(from, target).orElse(null);
            if (to == start) {
                return List.of(from.model(), to.model());
            }
            if (to != null && seen.add(to)) {
                List<String> rest = wayBack(start, to, seen);
                if (!rest.isEmpty()) {
                    List<String> way = new ArrayList<>(rest);
                    way.add(0, from.model());
                    return way;
                }
            }
        }
        return List.of();
    }

    private void unknown(Row row, Rule rule, int at) {
        String target = rule.choice().targets().get(at);
        List<String> near = catalog.models().nearest(target, 1);
        String advice =
                near.isEmpty()
                        ? Spelling.advice(
                                target,
                                "rules",
                                catalog.rules().all().stream().map(Rule::model).toList())
                        : "did you mean '" + near.get(0) + "'?";
        row.error(
                rule.choice().verb(),
                at,
                "rule '%s' names unknown model '%s'; %s".formatted(rule.model(), target, advice));
    }
}
