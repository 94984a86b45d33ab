package io.aigateway.pipeline;

import io.aigateway.budget.Scope;
import io.aigateway.budget.SpendHistory;
import io.aigateway.budget.Window;
import io.aigateway.money.Money;
import io.aigateway.usage.Dimension;
import io.aigateway.usage.TimeRange;
import io.aigateway.usage.UsageReports;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the usage records say that a scope has spent: counters start from it. */
public final class RecordedSpend implements SpendHistory {

    private final UsageReports reports;
    private final ZoneId zone;

    public RecordedSpend(UsageReports reports, ZoneId zone) {
        this.reports = reports;
        this.zone = zone;
    }

    @Override
    public Money spent(Scope scope, Window window) {
        return spent(scope, List.of(window)).get(0);
    }

    @Override
    public List<Money> spent(Scope scope, List<Window> windows) {
        return money(
                reports.spentNanos(
                        dimension(scope.kind()), id(scope), onlyOf(scope), ranges(windows)));
    }

    @Override
    public Told told(Scope scope, List<Window> windows, Set<String> calls) {
        UsageReports.Spent spent =
                reports.spent(
                        dimension(scope.kind()), id(scope), onlyOf(scope), ranges(windows), calls);
        return new Told(money(spent.nanos()), spent.recorded());
    }

    private List<TimeRange> ranges(List<Window> windows) {
        return windows.stream()
                .map(window -> new TimeRange(window.startsAt(zone), window.endsAt(zone)))
                .toList();
    }

    private static String id(Scope scope) {
        return scope.kind() == Scope.Kind.ACCOUNT ? "" : scope.tag();
    }

    private static @Nullable String onlyOf(Scope scope) {
        return scope.kind() == Scope.Kind.SUB_ACCOUNT_TAG ? scope.subAccount() : null;
    }

    private static List<Money> money(List<Long> nanos) {
        return nanos.stream().map(Money::new).toList();
    }

    private static Dimension dimension(Scope.Kind kind) {
        return switch (kind) {
            case ACCOUNT -> Dimension.ACCOUNT;
            case SUB_ACCOUNT -> Dimension.SUB_ACCOUNT;
            case KEY -> Dimension.KEY;
            case TAG, SUB_ACCOUNT_TAG -> Dimension.TAG;
            case PROVIDER -> Dimension.PROVIDER;
            case CREDIT -> Dimension.CREDIT;
        };
    }
}
