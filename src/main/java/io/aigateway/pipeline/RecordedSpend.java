package io.aigateway.pipeline;

import io.aigateway.budget.Scope;
import io.aigateway.budget.SpendHistory;
import io.aigateway.budget.Window;
import io.aigateway.money.Money;
import io.aigateway.usage.UsageReports;
import java.time.ZoneId;

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
        String id = scope.kind() == Scope.Kind.ACCOUNT ? "" : scope.id();
        String kind = scope.kind().text().replace('-', '_');
        return new Money(reports.spentNanos(kind, id, window.startsAt(zone), window.endsAt(zone)));
    }
}
