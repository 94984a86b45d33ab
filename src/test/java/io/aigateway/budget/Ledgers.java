package io.aigateway.budget;

import io.aigateway.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What ledger tests share: amounts, scopes, and many callers at once. */
final class Ledgers {

    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final LedgerTerms TERMS =
            new LedgerTerms("node@1", ZoneOffset.UTC, Duration.ofMinutes(15), 1_000_000, 1_000);
    static final Scope ACCOUNT = new Scope(Scope.Kind.ACCOUNT, "acc");
    static final Scope KEY = new Scope(Scope.Kind.KEY, "key_1");
    static final Scope TEAM = new Scope(Scope.Kind.TAG, "team:a");

    private Ledgers() {}

    static Money usd(String amount) {
        return Money.ofUsd(new BigDecimal(amount));
    }

    static CapLine monthly(Scope scope, String cap) {
        return new CapLine(scope, Period.MONTH, usd(cap), "bud_" + scope.id());
    }

    static Reservation allowed(Verdict verdict) {
        return ((Verdict.Allowed) verdict).reservation();
    }

    /** Runs a call so many times, on so many threads that start together. */
    static <T> List<T> atOnce(int threads, int times, Callable<T> call) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                futures.add(
                        pool.submit(
                                () -> {
                                    start.await();
                                    return call.call();
                                }));
            }
            start.countDown();
            return results(futures);
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> List<T> results(List<Future<T>> futures)
            throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }
}
