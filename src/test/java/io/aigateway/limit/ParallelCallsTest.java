package io.aigateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParallelCallsTest {

    private final ParallelCalls calls = new ParallelCalls();

    @Test
    void refusesOneMoreThanTheMost() {
        // Given
        Optional<ParallelCalls.Place> first = calls.begin("key_1", 2);
        Optional<ParallelCalls.Place> second = calls.begin("key_1", 2);

        // When
        Optional<ParallelCalls.Place> third = calls.begin("key_1", 2);

        // Then
        assertThat(first).isPresent();
        assertThat(second).isPresent();
        assertThat(third).isEmpty();
        assertThat(calls.begin("key_2", 2)).isPresent();
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        // Given
        ParallelCalls.Place first = calls.begin("key_1", 2).orElseThrow();
        ParallelCalls.Place second = calls.begin("key_1", 2).orElseThrow();

        // When
        first.close();
        first.close();

        // Then
        assertThat(calls.underWay("key_1")).isEqualTo(1);
        second.close();
        assertThat(calls.underWay("key_1")).isZero();
    }
}
