package io.aigateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the build says of the cases that are proven. */
class ScoreboardTest {

    @Test
    void thereAreSixtyFourCases() {
        // Given
        Set<String> none = Set.of();

        // When
        String text = Scoreboard.text(none);

        // Then
        assertThat(text)
                .startsWith("fault cases proven: 0 of 64 (O1-O14, U1-U30, C1-C12, H1-H8); missing")
                .endsWith("H7 H8");
    }

    @Test
    void whatIsMissingIsNamed() {
        // Given
        Set<String> proven = Set.copyOf(Scoreboard.cases().subList(0, 63));

        // When
        String text = Scoreboard.text(proven);

        // Then
        assertThat(text).startsWith("fault cases proven: 63 of 64").endsWith("; missing: H8");
    }

    @Test
    void idsOfOtherCasesDoNotCount() {
        // Given
        Set<String> others = Set.of("M1", "A9", "long", "U31");

        // When
        String text = Scoreboard.text(others);

        // Then
        assertThat(text).startsWith("fault cases proven: 0 of 64");
    }
}
