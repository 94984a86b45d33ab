package io.aigateway.pipeline;

import io.aigateway.budget.Charge;
import io.aigateway.budget.Reservation;
import io.aigateway.budget.SpendLedger;
import io.aigateway.usage.UsageLog;
import io.aigateway.usage.UsageRecord;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes reservations that nobody closed in time: what was held is charged in full, and the call
 * recorded as unconfirmed. So no money stays held for ever, and no call that a provider may have
 * served is free.
 */
public final class ReservationSweeper {

    private static final Logger LOGGER = LoggerFactory.getLogger(ReservationSweeper.class);

    private final SpendLedger ledger;
    private final UsageLog log;
    private final Clock clock;

    public ReservationSweeper(SpendLedger ledger, UsageLog log, Clock clock) {
        this.ledger = ledger;
        this.log = log;
        this.clock = clock;
    }

    private static Charge charge(Reservation late, UsageRecord record) {
        @Nullable String provider = record.served().provider();
        return Charge.of(
                late.amount(), provider == null ? Map.of() : Map.of(provider, late.amount()));
    }

    /**
     * Charges what is past its deadline; a call that ends at the same moment is charged once. What
     * could not be counted when its call ended is counted first.
     */
    public void sweep() {
        ledger.catchUp();
        for (Reservation late : ledger.expired(clock.instant())) {
            UsageRecord record = log.opened(late.id()).orElseGet(() -> UnconfirmedRecords.of(late));
            if (ledger.settle(late, charge(late, record), () -> log.append(record))) {
                LOGGER.atWarn()
                        .addKeyValue("request", late.id())
                        .log(
                                "a call did not end in time and was charged with what was reserved: {}",
                                late.amount());
            }
        }
    }
}
