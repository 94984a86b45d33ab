package io.aigateway.budget;

import static io.aigateway.budget.Ledgers.ACCOUNT;
import static io.aigateway.budget.Ledgers.KEY;
import static io.aigateway.budget.Ledgers.NOON;
import static io.aigateway.budget.Ledgers.allowed;
import static io.aigateway.budget.Ledgers.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aigateway.budget.FailingStore.Fault;
import io.aigateway.money.Money;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is lost and nothing counts twice when the store fails at any point. */
@Tag("K4")
class StoreFailureTest {

    private static final Room ROOM = new Room(1_000, 0);

    private static final Fault[] LASTING = {
        Fault.LOST, Fault.ANSWER_LOST, Fault.DELAYED, Fault.DENIED_AND_DELAYED
    };

    private final FailingStore store = new FailingStore();
    private final SpendLedger ledger =
            new CombiningLedger(
                    new Books("node@1", store, SpendHistory.EMPTY, ROOM),
                    ZoneOffset.UTC,
                    Duration.ofMinutes(15));

    @ParameterizedTest
    @EnumSource(Fault.class)
    void countsAHoldOnceWhateverTheStoreSaid(Fault fault) {
        // Given
        hold("first", "1.00");
        store.failNext(fault);

        // When
        boolean answered = tryToHold("second", "2.00");

        // Then
        hold("third", "4.00");
        assertThat(reserved()).isEqualTo(usd(answered ? "7.00" : "5.00"));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void settlesOnceWhateverTheStoreSaid(Fault fault) {
        // Given
        Reservation reservation = hold("first", "1.00");
        store.failNext(fault);

        // When
        boolean settled = ledger.settle(reservation, usd("0.70"));

        // Then
        hold("next", "4.00");
        assertThat(settled).isTrue();
        assertThat(ledger.settle(reservation, usd("0.70"))).isFalse();
        assertThat(ledger.standing(KEY, Period.TOTAL, NOON))
                .isEqualTo(new Standing(usd("0.70"), usd("4.00")));
    }

    @Test
    void takesBackAHoldThatArrivesLate() {
        // Given
        hold("first", "1.00");
        store.failNext(Fault.DELAYED);
        assertThatThrownBy(() -> hold("late", "2.00")).isInstanceOf(LedgerUnavailable.class);
        store.deliverBeforeNextReplace();

        // When
        hold("next", "4.00");

        // Then
        assertThat(reserved()).isEqualTo(usd("5.00"));
    }

    @Test
    void freesTheOtherScopesWhenOneCannotBeChanged() {
        // Given
        hold("first", "1.00");
        store.failNextOn("key:key_1", Fault.LOST);

        // When
        assertThatThrownBy(
                        () ->
                                ledger.reserve(
                                        "call",
                                        List.of(ACCOUNT, KEY),
                                        List.of(),
                                        usd("2.00"),
                                        NOON))

                // Then
                .isInstanceOf(LedgerUnavailable.class);
        assertThat(ledger.standing(ACCOUNT, Period.TOTAL, NOON).reserved()).isEqualTo(Money.ZERO);
    }

    @Test
    void freesTheOtherScopesWhenClosingBreaksOnOne() {
        // Given
        Reservation call =
                allowed(
                        ledger.reserve(
                                "call", List.of(ACCOUNT, KEY), List.of(), usd("2.00"), NOON));
        store.breakNextOn(ACCOUNT.text());

        // When
        assertThatThrownBy(() -> ledger.settle(call, usd("0.70")))

                // Then
                .isInstanceOf(StackOverflowError.class);
        assertThat(ledger.catchUp()).isZero();
        Standing closed = new Standing(usd("0.70"), Money.ZERO);
        assertThat(ledger.standing(ACCOUNT, Period.TOTAL, NOON)).isEqualTo(closed);
        assertThat(ledger.standing(KEY, Period.TOTAL, NOON)).isEqualTo(closed);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOST", "DELAYED", "DENIED_AND_DELAYED"})
    void asksForTheSameAgainRatherThanForEverMoreWhileTheStoreFails(Fault fault) {
        // Given
        Reservation before = hold("before", "1.00");
        int offered = store.offered();
        store.failEach(fault);
        ledger.settle(before, usd("0.70"));

        // When
        for (int i = 0; i < 1_000; i++) {
            assertThat(tryToHold("refused-" + i, "2.00")).isFalse();
        }

        // Then
        assertThat(store.offered() - offered).isEqualTo(Doubts.MOST);
        store.deliverBeforeNextReplace();
        store.failEach(null);
        hold("after", "4.00");
        assertThat(ledger.standing(KEY, Period.TOTAL, NOON))
                .isEqualTo(new Standing(usd("0.70"), usd("4.00")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isExactAfterFailuresThatLast(long seed) {
        // Given
        Random random = new Random(seed);
        long spent = 0;

        // When
        for (int i = 0; i < 5_000; i++) {
            if (random.nextInt(40) == 0) {
                boolean fails = random.nextInt(3) > 0;
                store.failEach(fails ? LASTING[random.nextInt(LASTING.length)] : null);
            }
            if (random.nextInt(3) == 0) {
                store.deliverBeforeNextReplace();
            }
            long cost = random.nextInt(100);
            spent += spend("call-" + i, cost) ? cost : 0;
        }

        // Then
        store.behave();
        hold("last", "0");
        assertThat(ledger.standing(KEY, Period.TOTAL, NOON))
                .isEqualTo(new Standing(new Money(spent), Money.ZERO));
    }

    @Test
    void saysThatABalanceCannotBeRead() {
        // Given
        store.failReads(true);

        // When
        assertThatThrownBy(() -> ledger.standing(KEY, Period.DAY, NOON))

                // Then
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessage("the balance of 'key:key_1' cannot be read");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isExactAfterAThousandRandomFaults(long seed) {
        // Given
        Random random = new Random(seed);
        long spent = 0;

        // When
        for (int i = 0; i < 5_000; i++) {
            if (random.nextInt(5) == 0) {
                store.failNext(Fault.values()[random.nextInt(Fault.values().length)]);
            }
            if (random.nextInt(3) == 0) {
                store.deliverBeforeNextReplace();
            }
            long cost = random.nextInt(100);
            spent += spend("call-" + i, cost) ? cost : 0;
        }

        // Then
        store.behave();
        hold("last", "0");
        assertThat(ledger.standing(KEY, Period.TOTAL, NOON))
                .isEqualTo(new Standing(new Money(spent), Money.ZERO));
    }

    private boolean spend(String id, long cost) {
        try {
            Verdict verdict = ledger.reserve(id, List.of(KEY), List.of(), new Money(100), NOON);
            return ledger.settle(allowed(verdict), new Money(cost));
        } catch (LedgerUnavailable expected) {
            return false;
        }
    }

    private boolean tryToHold(String id, String amount) {
        try {
            hold(id, amount);
            return true;
        } catch (LedgerUnavailable expected) {
            return false;
        }
    }

    private Reservation hold(String id, String amount) {
        return allowed(ledger.reserve(id, List.of(KEY), List.of(), usd(amount), NOON));
    }

    private Money reserved() {
        return ledger.standing(KEY, Period.TOTAL, NOON).reserved();
    }
}
