package io.aigateway.event;

import io.aigateway.budget.Budget;
import io.aigateway.budget.Budgets;
import io.aigateway.budget.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The budgets that somebody wants to be told of, found by what they apply to. */
final class AlertIndex {

    private final Budgets of;
    private final Map<Scope, List<Budget>> exact = new HashMap<>();
    private final List<Budget> patterns = new ArrayList<>();

    AlertIndex(Budgets of) {
        this.of = of;
        for (Budget budget : of.all()) {
            if (budget.alertAt().isEmpty()) {
                continue;
            }
            if (budget.isPattern()) {
                patterns.add(budget);
            } else {
                exact.computeIfAbsent(budget.scope(), scope -> new ArrayList<>(1)).add(budget);
            }
        }
    }

    boolean isOf(Budgets budgets) {
        return of == budgets;
    }

    boolean isEmpty() {
        return exact.isEmpty() && patterns.isEmpty();
    }

    boolean covers(Scope scope) {
        return exact.containsKey(scope)
                || patterns.stream().anyMatch(budget -> budget.appliesTo(scope));
    }

    List<Budget> on(Scope scope) {
        List<Budget> found = new ArrayList<>(exact.getOrDefault(scope, List.of()));
        patterns.stream().filter(budget -> budget.appliesTo(scope)).forEach(found::add);
        return found;
    }
}
