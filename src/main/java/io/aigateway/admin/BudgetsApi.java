package io.aigateway.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.account.AccountViews;
import io.aigateway.budget.Budget;
import io.aigateway.budget.Period;
import io.aigateway.budget.Scope;
import io.aigateway.budget.SpendLedger;
import io.aigateway.budget.Standing;
import io.aigateway.call.Reply;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.apache.camel.Variable;

/**
 * {@code /v1/budgets}: spend caps on the account, on sub-accounts, keys, tags and providers. For
 * admins.
 */
public final class BudgetsApi {

    private final BudgetBook book;
    private final SpendLedger ledger;
    private final ZoneId zone;
    private final Clock clock;

    public BudgetsApi(BudgetBook book, SpendLedger ledger, ZoneId zone, Clock clock) {
        this.book = book;
        this.ledger = ledger;
        this.zone = zone;
        this.clock = clock;
    }

    /** Creates a budget; it holds from the next call on, with what the period has already seen. */
    public Reply create(@Variable("request") ManagementRequest request) {
        return Replies.created(view(book.create(request.byAdmin().body())));
    }

    /** Lists budgets. */
    public Reply list(@Variable("request") ManagementRequest request) {
        request.byAdmin();
        return Replies.ok(AccountViews.list(book.list(), this::view));
    }

    /** Shows one budget. */
    public Reply show(@Variable("request") ManagementRequest request) {
        return Replies.ok(view(book.get(request.byAdmin().id())));
    }

    /** Changes one budget's cap, period or thresholds. */
    public Reply change(@Variable("request") ManagementRequest request) {
        return Replies.ok(view(book.change(request.byAdmin().id(), request.body())));
    }

    /** Deletes one budget. */
    public Reply delete(@Variable("request") ManagementRequest request) {
        book.delete(request.byAdmin().id());
        return Replies.ok(AccountViews.deleted(request.id()));
    }

    private ObjectNode view(Budget budget) {
        Instant now = clock.instant();
        ObjectNode view =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", budget.id())
                        .put("object", "budget");
        view.set("scope", scope(budget.scope()));
        view.put("cap_cents", budget.cap().cents()).put("period", budget.period().text());
        if (!budget.isPattern()) {
            Standing standing = ledger.standing(budget.scope(), budget.period(), now);
            view.put("spent_cents", standing.spent().cents())
                    .put("reserved_cents", standing.reserved().cents());
        }
        Instant resets = budget.period().windowAt(now, zone).endsAt(zone);
        view.put("resets_at", resets.equals(Period.NEVER) ? null : resets.toString());
        budget.alertAt().forEach(view.putArray("alert_at")::add);
        return view;
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
