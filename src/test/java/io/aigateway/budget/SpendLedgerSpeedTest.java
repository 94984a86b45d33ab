package io.aigateway.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.infinispan.manager.EmbeddedCacheManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prints what counting costs a call; asserts only that it is not wildly more. */
@Tag("speed")
class SpendLedgerSpeedTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final LedgerTerms TERMS =
            new LedgerTerms("node@1", ZoneOffset.UTC, Duration.ofMinutes(15), 1_000_000, 1_000);
    private static final int ROUNDS = 40_000;
    private static final int MANY = 64;

    @Test
    void reservesAndSettlesOverThreeScopesInWellUnderAMillisecond() throws Exception {
        // Given
        try (EmbeddedCacheManager caches = LocalCaches.start()) {
            SpendLedger ledger = SpendLedger.inInfinispan(caches, SpendHistory.EMPTY, TERMS);
            timesOf(ledger, "warm-up", 1, SpendLedgerSpeedTest::spread);

            // When
            long[] alone = timesOf(ledger, "alone", 1, SpendLedgerSpeedTest::spread);
            long[] hot = timesOf(ledger, "hot", MANY, i -> scopes("key_hot", "team:hot"));
            long[] spread = timesOf(ledger, "spread", MANY, SpendLedgerSpeedTest::spread);

            // Then
            print("1 thread, 500 keys", alone);
            print("64 threads, one key", hot);
            print("64 threads, 500 keys", spread);
            assertThat(alone[alone.length / 2]).isLessThan(1_000_000);
        }
    }

    private static void print(String what, long[] nanos) {
        System.out.printf(
                "reserve and settle over three scopes, %s: p50 %.1f us, p99 %.1f us%n",
                what, nanos[nanos.length / 2] / 1e3, nanos[nanos.length * 99 / 100] / 1e3);
    }

    private static List<Scope> spread(int i) {
        return scopes("key_" + i % 500, "team:" + i % 50);
    }

    private static List<Scope> scopes(String key, String tag) {
        return Scope.ofCall("acc", null, key, List.of(tag), List.of());
    }

    private static long[] timesOf(
            SpendLedger ledger, String run, int threads, IntFunction<List<Scope>> scopesOf)
            throws InterruptedException {
        long[] nanos = new long[ROUNDS];
        AtomicInteger next = new AtomicInteger();
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Thread thread = new Thread(() -> callAll(ledger, run, next, scopesOf, nanos));
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            thread.join();
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static void callAll(
            SpendLedger ledger,
            String run,
            AtomicInteger next,
            IntFunction<List<Scope>> scopesOf,
            long[] nanos) {
        for (int i = next.getAndIncrement(); i < nanos.length; i = next.getAndIncrement()) {
            List<Scope> scopes = scopesOf.apply(i);
            List<CapLine> caps = capsOn(scopes);
            long start = System.nanoTime();
            Verdict verdict = ledger.reserve(run + i, scopes, caps, new Money(1_000_000), NOON);
            ledger.settle(((Verdict.Allowed) verdict).reservation(), new Money(900_000));
            nanos[i] = System.nanoTime() - start;
        }
    }

    private static List<CapLine> capsOn(List<Scope> scopes) {
        List<CapLine> caps = new ArrayList<>();
        for (Scope scope : scopes) {
            caps.add(new CapLine(scope, Period.MONTH, new Money(Long.MAX_VALUE), "bud_1"));
        }
        return caps;
    }
}
