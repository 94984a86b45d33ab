package io.aigateway.migrate.keys;

import io.aigateway.account.CapPeriod;
import io.aigateway.account.Limits;
import io.aigateway.migrate.convert.Duration;
import io.aigateway.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a row may spend and has spent. A column that is empty is taken from the budget that the row
 * names.
 *
 * @param row the row
 * @param budget the budget that it names, or null
 */
record Terms(DumpRow row, @Nullable DumpRow budget) {

    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

    /** Its limits. */
    Limits limits() {
        return new Limits(
                cap().orElse(null),
                CapPeriod.of(duration().period()).orElse(CapPeriod.TOTAL),
                count("rpm_limit"),
                count("tpm_limit"),
                count("max_parallel_requests"));
    }

    /** The most it may spend in a period, down to the cap's share of our period. */
    Optional<Money> cap() {
        return amount("max_budget")
                .map(usd -> usd.min(MOST).multiply(duration().share()))
                .map(Terms::money);
    }

    /** How long the cap holds; for ever when nothing is said. */
    Duration duration() {
        return either("budget_duration").flatMap(Duration::parse).orElse(Duration.FOR_EVER);
    }

    /** What it has spent. */
    Money spent() {
        return row.amount("spend").map(usd -> money(usd.min(MOST))).orElse(Money.ZERO);
    }

    /**
     * When that counts: now when it was spent in a period that still runs; otherwise in the month
     * before, so that it counts for a cap that never begins anew, and for nothing else.
     */
    Instant spentAt(Instant now) {
        boolean runs = row.time("budget_reset_at").map(reset -> reset.isAfter(now)).orElse(true);
        if (renews() && runs) {
            return now;
        }
        Instant past = before(now);
        Instant made = row.time("created_at").orElse(past);
        boolean isNew = made.isAfter(now.atZone(ZoneOffset.UTC).withDayOfMonth(1).toInstant());
        return isNew && made.isBefore(now) && runs ? now : past;
    }

    /** Within the month before. */
    static Instant before(Instant now) {
        return now.atZone(ZoneOffset.UTC).withDayOfMonth(15).minusMonths(1).toInstant();
    }

    /** Whether its cap begins anew from time to time. */
    boolean renews() {
        return !duration().equals(Duration.FOR_EVER);
    }

    private @Nullable Long count(String column) {
        return row.count(column).or(() -> ofBudget(column, DumpRow::count)).orElse(null);
    }

    private Optional<BigDecimal> amount(String column) {
        return row.amount(column).or(() -> ofBudget(column, DumpRow::amount));
    }

    private Optional<String> either(String column) {
        return row.text(column).or(() -> ofBudget(column, DumpRow::text));
    }

    private <T> Optional<T> ofBudget(
            String column, BiFunction<DumpRow, String, Optional<T>> reader) {
        return budget == null ? Optional.empty() : reader.apply(budget, column);
    }

    private static Money money(BigDecimal usd) {
        return Money.ofUsd(usd.setScale(9, RoundingMode.HALF_UP));
    }
}
