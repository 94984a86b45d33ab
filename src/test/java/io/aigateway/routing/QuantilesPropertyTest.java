package io.aigateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.routing.Trailing.Sample;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Percentage;

/** How right the quantiles are that are told. */
class QuantilesPropertyTest {

    @Property(tries = 300)
    void theyAreRightWithinATenth(
            @ForAll @Size(min = 1, max = 300)
                    List<@DoubleRange(min = 1, max = 60_000) Double> millis) {
        // Given
        Trailing trailing = new Trailing();
        for (double one : millis) {
            trailing.note(
                    new Sample(
                            false,
                            OptionalDouble.of(one),
                            OptionalDouble.empty(),
                            OptionalDouble.empty()),
                    0);
        }

        // When
        Quantiles seen = trailing.seen(0).firstToken();

        // Then
        List<Double> sorted = millis.stream().sorted().toList();
        assertThat(seen.p50().getAsDouble()).isCloseTo(at(sorted, 0.5), within());
        assertThat(seen.p99().getAsDouble()).isCloseTo(at(sorted, 0.99), within());
    }

    private static Percentage within() {
        return Percentage.withPercentage(10);
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
