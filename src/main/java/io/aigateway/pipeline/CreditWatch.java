package io.aigateway.pipeline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.budget.LedgerUnavailable;
import io.aigateway.budget.Period;
import io.aigateway.budget.Reservation;
import io.aigateway.event.Event;
import io.aigateway.event.EventType;
import io.aigateway.event.Events;
import io.aigateway.money.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells when the prepaid credit falls below its level: once until more is paid in. */
public final class CreditWatch {

    private static final Logger LOGGER = LoggerFactory.getLogger(CreditWatch.class);
    private static final long NEVER = -1;

    private final Credits credits;
    private final Money level;
    private final Events events;
    private final Clock clock;
    private final AtomicLong toldAt = new AtomicLong(NEVER);

    /**
     * Watches credit.
     *
     * @param lowCents the level in cents; 0 tells nothing
     */
    public CreditWatch(Credits credits, long lowCents, Events events, Clock clock) {
        this.credits = credits;
        this.level = Money.ofCents(BigDecimal.valueOf(lowCents));
        this.events = events;
        this.clock = clock;
    }

    /** Looks at the credit, when a call was booked on it. */
    void spent(Reservation held) {
        if (level.nanos() > 0 && held.scopes().contains(Credits.SCOPE)) {
            try {
                look(credits.balance());
            } catch (LedgerUnavailable down) {
                LOGGER.atDebug().log("the credit is not looked at: {}", down.getMessage());
            }
        }
    }

    private void look(Credits.Balance balance) {
        long paidIn = balance.paidIn().nanos();
        boolean low = balance.left().compareTo(level) < 0;
        if (low && toldAt.getAndSet(paidIn) != paidIn && !events.publish(event(balance))) {
            toldAt.set(NEVER);
        }
    }

    private Event event(Credits.Balance balance) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("balance_cents", balance.left().cents()).put("level_cents", level.cents());
        data.put("credits_cents", balance.paidIn().cents());
        data.put("spent_cents", balance.spent().cents());
        String key = "balance.low|" + balance.paidIn().nanos() + "|" + level.nanos();
        return new Event(
                EventType.BALANCE_LOW, clock.instant(), data, new Event.Once(key, Period.NEVER));
    }
}
