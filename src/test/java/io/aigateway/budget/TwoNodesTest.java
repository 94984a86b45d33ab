package io.aigateway.budget;

import static io.aigateway.budget.Ledgers.KEY;
import static io.aigateway.budget.Ledgers.NOON;
import static io.aigateway.budget.Ledgers.allowed;
import static io.aigateway.budget.Ledgers.atOnce;
import static io.aigateway.budget.Ledgers.monthly;
import static io.aigateway.budget.Ledgers.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two gateways that share balances. */
class TwoNodesTest {

    private final VersionedStore shared = VersionedStore.inMemory();
    private final SpendLedger one = node("one@1");
    private final SpendLedger two = node("two@1");

    @Test
    @Tag("K1")
    void admitExactlyFiftyBetweenThem() throws Exception {
        // Given
        AtomicInteger ids = new AtomicInteger();

        // When
        List<Verdict> verdicts =
                atOnce(
                        16,
                        1_000,
                        () -> {
                            int id = ids.incrementAndGet();
                            return dime(id % 2 == 0 ? one : two, "call-" + id, NOON);
                        });

        // Then
        assertThat(verdicts).filteredOn(Verdict.Allowed.class::isInstance).hasSize(50);
        assertThat(two.standing(KEY, Period.MONTH, NOON).reserved()).isEqualTo(usd("5.00"));
    }

    @Test
    void seeAtOnceWhatTheOtherGaveBack() {
        // Given
        Reservation held = allowed(dime(one, "first", NOON));
        for (int i = 0; i < 49; i++) {
            dime(two, "call-" + i, NOON);
        }
        one.release(held);

        // When
        Verdict verdict = dime(two, "last", NOON);

        // Then
        assertThat(verdict).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    @Tag("K8")
    void countInTheRightDayWhenOneClockIsBehindAtMidnight() {
        // Given
        Instant before = Instant.parse("2026-11-22T23:58:00Z");
        Instant after = Instant.parse("2026-11-23T00:01:00Z");
        one.settle(allowed(dime(one, "ahead", after)), usd("0.10"));

        // When
        two.settle(allowed(dime(two, "behind", before)), usd("0.07"));

        // Then
        assertThat(one.standing(KEY, Period.DAY, before).spent()).isEqualTo(usd("0.07"));
        assertThat(one.standing(KEY, Period.DAY, after).spent()).isEqualTo(usd("0.10"));
        assertThat(one.standing(KEY, Period.TOTAL, after))
                .isEqualTo(new Standing(usd("0.17"), Money.ZERO));
    }

    private SpendLedger node(String name) {
        return new CombiningLedger(
                new Books(name, shared, SpendHistory.EMPTY, new Room(1_000, 0)),
                ZoneOffset.UTC,
                Duration.ofMinutes(15));
    }

    private static Verdict dime(SpendLedger ledger, String id, Instant at) {
        return ledger.reserve(id, List.of(KEY), List.of(monthly(KEY, "5.00")), usd("0.10"), at);
    }
}
