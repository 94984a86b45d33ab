package io.aigateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.call.Attempt;
import io.aigateway.call.Candidate;
import io.aigateway.call.Outcome;
import io.aigateway.money.Usage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is left alone, for how long, and what ends that. */
class CoolDownsTest {

    private static final CoolDownTerms TERMS =
            new CoolDownTerms(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofHours(1));

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - Duration.ofMinutes(2).toNanos());
    private final CoolDowns coolDowns = new CoolDowns(TERMS, now::get);
    private final Candidate asked = Candidates.of("acme", "big", "key-1");
    private final Candidate sibling = Candidates.of("acme", "small", "key-1");

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMIT, 429, , 5, true, false",
        "RATE_LIMIT, 429, 40, 40, true, false",
        "RATE_LIMIT, 429, 90000, 3600, true, false",
        "RATE_LIMIT, 0, 40, 0, false, false",
        "SERVER_ERROR, 503, 20, 20, true, false",
        "SERVER_ERROR, 500, , 0, false, false",
        "TIMEOUT, 0, , 0, false, false",
        "QUOTA, 402, , 300, true, true",
        "QUOTA, 429, 1000, 1000, true, true",
        "QUOTA, 429, 3, 300, true, true",
        "PROVIDER_AUTH, 401, , 300, true, true",
        "PROVIDER_AUTH, 400, , 300, true, true",
        "PROVIDER_AUTH, 403, , 300, true, false",
        "CIRCUIT_OPEN, 0, , 1, true, true",
        "CALLER_FAULT, 400, , 0, false, false",
        "SUCCESS, 200, , 0, false, false",
    })
    void eachFailureHasItsOwn(
            Outcome outcome,
            int status,
            Integer retryAfter,
            long seconds,
            boolean model,
            boolean provider) {
        // Given
        Duration wait = retryAfter == null ? null : Duration.ofSeconds(retryAfter);

        // When
        coolDowns.note(new Attempt(asked, outcome, status, 10, "No.", wait, Usage.NONE));

        // Then
        assertThat(coolDowns.cooled(asked)).isEqualTo(model);
        assertThat(coolDowns.cooled(sibling)).isEqualTo(provider);
        assertThat(coolDowns.find(asked).map(one -> one.left(now.get()).toSeconds()))
                .isEqualTo(model ? Optional.of(seconds) : Optional.empty());
    }

    @Test
    void itEnds() {
        // Given
        coolDowns.note(attempt(asked, Outcome.RATE_LIMIT, 429));

        // When
        now.addAndGet(Duration.ofSeconds(5).toNanos());

        // Then
        assertThat(coolDowns.cooled(asked)).isFalse();
        assertThat(coolDowns.all()).isEmpty();
    }

    @Test
    void aShorterWaitDoesNotShortenALongerOne() {
        // Given
        coolDowns.note(
                new Attempt(
                        asked,
                        Outcome.RATE_LIMIT,
                        429,
                        1,
                        null,
                        Duration.ofSeconds(60),
                        Usage.NONE));

        // When
        coolDowns.note(attempt(asked, Outcome.RATE_LIMIT, 429));

        // Then
        assertThat(coolDowns.find(asked).orElseThrow().left(now.get()))
                .isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void anotherKeyIsNotLeftAlone() {
        // Given
        coolDowns.note(attempt(asked, Outcome.PROVIDER_AUTH, 401));

        // When
        Candidate renewed = Candidates.of("acme", "big", "key-2");

        // Then
        assertThat(coolDowns.cooled(asked)).isTrue();
        assertThat(coolDowns.cooled(renewed)).isFalse();
    }

    @Test
    void aKeyThatWorksAgainIsUsedAgain() {
        // Given
        coolDowns.note(attempt(asked, Outcome.QUOTA, 402));
        now.addAndGet(Duration.ofSeconds(2).toNanos());

        // When
        coolDowns.note(attempt(asked, Outcome.SUCCESS, 200));

        // Then
        assertThat(coolDowns.cooled(asked)).isFalse();
    }

    @Test
    void whatWasUnderWayBeforeTheKeyFailedTellsNothingOfIt() {
        // Given
        coolDowns.note(attempt(asked, Outcome.QUOTA, 402));
        now.addAndGet(Duration.ofSeconds(2).toNanos());

        // When
        coolDowns.note(new Attempt(sibling, Outcome.SUCCESS, 200, 5_000, null, null, Usage.NONE));

        // Then
        assertThat(coolDowns.cooled(asked)).isTrue();
    }

    @Test
    void onlyTheBeginningOfAKeysFailureIsAlerted() {
        // Given
        Optional<CoolDown> first = coolDowns.note(attempt(asked, Outcome.QUOTA, 402));

        // When
        Optional<CoolDown> second = coolDowns.note(attempt(sibling, Outcome.QUOTA, 402));

        // Then
        assertThat(first).isPresent();
        assertThat(second).isEmpty();
    }

    @Test
    void itsMemoryIsBounded() {
        // Given
        int names = 10_000;

        // When
        for (int i = 0; i < names; i++) {
            coolDowns.note(attempt(Candidates.of("acme", "m" + i, "k"), Outcome.RATE_LIMIT, 429));
        }

        // Then
        assertThat(coolDowns.all()).hasSizeLessThanOrEqualTo(4_096);
    }

    private static Attempt attempt(Candidate candidate, Outcome outcome, int status) {
        return new Attempt(candidate, outcome, status, 10, null, null, Usage.NONE);
    }
}
