package io.aigateway.pipeline;

import io.aigateway.budget.Reservation;
import io.aigateway.budget.SpendLedger;
import io.aigateway.call.Answer;
import io.aigateway.call.Attempt;
import io.aigateway.call.Bill;
import io.aigateway.call.Call;
import io.aigateway.call.Outcome;
import io.aigateway.error.GatewayError;
import io.aigateway.money.Money;
import io.aigateway.provider.Billing;
import io.aigateway.usage.UsageLog;
import io.aigateway.usage.UsageRecord;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Variable;

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
        Reservation held = call.holds().reservation();
        if (held == null || ledger.settle(held, bill.total())) {
            record(UsageRecords.answered(call, served, answer, bill, status(answer, served)));
        }
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
        Bill bill = billing.bill(call);
        if ((held == null || close(held, bill.total())) && call.caller() != null) {
            record(UsageRecords.refused(call, bill, error.status()));
        }
    }

    private boolean close(Reservation held, Money cost) {
        return cost.nanos() == 0 ? ledger.release(held) : ledger.settle(held, cost);
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
