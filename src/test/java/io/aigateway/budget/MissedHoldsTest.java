package io.aigateway.budget;

import static io.aigateway.budget.Ledgers.ACCOUNT;
import static io.aigateway.budget.Ledgers.KEY;
import static io.aigateway.budget.Ledgers.NOON;
import static io.aigateway.budget.Ledgers.TEAM;
import static io.aigateway.budget.Ledgers.allowed;
import static io.aigateway.budget.Ledgers.atOnce;
import static io.aigateway.budget.Ledgers.monthly;
import static io.aigateway.budget.Ledgers.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aigateway.budget.FailingStore.Fault;
import io.aigateway.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls that are made while the counters, or the records behind them, cannot be reached are counted
 * once when they can be reached again.
 */
@Tag("D4")
class MissedHoldsTest {

    private static final int MOST_MISSED = 1_000;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Records records = new Records();
    private final FailingStore store = new FailingStore();
    private final Room room = new Room(1_000, MOST_MISSED);
    private final SpendLedger ledger =
            new CombiningLedger(
                    new Books("node@1", store, records, room),
                    ZoneOffset.UTC,
                    Duration.ofMinutes(15));

    @Test
    void areCountedWithoutAnyCallOnceTheRecordsCanBeRead() {
        // Given
        records.fail(true);
        settle(made("call-1", "5.00", KEY), "0.70");
        records.fail(false);

        // When
        int behind = ledger.catchUp();

        // Then
        assertThat(behind).isZero();
        assertThat(standing(KEY)).isEqualTo(new Standing(usd("0.70"), Money.ZERO));
    }

    @Test
    void areCountedOnceWhenTheirRecordIsWrittenBeforeTheCounterBegins() {
        // Given
        records.fail(true);
        Reservation settled = made("settled", "5.00", KEY);
        Reservation running = made("running", "5.00", KEY);
        settle(settled, "0.70");
        records.write("settled", KEY, usd("0.70"));
        records.write("running", KEY, usd("0.20"));
        records.fail(false);

        // When
        settle(made("next", "1.00", KEY), "0.05");
        settle(running, "0.20");

        // Then
        assertThat(standing(KEY)).isEqualTo(new Standing(usd("0.95"), Money.ZERO));
    }

    @Test
    void areCountedOnceWhenTheyEndAfterTheCounterBegan() {
        // Given
        records.fail(true);
        Reservation running = made("running", "5.00", KEY);
        records.fail(false);
        settle(made("next", "1.00", KEY), "0.05");

        // When
        settle(running, "0.20");

        // Then
        assertThat(standing(KEY)).isEqualTo(new Standing(usd("0.25"), Money.ZERO));
    }

    @Test
    void holdWhereTheCountersCanBeReached() {
        // Given
        settle(made("before", "1.00", ACCOUNT), "0.10");
        records.fail(true);

        // When
        Reservation held = made("call", "5.00", ACCOUNT, KEY);

        // Then
        assertThat(standing(ACCOUNT)).isEqualTo(new Standing(usd("0.10"), usd("5.00")));
        settle(held, "0.70");
        assertThat(standing(ACCOUNT)).isEqualTo(new Standing(usd("0.80"), Money.ZERO));
    }

