package io.aigateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many threads on the same few limits, by a clock that stands still. */
class RateLimitsStressTest {

    private static final int THREADS = 16;

    private final RateLimits limits = new RateLimits(new HandClock(), 50);

    @Test
    @Tag("M4")
    void fiveParallelCallsAgainstAHundredTokensGetAHundredAtMost() throws Exception {
        // Given
        for (int round = 0; round < 500; round++) {
            Limit hundred = Some.tokens("key_" + round, 100);

            // When
            List<RateVerdict> verdicts = at(5, () -> limits.admit(List.of(hundred.want(30))));

            // Then
            assertThat(verdicts).filteredOn(RateVerdict.Granted.class::isInstance).hasSize(3);
        }
    }

    @Test
    @Tag("M2")
    void manyThreadsNeverGetMoreThanTheLimit() throws Exception {
        // Given
        List<Want> call =
                List.of(
                        Some.requests("sa_1", 1_000).one(),
                        Some.requests("key_1", 2_000).one(),
                        Some.tokens("key_1", 1_000_000).want(7));

        // When
        List<Integer> granted =
                at(
                        THREADS,
                        () -> {
                            int own = 0;
                            for (int i = 0; i < 500; i++) {
                                own += limits.admit(call) instanceof RateVerdict.Granted ? 1 : 0;
                            }
                            return own;
                        });

        // Then
        assertThat(granted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1_000);
        assertThat(limits.levels(List.of(call.get(2).limit())).get(0).remaining())
                .isEqualTo(1_000_000 - 7_000);
    }

    @Test
    void everythingIsBackWhenEveryCallHasEnded() throws Exception {
        // Given
        AtomicInteger most = new AtomicInteger();
        AtomicInteger underWay = new AtomicInteger();
        Limit parallel = Some.parallel("sa_1", 3);
        Limit tokens = Some.tokens("sa_1", 1_000);

        // When
        at(
                THREADS,
                () -> {
                    for (int i = 0; i < 2_000; i++) {
                        Want own = Some.requests("key_" + i % 200, 1_000).one();
                        RateVerdict verdict =
                                limits.admit(List.of(own, parallel.one(), tokens.want(10)));
                        if (verdict instanceof RateVerdict.Granted granted) {
                            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                            underWay.decrementAndGet();
                            granted.grant().giveBack();
                        }
                    }
                    return true;
                });

        // Then
        assertThat(most).hasValueBetween(1, 3);
        assertThat(limits.levels(List.of(parallel, tokens)))
                .extracting(Level::remaining)
                .containsExactly(3L, 1_000L);
        assertThat(limits.size()).isLessThanOrEqualTo(201);
    }

    private static <T> List<T> at(int threads, Callable<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            List<Callable<T>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(work);
            }
            for (Future<T> done : pool.invokeAll(all)) {
                results.add(result(done));
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> T result(Future<T> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        }
    }
}
