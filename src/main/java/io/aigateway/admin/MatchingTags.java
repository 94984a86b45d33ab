package io.aigateway.admin;

import io.aigateway.budget.Budget;
import io.aigateway.budget.Scope;
import io.aigateway.budget.SpendLedger;
import io.aigateway.budget.Standing;
import io.aigateway.budget.Window;
import io.aigateway.usage.Dimension;
import io.aigateway.usage.Line;
import io.aigateway.usage.TimeRange;
import io.aigateway.usage.UsageReports;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tags that a budget such as {@code team:*} stands for, and where each of them stands. */
final class MatchingTags {

    private static final int MOST = 100;

    private static final Comparator<Use> MOST_USED_FIRST =
            Comparator.comparing((Use use) -> use.standing().used())
                    .reversed()
                    .thenComparing(Use::scope);

    private final SpendLedger ledger;
    private final UsageReports reports;
    private final ZoneId zone;

    MatchingTags(SpendLedger ledger, UsageReports reports, ZoneId zone) {
        this.ledger = ledger;
        this.reports = reports;
        this.zone = zone;
    }

    /**
     * A tag's standing in the budget's window.
     *
     * @param scope the tag
     * @param standing what it has spent and holds
     */
    record Use(Scope scope, Standing standing) {}

    /** Those that have spent or hold something in the window, the most used first, at most 100. */
    List<Use> of(Budget budget, Instant now) {
        Set<Scope> scopes = new HashSet<>(ledger.counted(budget::appliesTo));
        Window window = budget.period().windowAt(now, zone);
        TimeRange range = new TimeRange(window.startsAt(zone), window.endsAt(zone));
        String subAccount = budget.scope().subAccount();
        for (Line line : reports.by(Dimension.TAG, range, subAccount)) {
            if (line.label().isEmpty()) {
                continue;
            }
            Scope scope =
                    subAccount == null
                            ? new Scope(Scope.Kind.TAG, line.label())
                            : Scope.tagOf(subAccount, line.label());
            if (budget.appliesTo(scope) && line.sums().nanos() > 0) {
                scopes.add(scope);
            }
        }
        return scopes.stream()
                .map(scope -> new Use(scope, ledger.standing(scope, budget.period(), now)))
                .filter(use -> use.standing().used().nanos() > 0)
                .sorted(MOST_USED_FIRST)
                .limit(MOST)
                .toList();
    }
}
