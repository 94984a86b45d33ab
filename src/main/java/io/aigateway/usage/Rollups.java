package io.aigateway.usage;

import io.aigateway.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of records adds to the sums per scope and UTC hour and day. Records that share a
 * scope and a window become one update.
 */
final class Rollups {

    /** The windows kept. Hours and days of UTC serve every time zone: see {@link TimeRange}. */
    enum Period {
        HOUR("hour", 3_600_000L),
        DAY("day", 86_400_000L);

        private final String kind;
        private final long millis;

        Period(String kind, long millis) {
            this.kind = kind;
            this.millis = millis;
        }

        String kind() {
            return kind;
        }

        long millis() {
            return millis;
        }

        long windowOf(Instant instant) {
            return Math.floorDiv(instant.toEpochMilli(), millis);
        }
    }

    private static final String ADD =
            "insert into spend_rollup (period_kind, scope_kind, window_number, scope_id,"
                    + " sub_account_id, nanos, requests, input_tokens, output_tokens)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (period_kind, scope_kind, window_number, scope_id,"
                    + " sub_account_id) do update set nanos = spend_rollup.nanos + excluded.nanos,"
                    + " requests = spend_rollup.requests + excluded.requests,"
                    + " input_tokens = spend_rollup.input_tokens + excluded.input_tokens,"
                    + " output_tokens = spend_rollup.output_tokens + excluded.output_tokens";

    /** Calls without a tag are summed as well; no tag is the empty text. */
    private static final List<String> UNTAGGED = List.of("");

    private final Map<Scope, Sums> sums = new HashMap<>();

    void add(UsageRecord call) {
        Sums one = Sums.of(call);
        String subAccount = call.caller().subAccountId();
        String of = subAccount == null ? "" : subAccount;
        for (Period period : Period.values()) {
            long window = period.windowOf(call.createdAt());
            add(period, Dimension.ACCOUNT, window, "", "", one);
            if (!call.is(Mark.BYOK)) {
                add(period, Dimension.CREDIT, window, Dimension.CREDIT_ID, "", one);
            }
            for (Dimension dimension : Dimension.values()) {
                for (String id : idsOf(call, dimension)) {
                    add(period, dimension, window, id, of, one);
                }
            }
            addProviders(call, one, period, of);
        }
    }

    /**
     * Each provider with what its own attempts cost; the call itself and its tokens count for the
     * one that answered.
     */
    private void addProviders(UsageRecord call, Sums one, Period period, String of) {
        long window = period.windowOf(call.createdAt());
        call.served()
                .nanosByProvider(one.nanos())
                .forEach(
                        (provider, nanos) ->
                                add(
                                        period,
                                        Dimension.PROVIDER,
                                        window,
                                        provider,
                                        of,
                                        provider.equals(call.served().provider())
                                                ? one.costing(nanos)
                                                : Sums.NONE.costing(nanos)));
    }

    /** The sums so far. */
    Map<Scope, Sums> sums() {
        return sums;
    }

    /** Adds to the table, in the order of its key, so that neighbours share pages. */
    void addTo(Sql sql) throws SQLException {
        for (Scope scope : sums.keySet().stream().sorted(Scope.ORDER).toList()) {
            Sums more = sums.getOrDefault(scope, Sums.NONE);
            sql.update(
                    ADD,
                    scope.period().kind(),
                    scope.kind(),
                    scope.window(),
                    scope.id(),
                    scope.subAccount(),
                    more.nanos(),
                    more.requests(),
                    more.inputTokens(),
                    more.outputTokens());
        }
    }

    /** Adds for all sub-accounts together, and for the one, where these are kept apart. */
    private void add(
            Period period, Dimension dimension, long window, String id, String of, Sums one) {
        String all = dimension.scopeKind();
        String ofOne = dimension.scopeKindOfOne();
        boolean apart = !ofOne.equals(all);
        sums.merge(new Scope(period, all, window, id, apart ? "" : of), one, Sums::plus);
        if (apart && !of.isEmpty()) {
            sums.merge(new Scope(period, ofOne, window, id, of), one, Sums::plus);
        }
    }

    /**
     * The ids that a call counts for as a whole; the account and its credit, which are never split
     * by sub-account, and providers are added apart.
     */
    private static List<String> idsOf(UsageRecord call, Dimension dimension) {
        return switch (dimension) {
            case ACCOUNT, PROVIDER, CREDIT -> List.of();
            case SUB_ACCOUNT -> orNone(call.caller().subAccountId());
            case KEY -> orNone(call.caller().keyId());
            case TAG -> call.caller().tags().isEmpty() ? UNTAGGED : call.caller().tags();
            case MODEL -> List.of(call.served().model());
        };
    }

    private static List<String> orNone(@Nullable String id) {
        return id == null ? List.of() : List.of(id);
    }

    /**
     * What a sum is of.
     *
     * @param subAccount the sub-account whose calls alone it counts; empty for those of none
     */
    record Scope(Period period, String kind, long window, String id, String subAccount) {

        static final Comparator<Scope> ORDER =
                Comparator.comparing((Scope s) -> s.period().kind())
                        .thenComparing(Scope::kind)
                        .thenComparing(Scope::window)
                        .thenComparing(Scope::id)
                        .thenComparing(Scope::subAccount);

        /** Far from 31, which is what hash codes of texts are made with. */
        private static final int SPREAD = 0x9E3779B1;

        /**
         * A record's own hash code multiplies by 31, as that of a text does: then numbered ids and
         * sub-accounts, of which there are thousands, mostly have the same one as many others.
         */
        @Override
        public int hashCode() {
            int hash = SPREAD * kind.hashCode() + id.hashCode();
            hash = SPREAD * hash + subAccount.hashCode();
            hash = SPREAD * hash + Long.hashCode(window);
            return SPREAD * hash + period.ordinal();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Scope that
                    && window == that.window
                    && period == that.period
                    && id.equals(that.id)
                    && subAccount.equals(that.subAccount)
                    && kind.equals(that.kind);
        }
    }
}
