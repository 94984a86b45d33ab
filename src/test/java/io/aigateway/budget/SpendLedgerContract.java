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

import io.aigateway.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every ledger does, wherever it keeps its balances. */
abstract class SpendLedgerContract {

    /** A ledger without any balance. */
    abstract SpendLedger ledger(SpendHistory history);

    @Test
    @Tag("M1")
    void admitsExactlyFiftyOfAThousandDimesAtOnceUnderACapOfFiveDollars() throws Exception {
        // Given
        SpendLedger ledger = ledger(SpendHistory.EMPTY);
        ledger.release(reserve(ledger, "first", "0.10"));
        AtomicInteger ids = new AtomicInteger();

        // When
        List<Verdict> verdicts =
                atOnce(32, 1_000, () -> dime(ledger, "call-" + ids.incrementAndGet()));

        // Then
        assertThat(verdicts).filteredOn(Verdict.Allowed.class::isInstance).hasSize(50);
        assertThat(ledger.standing(KEY, Period.MONTH, NOON))
                .isEqualTo(new Standing(Money.ZERO, usd("5.00")));
    }

    @Test
    @Tag("M2")
    void admitsExactlyFiftyWhenNobodyEverCalledBefore() throws Exception {
        // Given
        AtomicInteger reads = new AtomicInteger();
        SpendLedger ledger =
                ledger(
                        (scope, window) -> {
                            reads.incrementAndGet();
                            Thread.yield();
                            return Money.ZERO;
                        });
        AtomicInteger ids = new AtomicInteger();

        // When
        List<Verdict> verdicts =
                atOnce(32, 1_000, () -> dime(ledger, "call-" + ids.incrementAndGet()));

        // Then
        assertThat(verdicts).filteredOn(Verdict.Allowed.class::isInstance).hasSize(50);
        assertThat(reads).as("three windows of four periods, and the total").hasValue(13);
    }

    @Test
    @Tag("M3")
    void holdsNothingAnywhereWhenOneOfThreeScopesIsShort() {
        // Given
        SpendLedger ledger = ledger(SpendHistory.EMPTY);
        List<CapLine> caps =
                List.of(monthly(ACCOUNT, "100"), monthly(KEY, "50"), monthly(TEAM, "0.05"));

        // When
        Verdict verdict =
                ledger.reserve("call", List.of(ACCOUNT, KEY, TEAM), caps, usd("0.10"), NOON);

        // Then
        assertThat(verdict)
                .isEqualTo(new Verdict.Refused(caps.get(2), Money.ZERO, Money.ZERO, usd("0.10")));
        assertThat(List.of(ACCOUNT, KEY, TEAM))
                .allSatisfy(scope -> assertThat(used(ledger, scope)).isEqualTo(Money.ZERO));
    }

    @Test
    @Tag("M5")
    void refusesACallThatIsLargerThanWhatIsLeft() {
        // Given
        SpendLedger ledger = ledger(SpendHistory.EMPTY);
        ledger.settle(reserve(ledger, "earlier", "1.00"), usd("4.93"));

        // When
        Verdict verdict = dime(ledger, "too-large");

        // Then
        assertThat(verdict.error().orElseThrow().message())
                .isEqualTo(
                        "The key 'key_1' has used $4.93 of its monthly cap of $5.00, $0.00 more is"
                                + " reserved by calls in flight, and this call may cost $0.10.");
        assertThat(verdict.error().orElseThrow().status()).isEqualTo(402);
        assertThat(verdict.error().orElseThrow().headers())
                .containsEntry("x-should-retry", "false");
    }

