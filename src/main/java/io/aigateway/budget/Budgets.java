package io.aigateway.budget;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All budgets at one moment, arranged so that a call finds its caps by look-up.
 *
 * <p>Immutable: a changed budget means a new one of these, which the next call sees.
 */
public final class Budgets {

    private static final Comparator<Budget> ORDER =
            Comparator.comparing(Budget::period)
                    .thenComparing(Budget::cap)
                    .thenComparing(Budget::id);

    /** No budgets at all. */
    public static final Budgets NONE = new Budgets(List.of(), Map.of(), List.of());

    private final List<Budget> all;
    private final Map<Scope, List<CapLine>> exact;
    private final List<Budget> patterns;

    private Budgets(List<Budget> all, Map<Scope, List<CapLine>> exact, List<Budget> patterns) {
        this.all = all;
        this.exact = exact;
        this.patterns = patterns;
    }

    /** Arranges budgets; two with the same id are refused. */
    public static Budgets of(Collection<Budget> budgets) {
        requireDifferentIds(budgets);
        Map<Scope, List<CapLine>> exact = new HashMap<>();
        List<Budget> patterns = new ArrayList<>();
        for (Budget budget : budgets.stream().sorted(ORDER).toList()) {
            if (budget.isPattern()) {
                patterns.add(budget);
            } else {
                exact.computeIfAbsent(budget.scope(), scope -> new ArrayList<>(1))
                        .add(budget.lineFor(budget.scope()));
            }
        }
        return new Budgets(List.copyOf(budgets), exact, List.copyOf(patterns));
    }

    /** Every one of them. */
    public List<Budget> all() {
        return all;
    }

    /**
     * The caps that apply to a call on these scopes: in the order of the scopes, and within one
     * scope those set on it before those of patterns, shorter periods and lower caps first.
     */
    public List<CapLine> capsOn(List<Scope> scopes) {
        List<CapLine> lines = new ArrayList<>(scopes.size());
        for (Scope scope : scopes) {
            lines.addAll(exact.getOrDefault(scope, List.of()));
            if (scope.isTag()) {
                addPatterns(scope, lines);
            }
        }
        return lines;
    }

    private static void requireDifferentIds(Collection<Budget> budgets) {
        Set<String> ids = new HashSet<>();
        for (Budget budget : budgets) {
            if (!ids.add(budget.id())) {
                throw new IllegalArgumentException(
                        "budget ids must differ, but '" + budget.id() + "' came twice");
            }
        }
    }

    private void addPatterns(Scope tag, List<CapLine> lines) {
        for (Budget budget : patterns) {
            if (budget.appliesTo(tag)) {
                lines.add(budget.lineFor(tag));
            }
        }
    }
}
