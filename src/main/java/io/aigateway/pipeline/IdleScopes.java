package io.aigateway.pipeline;

import io.aigateway.budget.SpendLedger;
import io.aigateway.usage.UsageLog;

/**
 * Keeps the number of counters in memory within bounds, though callers may send as many different
 * tags as they like: counters that nobody used for a while are dropped, and start from the records
 * when they are next needed.
 */
public final class IdleScopes {

    /** One round a second: counters stay for ten minutes, and are looked through each minute. */
    private static final int USUAL_ROUNDS = 600;

    private static final int ROUNDS_BETWEEN_LOOKS = 60;

    private final SpendLedger ledger;
    private final UsageLog log;
    private final int most;
    private int rounds;

    /**
     * Bounds a ledger.
     *
     * @param most how many scopes may be counted in memory before those that were not used in the
     *     last second are dropped too
     */
    public IdleScopes(SpendLedger ledger, UsageLog log, int most) {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "gateway.budget.scopes-in-memory must be at least 1, but was " + most);
        }
        this.ledger = ledger;
        this.log = log;
        this.most = most;
    }

    /**
     * To be called each second, by one thread. Nothing is dropped while records cannot be written,
     * because then they do not tell all.
     */
    public void forget() {
        boolean tooMany = ledger.beginRound() > most;
        rounds++;
        if ((tooMany || rounds % ROUNDS_BETWEEN_LOOKS == 0) && log.flushUnlessFailing()) {
            ledger.forgetIdle(tooMany ? 1 : USUAL_ROUNDS);
        }
    }
}
