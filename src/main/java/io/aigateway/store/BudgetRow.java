package io.aigateway.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A budget as it is kept.
 *
 * @param id {@code bud_…}
 * @param scopeKind account, sub_account, key, tag or provider
 * @param scopeId which one: an id, a tag or a pattern such as {@code team:*}; empty for the account
 * @param capNanos the most that may be spent in a period, in nano-dollars
 * @param period hour, day, week, month or total
 * @param alertAt shares of the cap at which an alert is due, such as 0.8
 * @param createdAt when it was made, kept to the millisecond
 */
public record BudgetRow(
        String id,
        String scopeKind,
        String scopeId,
        long capNanos,
        String period,
        List<BigDecimal> alertAt,
        Instant createdAt) {

    public BudgetRow {
        if (capNanos < 0) {
            throw new IllegalArgumentException(
                    "budget cap must not be negative, but was " + capNanos + " nano-dollars");
        }
        alertAt = List.copyOf(alertAt);
    }
}
