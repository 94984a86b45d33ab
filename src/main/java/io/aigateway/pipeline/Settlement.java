package io.aigateway.pipeline;

import io.aigateway.budget.Charge;
import io.aigateway.budget.Reservation;
import io.aigateway.budget.SpendLedger;
import io.aigateway.call.Answer;
import io.aigateway.call.Attempt;
import io.aigateway.call.Bill;
import io.aigateway.call.Call;
import io.aigateway.call.Outcome;
import io.aigateway.error.GatewayError;
import io.aigateway.provider.Billing;
import io.aigateway.usage.Mark;
import io.aigateway.usage.UsageLog;
import io.aigateway.usage.UsageRecord;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Closes the books on a call: what was held becomes what it cost, and the usage record is written.
 */
public final class Settlement {

    private static final int CLIENT_CLOSED_REQUEST = 499;

    private final SpendLedger ledger;
    private final UsageLog log;
    private final CallMetrics metrics;
    private final Billing billing;

    public Settlement(SpendLedger ledger, UsageLog log, CallMetrics metrics, Billing billing) {
        this.ledger = ledger;
        this.log = log;
        this.metrics = metrics;
        this.billing = billing;
    }

    /** Settles a call that was answered, wholly or in part. */
    public Call settle(@Variable("call") Call call) {
        Answer answer = Objects.requireNonNull(call.progress().answer(), "the call has no answer");
        Attempt served = last(call);
        Bill bill = billing.bill(call);
        UsageRecord record =
                UsageRecords.answered(call, served, answer, bill, status(answer, served));
        close(call.holds().reservation(), bill, record);
        return call;
    }

    private static int status(Answer answer, Attempt served) {
        return switch (answer.ending()) {
            case WHOLE -> 200;
            case ABANDONED -> CLIENT_CLOSED_REQUEST;
            case INTERRUPTED -> served.outcome() == Outcome.TIMEOUT ? 504 : 502;
        };
    }

    /**
     * Settles a call that was refused or failed, at what its failed attempts were billed for, which
     * mostly is nothing. It is recorded once its caller is known.
     */
    public void refused(Call call, GatewayError error) {
        Reservation held = call.holds().reservation();
        if (call.caller() == null) {
            return;
        }
        Bill bill = billing.bill(call);
        close(held, bill, UsageRecords.refused(call, bill, error.status()));
    }

    private void close(@Nullable Reservation held, Bill bill, UsageRecord record) {
        Charge whole = Charge.of(bill.total(), bill.byProvider());
        Charge charge = bill.ownKey() ? whole.withOwnKey() : whole;
        if (held == null) {
            record(record);
        } else if (record.cost().total().compareTo(held.amount()) > 0) {
            UsageRecord dearer = record.with(Mark.ABOVE_HOLD);
            if (ledger.settle(held, charge, () -> record(dearer))) {
                metrics.aboveHold(dearer);
            }
        } else {
            ledger.settle(held, charge, () -> record(record));
        }
    }

    private void record(UsageRecord record) {
        metrics.count(record);
        log.append(record);
    }

    private static Attempt last(Call call) {
        List<Attempt> attempts = call.progress().attempts();
        return attempts.get(attempts.size() - 1);
    }
}
