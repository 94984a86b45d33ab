package io.aigateway.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.infinispan.manager.EmbeddedCacheManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prints what counting costs a call; asserts only that it is not wildly more. */
@Tag("speed")
class SpendLedgerSpeedTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final LedgerTerms TERMS =
            new LedgerTerms("node@1", ZoneOffset.UTC, Duration.ofMinutes(15));
    private static final int ROUNDS = 40_000;

    @Test
    void reservesAndSettlesOverThreeScopesInWellUnderAMillisecond() throws Exception {
        // Given
        try (EmbeddedCacheManager caches = LocalCaches.start()) {
            SpendLedger ledger = SpendLedger.inInfinispan(caches, SpendHistory.EMPTY, TERMS);
            timesOf(ledger, "warm-up");

            // When
            long[] nanos = timesOf(ledger, "measured");

            // Then
            System.out.printf(
                    "reserve and settle over three scopes: p50 %d ns, p99 %d ns%n",
                    nanos[ROUNDS / 2], nanos[ROUNDS * 99 / 100]);
            assertThat(nanos[nanos.length / 2]).isLessThan(1_000_000);
        }
    }

    private static long[] timesOf(SpendLedger ledger, String run) {
        long[] nanos = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            List<Scope> scopes =
                    Scope.ofCall(
                            "acc", null, "key_" + i % 500, List.of("team:" + i % 50), List.of());
            List<CapLine> caps = capsOn(scopes);
            long start = System.nanoTime();
            Verdict verdict = ledger.reserve(run + i, scopes, caps, new Money(1_000_000), NOON);
            ledger.settle(((Verdict.Allowed) verdict).reservation(), new Money(900_000));
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static List<CapLine> capsOn(List<Scope> scopes) {
        List<CapLine> caps = new ArrayList<>();
        for (Scope scope : scopes) {
            caps.add(new CapLine(scope, Period.MONTH, new Money(Long.MAX_VALUE), "bud_1"));
        }
        return caps;
    }
}