    @Test
    @Tag("M7")
    void settlesAtTheRealCostEvenWhenItIsMoreThanWasHeld() {
        // Given
        SpendLedger ledger = ledger(SpendHistory.EMPTY);
        Reservation reservation = reserve(ledger, "call", "4.90");

        // When
        boolean settled = ledger.settle(reservation, usd("5.20"));

        // Then
        assertThat(settled).isTrue();
        assertThat(ledger.standing(KEY, Period.MONTH, NOON))
                .isEqualTo(new Standing(usd("5.20"), Money.ZERO));
        assertThat(dime(ledger, "next")).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void closesAReservationOnce() {
        // Given
        SpendLedger ledger = ledger(SpendHistory.EMPTY);
        Reservation reservation = reserve(ledger, "call", "1.00");
        ledger.settle(reservation, usd("0.40"));

        // When
        boolean again = ledger.settle(reservation, usd("0.40")) | ledger.release(reservation);

        // Then
        assertThat(again).isFalse();
        assertThat(ledger.standing(KEY, Period.MONTH, NOON))
                .isEqualTo(new Standing(usd("0.40"), Money.ZERO));
    }

    @Test
    void startsFromTheRecords() {
        // Given
        SpendLedger ledger =
                ledger(
                        (scope, window) ->
                                window.equals(new Window(Period.MONTH, 2026 * 12L + 10))
                                        ? usd("4.95")
                                        : Money.ZERO);

        // When
        Verdict verdict = dime(ledger, "call");

        // Then
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.spent()).isEqualTo(usd("4.95")));
    }

    @Test
    void countsAScopeThatIsNamedTwiceOnce() {
        // Given
        SpendLedger ledger = ledger(SpendHistory.EMPTY);

        // When
        ledger.reserve("call", List.of(TEAM, KEY, TEAM), List.of(), usd("0.10"), NOON);

        // Then
        assertThat(used(ledger, TEAM)).isEqualTo(usd("0.10"));
    }

    @Test
    @Tag("M15")
    void obeysACapThatIsSetWhileCallsAreInFlight() {
        // Given
        SpendLedger ledger = ledger(SpendHistory.EMPTY);
        ledger.reserve("uncapped", List.of(KEY), List.of(), usd("4.95"), NOON);

        // When
        Verdict verdict = dime(ledger, "capped");

        // Then
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    @Tag("M14")
    void countsACallInTheWindowItBeganInWhenItEndsInTheNext() {
        // Given
        SpendLedger ledger = ledger(SpendHistory.EMPTY);
        Instant evening = Instant.parse("2026-11-30T23:59:59Z");
        Instant morning = Instant.parse("2026-12-01T00:00:01Z");
        List<CapLine> caps = List.of(monthly(KEY, "5.00"));
        Reservation late =
                allowed(ledger.reserve("late", List.of(KEY), caps, usd("4.95"), evening));
        ledger.reserve("early", List.of(KEY), caps, usd("4.00"), morning);

        // When
        ledger.settle(late, usd("3.00"));

        // Then
        assertThat(ledger.standing(KEY, Period.MONTH, evening))
                .isEqualTo(new Standing(usd("3.00"), Money.ZERO));
        assertThat(ledger.standing(KEY, Period.MONTH, morning))
                .isEqualTo(new Standing(Money.ZERO, usd("4.00")));
        assertThat(ledger.standing(KEY, Period.TOTAL, morning))
                .isEqualTo(new Standing(usd("3.00"), usd("4.00")));
    }

    @Test
    @Tag("M14")
    void losesNoWindowWhenTheClockIsSetAnHourAheadAndBack() {
        // Given
        SpendLedger ledger = ledger(SpendHistory.EMPTY);
        CapLine cap = new CapLine(KEY, Period.HOUR, usd("1.00"), "bud_hour");
        spend(ledger, "before", "0.60", NOON);
        spend(ledger, "ahead", "0.70", NOON.plus(Duration.ofHours(1)));

        // When
        Verdict back = ledger.reserve("back", List.of(KEY), List.of(cap), usd("0.50"), NOON);

        // Then
        assertThat(back)
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.spent()).isEqualTo(usd("0.60")));
        assertThat(ledger.standing(KEY, Period.HOUR, NOON.plus(Duration.ofHours(1))).spent())
                .isEqualTo(usd("0.70"));
    }

    @Test
    void beginsANewWindowAtNothing() {
        // Given
        SpendLedger ledger = ledger(SpendHistory.EMPTY);
        spend(ledger, "november", "5.00", NOON);

        // When
        Verdict december =
                ledger.reserve(
                        "december",
                        List.of(KEY),
                        List.of(monthly(KEY, "5.00")),
                        usd("5.00"),
                        NOON.plus(Duration.ofDays(30)));

        // Then
        assertThat(december).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    @Tag("M6")
    void tellsReservationsThatNobodyClosedInTime() {
        // Given
        SpendLedger ledger = ledger(SpendHistory.EMPTY);
        Reservation lost = reserve(ledger, "lost", "0.10");
        ledger.settle(reserve(ledger, "closed", "0.10"), Money.ZERO);

        // When
        List<Reservation> expired = ledger.expired(NOON.plus(Duration.ofMinutes(15)));

        // Then
        assertThat(expired).containsExactly(lost);
        assertThat(ledger.expired(NOON.plus(Duration.ofMinutes(14)))).isEmpty();
    }

    @Test
    void refusesAnIdThatIsOpen() {
        // Given
        SpendLedger ledger = ledger(SpendHistory.EMPTY);
        reserve(ledger, "call", "0.10");

        // When
        assertThatThrownBy(() -> dime(ledger, "call"))

                // Then
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the reservation 'call' is open already");
        assertThat(used(ledger, KEY)).isEqualTo(usd("0.10"));
    }

    @Test
    void refusesACapThatNobodyWouldCheck() {
        // Given
        SpendLedger ledger = ledger(SpendHistory.EMPTY);
        List<CapLine> caps = List.of(monthly(TEAM, "1.00"));

        // When
        assertThatThrownBy(() -> ledger.reserve("call", List.of(KEY), caps, usd("0.10"), NOON))

                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "budget 'bud_team:a' caps 'tag:team:a', which is not a scope of the call");
    }

    @Test
    void refusesACallWhoseRecordsCannotBeRead() {
        // Given
        SpendLedger ledger =
                ledger(
                        (scope, window) -> {
                            throw new IllegalStateException("disk is gone");
                        });

        // When
        assertThatThrownBy(() -> dime(ledger, "call"))

                // Then
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessage("the balance of 'key:key_1' cannot be changed")
                .hasRootCauseMessage("disk is gone");
    }

    @Test
    void readsAScopeThatIsNotCountedYetFromTheRecords() {
        // Given
        SpendLedger ledger = ledger((scope, window) -> usd("2.00"));

        // When
        Standing standing = ledger.standing(TEAM, Period.DAY, NOON);

        // Then
        assertThat(standing).isEqualTo(new Standing(usd("2.00"), Money.ZERO));
        assertThat(standing.used()).isEqualTo(usd("2.00"));
    }

    @Test
    void countsExactlyWhenEightThreadsChangeOneBalance() throws Exception {
        // Given
        SpendLedger ledger = ledger(SpendHistory.EMPTY);
        AtomicInteger ids = new AtomicInteger();

        // When
        atOnce(8, 20_000, () -> spendOneNano(ledger, ids.incrementAndGet()));

        // Then
        assertThat(ledger.standing(KEY, Period.TOTAL, NOON))
                .isEqualTo(new Standing(new Money(20_000), Money.ZERO));
    }

    @Test
    @Tag("M18")
    void addsTheLastOfABillionNanoDollarsExactly() {
        // Given
        SpendLedger ledger = ledger((scope, window) -> new Money(999_999_990));

        // When
        for (int i = 0; i < 10; i++) {
            spendOneNano(ledger, i);
        }

        // Then
        assertThat(ledger.standing(KEY, Period.TOTAL, NOON))
                .isEqualTo(new Standing(usd("1"), Money.ZERO));
    }

    @Test
    @Tag("M18")
    @Tag("I5")
    void refusesAndNeverTurnsNegativeAtTheLargestAmount() {
        // Given
        SpendLedger ledger = ledger((scope, window) -> new Money(Long.MAX_VALUE - 5));
        CapLine cap = new CapLine(KEY, Period.TOTAL, new Money(Long.MAX_VALUE), "bud_1");
        spend(ledger, "far", "1.00", NOON);

        // When
        Verdict verdict = ledger.reserve("more", List.of(KEY), List.of(cap), new Money(1), NOON);

        // Then
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        assertThat(ledger.standing(KEY, Period.TOTAL, NOON).spent())
                .isEqualTo(new Money(Long.MAX_VALUE));
    }

    private static boolean spendOneNano(SpendLedger ledger, int id) {
        Verdict verdict = ledger.reserve("call-" + id, List.of(KEY), List.of(), new Money(5), NOON);
        return ledger.settle(allowed(verdict), new Money(1));
    }

    private static void spend(SpendLedger ledger, String id, String amount, Instant at) {
        Verdict verdict = ledger.reserve(id, List.of(KEY), List.of(), usd(amount), at);
        ledger.settle(allowed(verdict), usd(amount));
    }

    private static Reservation reserve(SpendLedger ledger, String id, String amount) {
        return allowed(
                ledger.reserve(id, List.of(KEY), List.of(monthly(KEY, "5.00")), usd(amount), NOON));
    }

    private static Verdict dime(SpendLedger ledger, String id) {
        return ledger.reserve(id, List.of(KEY), List.of(monthly(KEY, "5.00")), usd("0.10"), NOON);
    }

    private static Money used(SpendLedger ledger, Scope scope) {
        return ledger.standing(scope, Period.MONTH, NOON).used();
    }
}