    @Test
    void areRefusedByACapThatCanBeRead() {
        // Given
        settle(made("before", "1.00", TEAM), "0.10");
        records.fail(true);

        // When
        Verdict verdict =
                ledger.reserveWherePossible(
                        "call",
                        List.of(KEY, TEAM),
                        List.of(monthly(TEAM, "0.50")),
                        usd("0.45"),
                        NOON);

        // Then
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        records.fail(false);
        assertThat(standing(TEAM)).isEqualTo(new Standing(usd("0.10"), Money.ZERO));
        assertThat(standing(KEY)).isEqualTo(new Standing(Money.ZERO, Money.ZERO));
        assertThat(ledger.catchUp()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void areCountedOnceWhateverTheStoreSaid(Fault fault) {
        // Given
        settle(made("before", "1.00", KEY), "0.10");
        store.failNext(fault);
        Reservation call = made("call", "5.00", KEY);

        // When
        settle(call, "0.70");
        ledger.catchUp();

        // Then
        settle(made("after", "1.00", KEY), "0.05");
        assertThat(standing(KEY)).isEqualTo(new Standing(usd("0.85"), Money.ZERO));
    }

    @Test
    void areCountedInAnHourThatNobodyElseSpentIn() {
        // Given
        settle(made("before", "1.00", KEY), "0.10");
        store.failReads(true);
        store.failNext(Fault.LOST);
        Instant later = NOON.plus(HOUR);
        Reservation call =
                allowed(
                        ledger.reserveWherePossible(
                                "call", List.of(KEY), List.of(), usd("5.00"), later));
        settle(call, "0.70");
        store.failReads(false);

        // When
        ledger.catchUp();

        // Then
        assertThat(ledger.standing(KEY, Period.HOUR, later).spent()).isEqualTo(usd("0.70"));
        assertThat(ledger.standing(KEY, Period.HOUR, NOON).spent()).isEqualTo(usd("0.10"));
        assertThat(ledger.standing(KEY, Period.TOTAL, later).spent()).isEqualTo(usd("0.80"));
    }

    @Test
    void areRefusedWhenTooManyWaitAndThoseThatWaitAreNotLost() {
        // Given
        records.fail(true);
        Reservation running = made("running", "5.00", KEY);
        for (int i = 1; i < MOST_MISSED; i++) {
            settle(made("call-" + i, "5.00", KEY), "0.01");
        }

        // When
        assertThatThrownBy(() -> made("one-more", "5.00", KEY))

                // Then
                .isInstanceOf(LedgerUnavailable.class);
        settle(running, "0.01");
        records.fail(false);
        assertThat(ledger.catchUp()).isZero();
        assertThat(standing(KEY)).isEqualTo(new Standing(usd("10.00"), Money.ZERO));
        assertThat(room.missed()).isZero();
    }

    @Test
    void giveTheirPlaceFreeWhenTheyCostNothing() {
        // Given
        records.fail(true);

        // When
        for (int i = 0; i < 2 * MOST_MISSED; i++) {
            assertThat(ledger.release(made("call-" + i, "5.00", KEY, TEAM))).isTrue();
        }

        // Then
        assertThat(room.missed()).isZero();
    }

    @Test
    void keepTheirCounterUntilTheyAreCounted() {
        // Given
        records.fail(true);
        settle(made("call", "5.00", KEY), "0.70");
        ledger.beginRound();

        // When
        int dropped = ledger.forgetIdle(1);

        // Then
        assertThat(dropped).isZero();
        records.fail(false);
        ledger.catchUp();
        assertThat(standing(KEY).spent()).isEqualTo(usd("0.70"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void areExactWhateverFailsAndWheneverARecordIsWritten(long seed) {
        // Given
        Random random = new Random(seed);
        long spent = 0;

        // When
        for (int i = 0; i < 3_000; i++) {
            disturb(random);
            String id = "call-" + i;
            Reservation call = made(id, "0.000001", KEY);
            disturb(random);
            Money cost = new Money(random.nextInt(100));
            boolean early = random.nextBoolean();
            records.writeIf(early, id, KEY, cost);
            ledger.settle(call, cost);
            records.writeIf(!early, id, KEY, cost);
            spent += cost.nanos();
        }

        // Then
        records.fail(false);
        store.behave();
        settle(made("last", "1.00", KEY), "0");
        assertThat(standing(KEY)).isEqualTo(new Standing(new Money(spent), Money.ZERO));
        assertThat(room.missed()).isZero();
    }

    @Test
    void loseAndDoubleNothingWhileManyCallsComeAndTheRecordsComeAndGo() throws Exception {
        // Given
        AtomicInteger ids = new AtomicInteger();
        int calls = 4_000;

        // When
        atOnce(
                8,
                calls,
                () -> {
                    String id = "call-" + ids.incrementAndGet();
                    records.fail(ThreadLocalRandom.current().nextInt(4) > 0);
                    Reservation call = made(id, "0.000001", KEY);
                    return ledger.settle(
                            call,
                            Charge.everywhere(new Money(3)),
                            () -> records.write(id, KEY, new Money(3)));
                });

        // Then
        records.fail(false);
        assertThat(ledger.catchUp()).isZero();
        assertThat(standing(KEY)).isEqualTo(new Standing(new Money(3L * calls), Money.ZERO));
        assertThat(room.missed()).isZero();
    }

    /** The records or the store come and go, and so does the counter when nothing is on the way. */
    private void disturb(Random random) {
        records.fail(random.nextInt(3) == 0);
        if (random.nextInt(6) == 0) {
            store.failNext(Fault.values()[random.nextInt(Fault.values().length)]);
        }
        if (random.nextInt(4) == 0) {
            store.deliverBeforeNextReplace();
        }
        if (random.nextInt(8) == 0) {
            ledger.catchUp();
            ledger.beginRound();
            ledger.forgetIdle(1);
        }
    }

    private Reservation made(String id, String amount, Scope... scopes) {
        return allowed(
                ledger.reserveWherePossible(id, List.of(scopes), List.of(), usd(amount), NOON));
    }

    private void settle(Reservation call, String cost) {
        assertThat(ledger.settle(call, usd(cost))).isTrue();
    }

    private Standing standing(Scope scope) {
        return ledger.standing(scope, Period.MONTH, NOON);
    }

    /** Records of this month that can be read, or not. */
    private static final class Records implements SpendHistory {

        private final Map<Scope, Map<String, Money>> written = new ConcurrentHashMap<>();
        private volatile boolean failing;

        void fail(boolean now) {
            failing = now;
        }

        void write(String id, Scope scope, Money cost) {
            written.computeIfAbsent(scope, any -> new ConcurrentHashMap<>()).put(id, cost);
        }

        void writeIf(boolean now, String id, Scope scope, Money cost) {
            if (now) {
                write(id, scope, cost);
            }
        }

        @Override
        public Money spent(Scope scope, Window window) {
            return sum(Map.copyOf(of(scope)), window);
        }

        @Override
        public Told told(Scope scope, List<Window> windows, Set<String> calls) {
            Map<String, Money> now = Map.copyOf(of(scope));
            Set<String> known = new TreeSet<>(calls);
            known.retainAll(now.keySet());
            return new Told(
                    windows.stream().map(window -> sum(now, window)).collect(Collectors.toList()),
                    known);
        }

        private Map<String, Money> of(Scope scope) {
            if (failing) {
                throw new IllegalStateException("the records cannot be read");
            }
            return written.getOrDefault(scope, Map.of());
        }

        private static Money sum(Map<String, Money> costs, Window window) {
            boolean now = window.equals(window.period().windowAt(NOON, ZoneOffset.UTC));
            return now ? costs.values().stream().reduce(Money.ZERO, Money::plus) : Money.ZERO;
        }
    }
}
