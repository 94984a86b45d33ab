package io.aigateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever calls come, whenever they end, and whatever they really use. */
class RateLimitsPropertyTest {

    private static final long LONGEST_AGO = 60_000;

    /**
     * One step of a life.
     *
     * @param pause how long nothing happens before it, in milliseconds
     * @param wanted what a call asks for
     * @param used what the oldest call under way really used; it ends when this is even
     */
    record Step(int pause, int wanted, int used) {}

    @Property
    @Tag("M4")
    void neverGrantsMoreOverAnyTimeThanTheLimitAndWhatRefilled(
            @ForAll @IntRange(min = 1, max = 50) int perMinute,
            @ForAll @Size(max = 60) List<@IntRange(max = 5_000) Integer> pauses) {
        // Given
        HandClock time = new HandClock();
        RateLimits fresh = new RateLimits(time);
        List<Long> grantedAt = new ArrayList<>();

        // When
        for (int pause : pauses) {
            time.move(Duration.ofMillis(pause));
            if (fresh.admit(List.of(Some.requests("key_1", perMinute).one()))
                    instanceof RateVerdict.Granted) {
                grantedAt.add(time.millis());
            }
        }

        // Then
        for (int from = 0; from < grantedAt.size(); from++) {
            for (int to = from; to < grantedAt.size(); to++) {
                long passed = grantedAt.get(to) - grantedAt.get(from);
                assertThat(to - from + 1L)
                        .isLessThanOrEqualTo(perMinute + passed * perMinute / LONGEST_AGO);
            }
        }
    }

    @Property
    @Tag("M4")
    void tokensReallyUsedStayWithinTheLimitAndEveryDebtIsPaid(
            @ForAll @IntRange(min = 1, max = 1_000) int perMinute,
            @ForAll @Size(max = 80) List<@IntRange(max = 3_000_000) Integer> seeds) {
        // Given
        HandClock time = new HandClock();
        RateLimits fresh = new RateLimits(time);
        Limit limit = Some.tokens("key_1", perMinute);
        long start = time.millis();
        long counted = 0;
        List<Grant> open = new ArrayList<>();
        List<Long> held = new ArrayList<>();

        // When
        for (int seed : seeds) {
            Step step = new Step(seed % 20_000, 1 + seed % (2 * perMinute), seed % 977);
            time.move(Duration.ofMillis(step.pause()));
            if (fresh.admit(List.of(limit.want(step.wanted())))
                    instanceof RateVerdict.Granted granted) {
                open.add(granted.grant());
                held.add((long) step.wanted());
                counted += step.wanted();

                // Then
                long minutesWorth = (time.millis() - start) * perMinute / LONGEST_AGO;
                assertThat(counted).isLessThanOrEqualTo(perMinute + minutesWorth);
            }
            if (step.used() % 2 == 0 && !open.isEmpty()) {
                open.remove(0).settle(step.used());
                counted += step.used() - held.remove(0);
            }
            assertThat(level(fresh, limit)).isBetween(0L, (long) perMinute);
        }
    }

    @Property
    void placesTakenAreExactlyTheCallsUnderWay(
            @ForAll @IntRange(min = 1, max = 5) int most,
            @ForAll @Size(max = 100) List<Boolean> begins) {
        // Given
        RateLimits fresh = new RateLimits(new HandClock());
        Limit limit = Some.parallel("key_1", most);
        List<Grant> open = new ArrayList<>();

        // When
        for (boolean begin : begins) {
            RateVerdict verdict = begin ? fresh.admit(List.of(limit.one())) : null;
            if (verdict instanceof RateVerdict.Granted granted) {
                open.add(granted.grant());
            } else if (!begin && !open.isEmpty()) {
                open.remove(0).giveBack();
            }

            // Then
            assertThat(level(fresh, limit)).isEqualTo(most - open.size());
            assertThat(fresh.size()).isEqualTo(open.isEmpty() ? 0 : 1);
        }
    }

    private static long level(RateLimits limits, Limit limit) {
        return limits.levels(List.of(limit)).get(0).remaining();
    }
}
