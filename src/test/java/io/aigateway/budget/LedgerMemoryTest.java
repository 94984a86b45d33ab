package io.aigateway.budget;

import static io.aigateway.budget.Ledgers.NOON;
import static io.aigateway.budget.Ledgers.TERMS;
import static io.aigateway.budget.Ledgers.allowed;
import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.money.Money;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.infinispan.manager.EmbeddedCacheManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prints what counters cost in memory, and what is left of it when they are dropped. */
@Tag("speed")
@Tag("O9")
class LedgerMemoryTest {

    private static final int KEYS = 100_000;
    private static final int TAGS = 10_000;
    private static final double MEGABYTE = 1_000_000;

    @Test
    void countsAHundredThousandKeysAndTenThousandTagsInUnderTwoHundredMegabytes() throws Exception {
        // Given
        try (EmbeddedCacheManager caches = LocalCaches.start()) {
            SpendLedger ledger = SpendLedger.inInfinispan(caches, SpendHistory.EMPTY, TERMS);
            call(ledger, 0);
            double before = usedMegabytes();

            // When
            for (int i = 0; i < KEYS; i++) {
                call(ledger, i);
            }
            double counted = usedMegabytes() - before;
            ledger.beginRound();
            int dropped = ledger.forgetIdle(1);
            double left = usedMegabytes() - before;

            // Then
            System.out.printf(
                    "%d keys and %d tags counted: %.0f MB more heap; %d dropped: %.0f MB%n",
                    KEYS, TAGS, counted, dropped, left);
            assertThat(counted).isLessThan(200);
            assertThat(left).isLessThan(counted / 4);
        }
    }

    private static void call(SpendLedger ledger, int i) {
        List<Scope> scopes =
                Scope.ofCall(
                        "main",
                        null,
                        "key_%020x".formatted(i),
                        List.of("team:%d".formatted(i % TAGS)),
                        List.of("openai"));
        Verdict verdict = ledger.reserve("call-" + i, scopes, List.of(), new Money(1_000), NOON);
        ledger.settle(allowed(verdict), new Money(900));
    }

    private static double usedMegabytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
    }
}
