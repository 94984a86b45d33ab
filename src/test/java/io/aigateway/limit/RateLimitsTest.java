package io.aigateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitsTest {

    private final HandClock clock = new HandClock();
    private final RateLimits limits = new RateLimits(clock);

    @Test
    void grantsAMinutesWorthAtOnceAndThenTellsHowLongToWait() {
        // Given
        List<RateLimit> six = List.of(RateLimit.ofRequests("key_1", 6));
        List<RateVerdict> granted = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            granted.add(limits.admit(six));
        }

        // When
        RateVerdict seventh = limits.admit(six);

        // Then
        assertThat(granted)
                .startsWith(new RateVerdict.Granted(6, 5, 10), new RateVerdict.Granted(6, 4, 20))
                .endsWith(new RateVerdict.Granted(6, 0, 60));
        assertThat(seventh).isEqualTo(new RateVerdict.Limited(10, 6, "key_1"));
        clock.move(Duration.ofSeconds(10).minusMillis(1));
        assertThat(limits.admit(six)).isEqualTo(new RateVerdict.Limited(1, 6, "key_1"));
        clock.move(Duration.ofMillis(1));
        assertThat(limits.admit(six)).isEqualTo(new RateVerdict.Granted(6, 0, 60));
    }

    @Test
    void aCallWithoutLimitsIsUnlimited() {
        // Given
        List<RateLimit> none = List.of();

        // When
        RateVerdict verdict = limits.admit(none);

        // Then
        assertThat(verdict).isEqualTo(new RateVerdict.Unlimited());
        assertThat(limits.size()).isZero();
    }

    @Test
    @Tag("M3")
    void aRefusalTakesNothingFromTheOtherLimit() {
        // Given
        RateLimit wide = RateLimit.ofRequests("sa_1", 100);
        RateLimit narrow = RateLimit.ofRequests("key_1", 1);
        limits.admit(List.of(wide, narrow));

        // When
        for (int i = 0; i < 50; i++) {
            assertThat(limits.admit(List.of(wide, narrow)))
                    .isEqualTo(new RateVerdict.Limited(60, 1, "key_1"));
        }

        // Then
        assertThat(limits.admit(List.of(wide))).isEqualTo(new RateVerdict.Granted(100, 98, 2));
    }

    @Test
    @Tag("M4")
    void drawsWholeAmountsSuchAsTokens() {
        // Given
        RateLimit tokens = new RateLimit("key_1:tokens", 100, 40);
        limits.admit(List.of(tokens));
        limits.admit(List.of(tokens));

        // When
        RateVerdict third = limits.admit(List.of(tokens));

        // Then
        assertThat(third).isEqualTo(new RateVerdict.Limited(12, 100, "key_1:tokens"));
    }

    @Test
    @Tag("M4")
    void manyThreadsNeverGetMoreThanTheLimit() throws InterruptedException {
        // Given
        AtomicInteger granted = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            String key = "key_" + t % 4;
            threads.add(new Thread(() -> admitOften(key, go, granted)));
        }
        threads.forEach(Thread::start);

        // When
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        // Then
        assertThat(granted).hasValue(1_000);
    }

    @Test
    void aNewLimitHoldsForTheNextCall() {
        // Given
        limits.admit(List.of(RateLimit.ofRequests("key_1", 1_000)));

        // When
        RateVerdict verdict = limits.admit(List.of(RateLimit.ofRequests("key_1", 2)));

        // Then
        assertThat(verdict).isEqualTo(new RateVerdict.Granted(2, 1, 30));
    }

    @ParameterizedTest
    @Tag("M14")
    @ValueSource(longs = {-3_600, -1})
    void aClockThatWasSetBackRefillsNothingAndBlocksNobody(long seconds) {
        // Given
        List<RateLimit> one = List.of(RateLimit.ofRequests("key_1", 1));
        limits.admit(one);
        clock.move(Duration.ofSeconds(seconds));

        // When
        RateVerdict verdict = limits.admit(one);

        // Then
        assertThat(verdict).isEqualTo(new RateVerdict.Limited(60, 1, "key_1"));
        clock.move(Duration.ofSeconds(61));
        assertThat(limits.admit(one)).isInstanceOf(RateVerdict.Granted.class);
    }

    @Test
    void forgetsQuietSubjectsAndKeepsBusyOnes() {
        // Given
        RateLimits few = new RateLimits(clock, 100);
        for (int i = 0; i < 99; i++) {
            few.admit(List.of(RateLimit.ofRequests("quiet_" + i, 60)));
        }
        clock.move(Duration.ofSeconds(30));
        List<RateLimit> busy = List.of(RateLimit.ofRequests("busy", 1));
        few.admit(busy);

        // When
        few.admit(List.of(RateLimit.ofRequests("one more", 1)));

        // Then
        assertThat(few.size()).isEqualTo(2);
        assertThat(few.admit(busy)).isInstanceOf(RateVerdict.Limited.class);
    }

    @Property
    void neverGrantsMoreThanABurstAndWhatRefilledSince(
            @ForAll @IntRange(min = 1, max = 50) int perMinute,
            @ForAll @Size(max = 60) List<@IntRange(max = 5_000) Integer> pauses) {
        // Given
        HandClock time = new HandClock();
        RateLimits fresh = new RateLimits(time);
        long passed = 0;
        long granted = 0;

        // When
        for (int pause : pauses) {
            time.move(Duration.ofMillis(pause));
            passed += pause;
            List<RateLimit> one = List.of(RateLimit.ofRequests("key_1", perMinute));
            granted += fresh.admit(one) instanceof RateVerdict.Granted ? 1 : 0;
        }

        // Then
        long most = perMinute + passed * perMinute / 60_000;
        assertThat(granted).isLessThanOrEqualTo(most);
    }

    @Test
    void refusesALimitThatIsNone() {
        // Given
        String subject = "key_1";

        // When
        assertThatThrownBy(() -> RateLimit.ofRequests(subject, 0))

                // Then
                .hasMessage("limit per minute must be 1 to 1000000000, but was 0");
    }

    private void admitOften(String key, CountDownLatch go, AtomicInteger granted) {
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        List<RateLimit> both =
                List.of(RateLimit.ofRequests("sa_1", 1_000), RateLimit.ofRequests(key, 400));
        for (int i = 0; i < 500; i++) {
            if (limits.admit(both) instanceof RateVerdict.Granted) {
                granted.incrementAndGet();
            }
        }
    }
}
