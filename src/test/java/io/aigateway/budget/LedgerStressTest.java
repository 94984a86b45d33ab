package io.aigateway.budget;

import static io.aigateway.budget.Ledgers.ACCOUNT;
import static io.aigateway.budget.Ledgers.KEY;
import static io.aigateway.budget.Ledgers.NOON;
import static io.aigateway.budget.Ledgers.TEAM;
import static io.aigateway.budget.Ledgers.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.money.Money;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Eight threads at a cap, and one that looks. */
@Tag("I1")
class LedgerStressTest {

    private static final long CAP = 3_000;

    private final SpendLedger ledger = SpendLedger.inMemory(SpendHistory.EMPTY, Ledgers.TERMS);
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicLong spent = new AtomicLong();

    @Test
    void neverShowsMoreThanTheCapWhileEightThreadsSpend() throws Exception {
        // Given
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Long> most = CompletableFuture.supplyAsync(() -> mostUsedUntil(done));

        // When
        atOnce(8, 20_000, this::call);

        // Then
        done.set(true);
        assertThat(most.get()).isLessThanOrEqualTo(CAP);
        for (Scope scope : List.of(ACCOUNT, KEY, TEAM)) {
            assertThat(ledger.standing(scope, Period.MONTH, NOON))
                    .isEqualTo(new Standing(new Money(spent.get()), Money.ZERO));
        }
        assertThat(ledger.expired(NOON.plusSeconds(86_400))).isEmpty();
    }

    private boolean call() {
        long amount = ThreadLocalRandom.current().nextLong(1, 400);
        List<CapLine> caps = List.of(new CapLine(TEAM, Period.MONTH, new Money(CAP), "bud_1"));
        Verdict verdict =
                ledger.reserve(
                        "call-" + ids.incrementAndGet(),
                        List.of(ACCOUNT, KEY, TEAM),
                        caps,
                        new Money(amount),
                        NOON);
        return verdict instanceof Verdict.Allowed allowed && close(allowed.reservation());
    }

    private boolean close(Reservation reservation) {
        if (ThreadLocalRandom.current().nextInt(100) > 0) {
            return ledger.release(reservation);
        }
        long cost = Math.min(10, reservation.amount().nanos());
        spent.addAndGet(cost);
        return ledger.settle(reservation, new Money(cost));
    }

    private long mostUsedUntil(AtomicBoolean done) {
        long most = 0;
        while (!done.get()) {
            most = Math.max(most, ledger.standing(TEAM, Period.MONTH, NOON).used().nanos());
        }
        return most;
    }
}
