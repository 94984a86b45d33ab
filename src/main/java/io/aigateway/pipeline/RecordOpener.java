package io.aigateway.pipeline;

import io.aigateway.budget.Reservation;
import io.aigateway.call.Call;
import io.aigateway.money.Money;
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

    private static final String UNWRITABLE =
            "This call cannot be written down at present, so it is not let through.";

    private final UsageLog log;
    private final LedgerOutage outage;

    public RecordOpener(UsageLog log, LedgerOutage outage) {
        this.log = log;
        this.outage = outage;
    }

    /**
     * The same call, written down; 503 when it cannot be, unless calls are let through then and its
     * record has a place in memory.
     */
    public Call open(@Variable("call") Call call) {
        if (outage.refuses() && !log.healthy()) {
            throw outage.error(
                    "Usage records cannot be written at present, so no call is let through.");
        }
        try {
            log.open(UnconfirmedRecords.of(call));
            return call;
        } catch (StoreException failed) {
            return opened(call, failed);
        }
    }

    /** The log is the only trace of a call that is let through, should the process be killed. */
    private Call opened(Call call, StoreException failed) {
        if (outage.refuses() || !log.takePlace(call.id())) {
            throw outage.error(UNWRITABLE);
        }
        outage.meets(UNWRITABLE);
        Reservation held = call.holds().reservation();
        LOGGER.atWarn()
                .addKeyValue("request", call.id())
                .addKeyValue("key", call.knownCaller().key().id())
                .addKeyValue("held", held == null ? Money.ZERO : held.amount())
                .log("a call is made that cannot be written down: {}", failed.getMessage());
        return call;
    }
}
