package io.aigateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        Limit six = Some.requests("key_1", 6);
        List<Level> granted = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            granted.addAll(Some.granted(limits, six.one()).levels());
        }

        // When
        RateVerdict seventh = limits.admit(List.of(six.one()));

        // Then
        assertThat(granted)
                .startsWith(new Level(six, 5, 10), new Level(six, 4, 20))
                .endsWith(new Level(six, 0, 60));
        assertThat(seventh).isEqualTo(new RateVerdict.Limited(six.one(), 0, 10));
        clock.move(Duration.ofSeconds(10).minusMillis(1));
        assertThat(limits.admit(List.of(six.one())))
                .isEqualTo(new RateVerdict.Limited(six.one(), 0, 1));
        clock.move(Duration.ofMillis(1));
        assertThat(Some.granted(limits, six.one()).levels()).containsExactly(new Level(six, 0, 60));
    }

    @Test
    void aCallWithoutLimitsIsGrantedNothing() {
        // Given
        List<Want> none = List.of();

        // When
        RateVerdict verdict = limits.admit(none);

        // Then
        assertThat(verdict).isEqualTo(new RateVerdict.Granted(Grant.NONE, List.of()));
        assertThat(limits.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"requests", "tokens", "parallel"})
    @Tag("M3")
    void aRefusalByOneLimitTakesNothingFromTheOthers(String narrow) {
        // Given
        Limit wide = Some.requests("sa_1", 100);
        Limit tokens = Some.tokens("key_1", narrow.equals("tokens") ? 10 : 1_000);
        Limit requests = Some.requests("key_1", narrow.equals("requests") ? 1 : 100);
        Limit parallel = Some.parallel("key_1", narrow.equals("parallel") ? 1 : 100);
        List<Want> call = List.of(wide.one(), tokens.want(10), requests.one(), parallel.one());
        limits.admit(call);

        // When
        for (int i = 0; i < 50; i++) {
            assertThat(limits.admit(call)).isInstanceOf(RateVerdict.Limited.class);
        }

        // Then
        List<Level> levels = limits.levels(List.of(wide, tokens, requests, parallel));
        assertThat(levels.stream().map(level -> level.limit().most() - level.remaining()))
                .containsExactly(1L, 10L, 1L, 1L);
    }

    @Test
    void namesTheLimitToWaitForLongest() {
        // Given
        Want request = Some.requests("key_1", 60).one();
        Want tokens = Some.tokens("sa_1", 100).want(80);
        for (int i = 0; i < 60; i++) {
            limits.admit(List.of(request));
        }
        limits.admit(List.of(tokens));

        // When
        RateVerdict verdict = limits.admit(List.of(request, tokens));

        // Then
        assertThat(verdict).isEqualTo(new RateVerdict.Limited(tokens, 20, 36));
    }

    @Test
    void tellsACallThatIsLargerThanItsLimitThatWaitingDoesNotHelp() {
        // Given
        Want tooMany = Some.tokens("key_1", 100).want(101);

        // When
        RateVerdict verdict = limits.admit(List.of(tooMany));

        // Then
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        RateVerdict.Limited.class, limited -> assertThat(limited.never()).isTrue());
    }

    @Test
    void aServedCallGetsTheTokensBackThatItDidNotUse() {
        // Given
        Limit tokens = Some.tokens("key_1", 100);
        Limit requests = Some.requests("key_1", 10);
        Grant grant = Some.granted(limits, tokens.want(80), requests.one()).grant();

        // When
        grant.settle(15);
        grant.settle(90);
        grant.giveBack();

        // Then
        assertThat(limits.levels(List.of(tokens, requests)))
                .containsExactly(new Level(tokens, 85, 9), new Level(requests, 9, 6));
    }

    @Test
    void aServedCallThatUsedMoreLeavesADebtThatMustBeRefilledFirst() {
        // Given
        Limit tokens = Some.tokens("key_1", 100);
        Some.granted(limits, tokens.want(80)).grant().settle(320);

        // When
        RateVerdict verdict = limits.admit(List.of(tokens.want(1)));

        // Then
        assertThat(verdict).isEqualTo(new RateVerdict.Limited(tokens.want(1), 0, 133));
        clock.move(Duration.ofSeconds(132));
        assertThat(limits.admit(List.of(tokens.want(1)))).isInstanceOf(RateVerdict.Limited.class);
        clock.move(Duration.ofSeconds(1));
        assertThat(limits.admit(List.of(tokens.want(1)))).isInstanceOf(RateVerdict.Granted.class);
    }

    @Test
    void aRefusedCallGetsEverythingBack() {
        // Given
        Limit tokens = Some.tokens("key_1", 100);
        Limit requests = Some.requests("key_1", 10);
        Limit parallel = Some.parallel("key_1", 2);
        List<Limit> all = List.of(tokens, requests, parallel);
        Grant grant = Some.granted(limits, tokens.want(80), requests.one(), parallel.one()).grant();

        // When
        grant.giveBack();
        grant.giveBack();

        // Then
        assertThat(limits.levels(all))
                .allSatisfy(level -> assertThat(level.remaining()).isEqualTo(level.limit().most()));
    }

    @Test
    void aLongCallKeepsItsPlaceUntilItEnds() {
        // Given
        Limit parallel = Some.parallel("key_1", 1);
        Grant grant = Some.granted(limits, parallel.one()).grant();
        clock.move(Duration.ofHours(2));

        // When
        RateVerdict during = limits.admit(List.of(parallel.one()));
        grant.settle(0);

        // Then
        assertThat(during).isEqualTo(new RateVerdict.Limited(parallel.one(), 0, 1));
        assertThat(limits.size()).isZero();
        assertThat(limits.admit(List.of(parallel.one()))).isInstanceOf(RateVerdict.Granted.class);
    }

    @Test
    void aCallThatMovesToAnotherModelFreesTheFirstOnesPlaceAndTokens() {
        // Given
        Limit first = Some.model("a/one", Unit.PARALLEL, 1);
        Limit asked = Some.model("a/one", Unit.REQUESTS, 10);
        Limit second = Some.model("b/two", Unit.PARALLEL, 1);
        Limit key = Some.tokens("key_1", 100);
        Grant grant = Some.granted(limits, first.one(), asked.one(), key.want(60)).grant();

        // When
        Grant moved = grant.movedTo(Some.granted(limits, second.one()).grant());

        // Then
        assertThat(limits.levels(List.of(first, asked, second, key)))
                .extracting(Level::remaining)
                .containsExactly(1L, 9L, 0L, 40L);
        moved.settle(10);
        grant.giveBack();
        assertThat(limits.levels(List.of(first, asked, second, key)))
                .extracting(Level::remaining)
                .containsExactly(1L, 9L, 1L, 90L);
    }

    @Test
    void aCallThatTurnsToAnotherModelGivesTheFirstOneEverythingBack() {
        // Given
        Limit first = Some.model("a/one", Unit.PARALLEL, 1);
        Limit unasked = Some.model("a/one", Unit.REQUESTS, 10);
        Limit second = Some.model("b/two", Unit.REQUESTS, 5);
        Limit key = Some.tokens("key_1", 100);
        Grant grant = Some.granted(limits, first.one(), unasked.one(), key.want(60)).grant();

        // When
        Grant turned = grant.turnedTo(Some.granted(limits, second.one()).grant());

        // Then
        assertThat(limits.levels(List.of(first, unasked, second, key)))
                .extracting(Level::remaining)
                .containsExactly(1L, 10L, 4L, 40L);
        turned.settle(10);
        grant.giveBack();
        assertThat(limits.levels(List.of(first, unasked, second, key)))
                .extracting(Level::remaining)
                .containsExactly(1L, 10L, 4L, 90L);
    }

    @Test
    void aCallThatMayMoveHoldsBothModelsAndEndsWithTheOneThatServed() {
        // Given
        Limit first = Some.model("a/one", Unit.PARALLEL, 1);
        Limit second = Some.model("b/two", Unit.TOKENS, 50);
        Limit key = Some.tokens("key_1", 100);
        Grant grant = Some.granted(limits, first.one(), key.want(60)).grant();
        Grant other = Some.granted(limits, second.want(40)).grant();

        // When
        Grant both = grant.mayMoveTo(other);

        // Then
        assertThat(limits.levels(List.of(first, second, key)))
                .extracting(Level::remaining)
                .containsExactly(0L, 10L, 40L);
        both.settle(15);
        both.settle(15);
        grant.settle(15);
        assertThat(limits.levels(List.of(first, second, key)))
                .extracting(Level::remaining)
                .containsExactly(1L, 35L, 85L);
    }

    @Test
    void aCallThatStayedFreesWhatItHeldOfTheOtherModel() {
        // Given
        Limit first = Some.model("a/one", Unit.PARALLEL, 1);
        Limit second = Some.model("b/two", Unit.TOKENS, 50);
        Limit key = Some.tokens("key_1", 100);
        Grant grant = Some.granted(limits, first.one(), key.want(60)).grant();
        Grant both = grant.mayMoveTo(Some.granted(limits, second.want(40)).grant());

        // When
        both.stayed();

        // Then
        assertThat(limits.levels(List.of(first, second, key)))
                .extracting(Level::remaining)
                .containsExactly(0L, 50L, 40L);
        grant.settle(15);
        assertThat(limits.levels(List.of(first, second, key)))
                .extracting(Level::remaining)
                .containsExactly(1L, 50L, 85L);
    }

    @Test
    void aNewLimitHoldsForTheNextCall() {
        // Given
        Grant grant = Some.granted(limits, Some.tokens("key_1", 1_000).want(500)).grant();
        Limit lower = Some.tokens("key_1", 2);

        // When
        RateVerdict.Granted next = Some.granted(limits, lower.one());

        // Then
        assertThat(next.levels()).containsExactly(new Level(lower, 1, 30));
        grant.settle(0);
        assertThat(limits.levels(List.of(lower))).containsExactly(new Level(lower, 2, 0));
    }

    @ParameterizedTest
    @Tag("M14")
    @ValueSource(longs = {-3_600, -1})
    void aClockThatWasSetBackRefillsNothingAndBlocksNobody(long seconds) {
        // Given
        Want one = Some.requests("key_1", 1).one();
        limits.admit(List.of(one));
        clock.move(Duration.ofSeconds(seconds));

        // When
        RateVerdict verdict = limits.admit(List.of(one));

        // Then
        assertThat(verdict).isEqualTo(new RateVerdict.Limited(one, 0, 60));
        clock.move(Duration.ofSeconds(61));
        assertThat(limits.admit(List.of(one))).isInstanceOf(RateVerdict.Granted.class);
    }

    @Test
    void forgetsQuietSubjectsAndKeepsBusyOnes() {
        // Given
        RateLimits few = new RateLimits(clock, 100);
        for (int i = 0; i < 99; i++) {
            few.admit(List.of(Some.requests("quiet_" + i, 60).one()));
        }
        clock.move(Duration.ofSeconds(30));
        List<Want> busy = List.of(Some.requests("busy", 1).one());
        few.admit(busy);

        // When
        few.admit(List.of(Some.requests("one more", 1).one()));

        // Then
        assertThat(few.size()).isEqualTo(2);
        assertThat(few.admit(busy)).isInstanceOf(RateVerdict.Limited.class);
    }

    @Test
    void refusesALimitThatIsNone() {
        // Given
        String subject = "key_1";

        // When
        assertThatThrownBy(() -> Some.requests(subject, 0))

                // Then
                .hasMessage("limit must be 1 to 2147483647, but was 0");
    }
}
