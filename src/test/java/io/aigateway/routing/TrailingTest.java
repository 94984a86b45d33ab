package io.aigateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aigateway.routing.Trailing.Sample;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is remembered of the last half minute. */
class TrailingTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Trailing trailing = new Trailing();

    @Test
    void whatIsOlderThanTheWindowIsForgotten() {
        // Given
        trailing.note(stream(100), 0);
        trailing.note(Sample.FAILED, 20 * SECOND);

        // When
        Seen atOnce = trailing.seen(20 * SECOND);
        Seen later = trailing.seen(40 * SECOND);
        Seen muchLater = trailing.seen(400 * SECOND);

        // Then
        assertThat(atOnce.errorRate()).hasValue(0.5);
        assertThat(later.errorRate()).hasValue(1);
        assertThat(later.firstToken().p50()).isEmpty();
        assertThat(muchLater).isEqualTo(Seen.NOTHING);
    }

    @Test
    void timeMayBeginBelowZero() {
        // Given
        trailing.note(stream(100), -SECOND);

        // When
        Seen seen = trailing.seen(SECOND);

        // Then
        assertThat(seen.answered()).isEqualTo(1);
    }

    @Test
    void nothingIsLostWhenManyTakeNoteAtOnce() {
        // Given
        int notes = 40_000;

        // When
        IntStream.range(0, notes).parallel().forEach(i -> trailing.note(stream(i % 500 + 1), 0));

        // Then
        assertThat(trailing.seen(0).answered()).isEqualTo(notes);
        assertThat(trailing.seen(0).firstToken().p50().getAsDouble()).isCloseTo(250, within(30.0));
    }

    @Test
    void takingNoteCostsAboutAMicrosecond() {
        // Given
        Random random = new Random(7);
        double[] millis = random.doubles(1_000, 1, 10_000).toArray();
        int rounds = 300_000;
        for (int i = 0; i < rounds; i++) {
            trailing.note(stream(millis[i % millis.length]), i);
        }

        // When
        long began = System.nanoTime();
        for (int i = 0; i < rounds; i++) {
            trailing.note(stream(millis[i % millis.length]), i);
        }
        double micros = (System.nanoTime() - began) / 1e3 / rounds;

        // Then
        assertThat(micros).isLessThan(20);
    }

    private static Sample stream(double millis) {
        return new Sample(
                false, OptionalDouble.of(millis), OptionalDouble.empty(), OptionalDouble.empty());
    }
}
