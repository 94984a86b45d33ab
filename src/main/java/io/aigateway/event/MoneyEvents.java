package io.aigateway.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.budget.Budget;
import io.aigateway.budget.CapLine;
import io.aigateway.budget.Period;
import io.aigateway.budget.Scope;
import io.aigateway.budget.Verdict;
import io.aigateway.budget.Window;
import io.aigateway.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** What is told of budgets; the fields are documented in docs/webhooks.md. */
final class MoneyEvents {

    /** A call may end a while after the window that it belongs to. */
    private static final Duration AFTER_THE_WINDOW = Duration.ofDays(1);

    private final ZoneId zone;

    MoneyEvents(ZoneId zone) {
        this.zone = zone;
    }

    /** Spending on a scope has reached a share of a budget. */
    Event threshold(Budget budget, Scope scope, BigDecimal share, Money spent, Instant at) {
        CapLine line = budget.lineFor(scope);
        ObjectNode data = data(line, spent, at);
        data.put("share", share);
        data.put("threshold_cents", new Money(nanosOf(share, line.cap())).cents());
        return once(EventType.USAGE_THRESHOLD, line, "|" + share.toPlainString(), data, at);
    }

    private static long nanosOf(BigDecimal share, Money cap) {
        return share.multiply(BigDecimal.valueOf(cap.nanos()))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    /** A call of a sub-account was refused by a cap on it. */
    Event exhausted(Verdict.Refused refused, Instant at) {
        CapLine line = refused.line();
        ObjectNode data = data(line, refused.spent(), at);
        data.put("sub_account_id", line.scope().id());
        data.put("reserved_cents", refused.reserved().cents());
        data.put("requested_cents", refused.amount().cents());
        return once(EventType.SUB_ACCOUNT_BUDGET_EXHAUSTED, line, "", data, at);
    }

    private ObjectNode data(CapLine line, Money spent, Instant at) {
        Instant resets = window(line, at).endsAt(zone);
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("budget_id", line.budgetName());
        data.set("scope", scope(line.scope()));
        data.put("cap_cents", line.cap().cents()).put("spent_cents", spent.cents());
        data.put("period", line.period().text());
        return data.put("resets_at", resets.equals(Period.NEVER) ? null : resets.toString());
    }

    private static ObjectNode scope(Scope scope) {
        Scope.Kind kind = scope.isTag() ? Scope.Kind.TAG : scope.kind();
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("type", kind.text().replace('-', '_')).put("id", scope.tag());
        if (scope.kind() == Scope.Kind.SUB_ACCOUNT_TAG) {
            view.put("sub_account_id", scope.subAccount());
        }
        return view;
    }

    /** A changed cap is another cap, and tells anew. */
    private Event once(EventType type, CapLine line, String which, ObjectNode data, Instant at) {
        Window window = window(line, at);
        String key =
                "%s|%s|%s|%s-%d|%d%s"
                        .formatted(
                                type.text(),
                                line.budgetName(),
                                line.scope().text(),
                                window.period().text(),
                                window.number(),
                                line.cap().nanos(),
                                which);
        Instant end = window.endsAt(zone);
        Instant until = end.equals(Period.NEVER) ? end : end.plus(AFTER_THE_WINDOW);
        return new Event(type, at, data, new Event.Once(key, until));
    }

    private Window window(CapLine line, Instant at) {
        return line.period().windowAt(at, zone);
    }
}
