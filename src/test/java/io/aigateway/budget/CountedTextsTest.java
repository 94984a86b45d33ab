package io.aigateway.budget;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.api.EncodingType;
import org.junit.jupiter.api.Test;

/** Texts that come back are not counted again. */
class CountedTextsTest {

    private static final String PROMPT =
            "You are the assistant of a shop for garden tools, and you are polite.";

    @Test
    void givesTheSameNumberAgainAsTheFirstTime() {
        // Given
        TextTokens tokens = new TextTokens();
        long first = tokens.count(PROMPT, EncodingType.O200K_BASE);

        // When
        long again = tokens.count(PROMPT, EncodingType.O200K_BASE);

        // Then
        assertThat(again).isEqualTo(first).isPositive();
    }

    @Test
    void doesNotTakeTheNumberOfAnotherVocabulary() {
        // Given
        CountedTexts counted = new CountedTexts();
        counted.keep(CountedTexts.Key.of(PROMPT, EncodingType.O200K_BASE), 15);

        // When
        boolean known =
                counted.find(CountedTexts.Key.of(PROMPT, EncodingType.CL100K_BASE)).isPresent();

        // Then
        assertThat(known).isFalse();
    }

    @Test
    void keepsWhatIsAskedForWhileMillionsOfOthersPass() {
        // Given
        CountedTexts counted = new CountedTexts();
        CountedTexts.Key hot = CountedTexts.Key.of(PROMPT, EncodingType.O200K_BASE);
        counted.keep(hot, 15);

        // When
        for (int i = 0; i < 200_000; i++) {
            counted.keep(new CountedTexts.Key(i, i, EncodingType.O200K_BASE), i);
            counted.find(hot);
        }

        // Then
        assertThat(counted.find(hot)).hasValue(15);
        assertThat(counted.find(new CountedTexts.Key(0, 0, EncodingType.O200K_BASE))).isEmpty();
    }
}
