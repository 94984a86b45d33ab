package io.aigateway.migrate.convert.portkey;

import io.aigateway.condition.Condition;
import io.aigateway.condition.ConditionException;
import io.aigateway.migrate.convert.Choice;
import io.aigateway.migrate.convert.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The branches of a strategy that goes by conditions. */
final class Conditions {

    private final Map<Setting, Choice> parts;
    private final Map<String, Choice> named = new LinkedHashMap<>();

    /**
     * @param parts the targets that can be asked, at least one
     */
    Conditions(Map<Setting, Choice> parts) {
        this.parts = parts;
        parts.forEach(
                (target, part) ->
                        target.get("name")
                                .ifPresent(
                                        name -> {
                                            named.putIfAbsent(name.text().orElse(""), part);
                                            name.carried("what conditions call it");
                                        }));
    }

    /** The choice by conditions; what meets none is served by the default, or the first target. */
    Choice of(Setting node) {
        Optional<Setting> strategy = node.get("strategy");
        List<Choice.Branch> branches = new ArrayList<>();
        List<Setting> conditions =
                strategy.flatMap(one -> one.get("conditions"))
                        .map(Setting::items)
                        .orElse(List.of());
        conditions.forEach(one -> branch(one).ifPresent(branches::add));
        Choice last = last(strategy.flatMap(one -> one.get("default")));
        if (branches.isEmpty()) {
            return last;
        }
        branches.add(new Choice.Branch(null, last));
        return new Choice.Branches(branches);
    }

    private Choice last(Optional<Setting> otherwise) {
        Optional<Choice> target = otherwise.flatMap(Setting::text).map(named::get);
        otherwise.ifPresent(
                one -> {
                    if (target.isPresent()) {
                        one.carried("the last branch");
                    } else {
                        one.changed("no target of that name can be asked; the first one is");
                    }
                });
        return target.orElseGet(() -> parts.values().iterator().next());
    }

    private Optional<Choice.Branch> branch(Setting condition) {
        Optional<Choice> use = condition.get("then").flatMap(Setting::text).map(named::get);
        Optional<String> when = condition.get("query").flatMap(Query::when);
        if (use.isEmpty()) {
            condition.dropped("it leads to no target that can be asked");
        } else if (when.filter(Conditions::isRead).isEmpty()) {
            condition.dropped(
                    "'when' cannot say it; metadata is compared, not the model, as callers name the rule");
        } else {
            condition.carried("a branch");
            return Optional.of(new Choice.Branch(when.get(), use.get()));
        }
        return Optional.empty();
    }

    /** Longer or deeper than a condition may be. */
    private static boolean isRead(String when) {
        try {
            return !Condition.parse(when).toString().isEmpty();
        } catch (ConditionException refused) {
            return false;
        }
    }
}
