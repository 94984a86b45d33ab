package io.aigateway.budget;

import static io.aigateway.budget.Ledgers.ACCOUNT;
import static io.aigateway.budget.Ledgers.KEY;
import static io.aigateway.budget.Ledgers.NOON;
import static io.aigateway.budget.Ledgers.TEAM;
import static io.aigateway.budget.Ledgers.TERMS;
import static io.aigateway.budget.Ledgers.allowed;
import static io.aigateway.budget.Ledgers.atOnce;
import static io.aigateway.budget.Ledgers.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aigateway.money.Money;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Counters that nobody uses are dropped, and nothing is forgotten. */
@Tag("O9")
class IdleScopesTest {

    private final Map<Scope, Money> records = new ConcurrentHashMap<>();
    private final SpendLedger ledger =
            SpendLedger.inMemory((scope, window) -> records.getOrDefault(scope, Money.ZERO), TERMS);
    private final AtomicInteger ids = new AtomicInteger();

    @Test
    void areDroppedAndStartFromTheRecordsAgain() {
        // Given
        spend(List.of(KEY, TEAM), 7);
        ledger.beginRound();

        // When
        int dropped = ledger.forgetIdle(1);

        // Then
        assertThat(dropped).isEqualTo(2);
        assertThat(ledger.counted(scope -> true)).isEmpty();
        spend(List.of(KEY), 5);
        assertThat(ledger.standing(KEY, Period.DAY, NOON))
                .isEqualTo(new Standing(new Money(12), Money.ZERO));
    }

    @Test
    void stayWhileACallHoldsSomethingOnThem() {
        // Given
        Reservation held = allowed(ledger.reserve("held", List.of(KEY), List.of(), usd("0"), NOON));
        spend(List.of(TEAM), 7);
        ledger.beginRound();

        // When
        ledger.forgetIdle(1);

        // Then
        assertThat(ledger.counted(scope -> true)).containsExactly(KEY);
        assertThat(ledger.release(held)).isTrue();
    }

    @Test
    void makeRoomForOthersWhereOneMoreWasRefused() {
        // Given
        SpendLedger small =
                SpendLedger.inMemory(
                        SpendHistory.EMPTY,
                        new LedgerTerms("node@1", ZoneOffset.UTC, Duration.ofMinutes(15), 2, 0));
        Reservation both =
                allowed(small.reserve("both", List.of(KEY, TEAM), List.of(), usd("1"), NOON));

        // When
        assertThatThrownBy(
                        () ->
                                small.reserveWherePossible(
                                        "more", List.of(ACCOUNT, KEY), List.of(), usd("1"), NOON))

                // Then
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessage("'account:acc' cannot be counted: 2 scopes are");
        assertThat(small.standing(KEY, Period.DAY, NOON).reserved()).isEqualTo(usd("1"));
        small.release(both);
        small.beginRound();
        assertThat(small.forgetIdle(1)).isEqualTo(2);
        assertThat(small.reserve("later", List.of(ACCOUNT), List.of(), usd("1"), NOON))
                .isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void stayForAsManyRoundsAsIsAsked() {
        // Given
        spend(List.of(KEY), 7);
        ledger.beginRound();
        spend(List.of(TEAM), 7);
        int counted = ledger.beginRound();

        // When
        int dropped = ledger.forgetIdle(2);

        // Then
        assertThat(counted).isEqualTo(2);
        assertThat(dropped).isEqualTo(1);
        assertThat(ledger.counted(scope -> true)).containsExactly(TEAM);
    }

    @Test
    void areNotDroppedBeforeARoundIsOver() {
        // Given
        int none = 0;

        // When
        assertThatThrownBy(() -> ledger.forgetIdle(none))

                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rounds must be at least 1, but was 0");
    }

    @Test
    @Tag("I3")
    void loseAndDoubleNothingWhileCallsComeAndGo() throws Exception {
        // Given
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Integer> dropped = CompletableFuture.supplyAsync(() -> dropUntil(done));

        // When
        atOnce(8, 40_000, this::spendSomewhere);

        // Then
        done.set(true);
        assertThat(dropped.get()).isPositive();
        assertThat(records)
                .allSatisfy(
                        (scope, spent) ->
                                assertThat(ledger.standing(scope, Period.TOTAL, NOON))
                                        .isEqualTo(new Standing(spent, Money.ZERO)));
    }

    private int dropUntil(AtomicBoolean done) {
        int dropped = 0;
        while (!done.get()) {
            ledger.beginRound();
            dropped += ledger.forgetIdle(1);
        }
        return dropped;
    }

    private boolean spendSomewhere() {
        int one = ThreadLocalRandom.current().nextInt(200);
        Scope tag = new Scope(Scope.Kind.TAG, "t" + one);
        return spend(List.of(ACCOUNT, tag), 1 + one % 3);
    }

    private boolean spend(List<Scope> scopes, long nanos) {
        Reservation reservation =
                allowed(
                        ledger.reserve(
                                "call-" + ids.incrementAndGet(),
                                scopes,
                                List.of(),
                                new Money(10),
                                NOON));
        return ledger.settle(
                reservation,
                Charge.everywhere(new Money(nanos)),
                () -> scopes.forEach(scope -> records.merge(scope, new Money(nanos), Money::plus)));
    }
}
