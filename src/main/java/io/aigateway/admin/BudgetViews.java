package io.aigateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.budget.Budget;
import io.aigateway.budget.Period;
import io.aigateway.budget.Scope;
import io.aigateway.budget.SpendLedger;
import io.aigateway.budget.Standing;
import io.aigateway.money.Money;
import io.aigateway.usage.UsageReports;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Budgets as {@code /v1/budgets} shows them. */
final class BudgetViews {

    private static final Standing NOTHING = new Standing(Money.ZERO, Money.ZERO);

    private final SpendLedger ledger;
    private final MatchingTags matching;
    private final ZoneId zone;
    private final Clock clock;

    BudgetViews(SpendLedger ledger, UsageReports reports, ZoneId zone, Clock clock) {
        this.ledger = ledger;
        this.matching = new MatchingTags(ledger, reports, zone);
        this.zone = zone;
        this.clock = clock;
    }

    /** A budget and where it stands; that of a pattern is told by the tag that has used most. */
    ObjectNode view(Budget budget) {
        Instant now = clock.instant();
        ObjectNode view =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", budget.id())
                        .put("object", "budget");
        view.set("scope", scope(budget.scope()));
        view.put("cap_cents", budget.cap().cents()).put("period", budget.period().text());
        if (budget.isPattern()) {
            List<MatchingTags.Use> uses = matching.of(budget, now);
            put(view, uses.isEmpty() ? NOTHING : uses.get(0).standing());
            ArrayNode tags = view.putArray("tags");
            uses.forEach(
                    use -> put(tags.addObject().put("tag", use.scope().tag()), use.standing()));
        } else {
            put(view, ledger.standing(budget.scope(), budget.period(), now));
        }
        Instant resets = budget.period().windowAt(now, zone).endsAt(zone);
        view.put("resets_at", resets.equals(Period.NEVER) ? null : resets.toString());
        budget.alertAt().forEach(view.putArray("alert_at")::add);
        return view;
    }

    private static void put(ObjectNode view, Standing standing) {
        view.put("spent_cents", standing.spent().cents())
                .put("reserved_cents", standing.reserved().cents());
    }

    private static ObjectNode scope(Scope scope) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        switch (scope.kind()) {
            case ACCOUNT -> view.put("account", true);
            case SUB_ACCOUNT -> view.put("sub_account_id", scope.id());
            case KEY -> view.put("key_id", scope.id());
            case TAG -> view.put("tag", scope.id());
            case SUB_ACCOUNT_TAG ->
                    view.put("tag", scope.tag()).put("sub_account_id", scope.subAccount());
            case PROVIDER -> view.put("provider", scope.id());
        }
        return view;
    }
}
