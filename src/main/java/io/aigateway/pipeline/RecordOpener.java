package io.aigateway.pipeline;

import io.aigateway.call.Call;
import io.aigateway.error.Errors;
import io.aigateway.store.StoreException;
import io.aigateway.usage.UsageLog;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down that a call is about to be made, with what was reserved for it, before any provider
 * is asked: what happens to the gateway after that, the call is charged.
 */
public final class RecordOpener {

    private static final Logger LOGGER = LoggerFactory.getLogger(RecordOpener.class);

    private final UsageLog log;
    private final WhenLedgerIsDown policy;
    private final CallMetrics metrics;

    public RecordOpener(UsageLog log, String whenLedgerIsDown, CallMetrics metrics) {
        this.log = log;
        this.policy = WhenLedgerIsDown.of(whenLedgerIsDown);
        this.metrics = metrics;
    }

    /** The same call, written down; 503 when it cannot be, unless the policy is to go on. */
    public Call open(@Variable("call") Call call) {
        if (policy == WhenLedgerIsDown.REFUSE && !log.healthy()) {
            throw Errors.overloaded(
                            "Usage records cannot be written at present, so no call is let through.")
                    .asException();
        }
        try {
            log.open(UnconfirmedRecords.of(call));
        } catch (StoreException failed) {
            goOnOrRefuse(call, failed);
        }
        return call;
    }

    private void goOnOrRefuse(Call call, StoreException failed) {
        LOGGER.atWarn()
                .addKeyValue("request", call.id())
                .log("a call cannot be written down before it is made: {}", failed.getMessage());
        if (policy == WhenLedgerIsDown.REFUSE) {
            throw Errors.overloaded(
                            "This call cannot be written down at present, so it is not let through.")
                    .asException();
        }
        metrics.countLetThrough();
    }
}
