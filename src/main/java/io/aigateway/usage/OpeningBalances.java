package io.aigateway.usage;

import io.aigateway.money.Money;
import io.aigateway.money.Usage;
import io.aigateway.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What was spent elsewhere, before the gateway counted. Every counter is the sum of its usage
 * records, so an opening balance is a usage record too: one that no provider was asked for, of the
 * model {@link #MODEL}. The gateway that uses the tables must not run.
 */
public final class OpeningBalances {

    /** The model under which opening balances are reported. */
    public static final String MODEL = "opening-balance";

    private static final String PREFIX = "opening-";

    private OpeningBalances() {}

    /**
     * The record of an opening balance.
     *
     * @param id tells it from all others; a second one of the same id counts nothing
     */
    public static UsageRecord of(String id, Instant at, Caller caller, Money spent) {
        return new UsageRecord(
                PREFIX + id,
                at,
                caller,
                Served.byNobody(MODEL),
                200,
                Usage.NONE,
                new Cost(null, spent, Money.ZERO),
                new Timing(0, null),
                Set.of());
    }

    /** Adds those that are new, and their sums; tells how many were. */
    public static int add(Sql sql, List<UsageRecord> records) throws SQLException {
        Rollups rollups = new Rollups();
        long id = UsageRows.highestId(sql);
        int added = 0;
        for (UsageRecord one : records) {
            if (UsageRows.insert(sql, id + 1, one)) {
                id++;
                added++;
                rollups.add(one);
            }
        }
        rollups.addTo(sql);
        return added;
    }

    /** Whether a tag has an opening balance already. */
    public static boolean isOpened(Sql sql, String tag) throws SQLException {
        return sql.row(
                        "select 1 as one from usage_tag t join usage_record r on r.id = t.record_id"
                                + " where t.tag = ? and r.model_asked = ? limit 1",
                        row -> row.number("one"),
                        tag,
                        MODEL)
                .isPresent();
    }
}
