package io.aigateway.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What conditions mean, and what is told of those that are none. */
class ConditionTest {

    private static final Facts CALL =
            Case.of(
                            "tag", "batch,team:search",
                            "key", "key_1,nightly",
                            "model", "smart",
                            "metadata.team", "o'brien")
                    .with("input-tokens", 60_000)
                    .with("hour", 23)
                    .with("budget-used", 0.8)
                    .with("metadata.level", -3)
                    .with("stream", "metadata.beta");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "tag == 'batch' | true",
                "tag == \"batch\" | true",
                "tag == 'Batch' | false",
                "tag != 'batch' | false",
                "tag != 'other' | true",
                "tag in ('x', 'team:search') | true",
                "tag in ('x') | false",
                "not tag in ('x', 'y') | true",
                "tag starts-with 'team:' | true",
                "tag ends-with 'search' | true",
                "tag contains 'ea' | true",
                "key == 'nightly' | true",
                "key == 'key_1' | true",
                "sub-account == '' | true",
                "sub-account != '' | false",
                "sub-account == 'acme' | false",
                "model == 'smart' | true",
                "input-tokens > 50000 | true",
                "input-tokens <= 60000 | true",
                "input-tokens < 60000 | false",
                "input-tokens in (1, 60000) | true",
                "hour >= 22 or hour < 6 | true",
                "budget-used >= 80% | true",
                "budget-used > 0.8 | false",
                "stream | true",
                "not stream | false",
                "stream == true | true",
                "stream != true | false",
                "has-tools == false | true",
                "has-images | false",
                "metadata.team == 'o''brien' | true",
                "metadata.level < -2.5 | true",
                "metadata.level == 'high' | false",
                "metadata.none == '' | true",
                "metadata.none > 1 | false",
                "not metadata.none > 1 | true",
                "metadata.beta | true",
                "metadata.beta == false | false",
                "tag == 'x' or tag == 'batch' and stream | true",
                "(tag == 'x' or tag == 'batch') and has-tools | false",
                "not (tag == 'x' or has-tools) and stream | true",
                "not not stream | true",
            })
    void meansWhatItSays(String text, boolean holds) {
        // Given
        Condition condition = Condition.parse(text);

        // When
        boolean held = condition.holds(CALL);

        // Then
        assertThat(held).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | 1: the condition is empty; write one such as tag == 'batch'",
                "tagg == 'x' | 1: unknown name 'tagg'; did you mean 'tag'?",
                "speed > 1 | 1: unknown name 'speed'; known names: budget-used, has-images",
                "metadata. == 'x' | 1: unknown name 'metadata.'",
                "tag = 'x' | 5: '=' is no comparison; write '=='",
                "tag == 'x' && stream | 12: '&&' was not expected; join conditions with 'and' or 'or'",
                "stream && stream | 8: '&&' is no comparison; write 'and'",
                "tag is 'x' | 5: 'is' is no comparison; 'tag' takes == != starts-with ends-with contains",
                "tag > 'x' | 5: '>' does not suit 'tag'; it takes == != starts-with ends-with contains",
                "hour contains 1 | 6: 'contains' does not suit 'hour'; it takes == != < <= > >=",
                "hour == 'noon' | 9: 'hour' is compared with a number, such as 1000 or 80%, not with the text 'noon'",
                "tag == 5 | 8: 'tag' is compared with a text, such as 'batch', not with '5'",
                "tag == batch | 8: 'tag' is compared with a text, such as 'batch', not with 'batch'",
                "stream == 'yes' | 11: 'stream' is compared with true or false, not with the text 'yes'",
                "metadata.x contains 5 | 21: 'contains' does not compare with '5'",
                "metadata.x < 'a' | 14: '<' does not compare with the text 'a'",
                "tag | 4: 'tag' must be compared with a text, such as 'batch'",
                "hour | 5: 'hour' must be compared with a number",
                "'x' == tag | 1: the text 'x' cannot begin a condition; begin with a name",
                "tag == 'x | 8: a quoted text is not closed; end it with '",
                "tag == \"x' | 8: a quoted text is not closed; end it with \"",
                "(tag == 'x' | 12: the end was not expected; a bracket is not closed, write ')'",
                "tag == 'x') | 11: ')' was not expected; join conditions with 'and' or 'or'",
                "tag == 'x' and | 15: the end cannot begin a condition",
                "tag in 'x' | 8: the text 'x' was not expected; write a list, as in tag in ('a', 'b')",
                "tag in ('x' 'y') | 13: the text 'y' was not expected; end the list with ')'",
                "hour > 5pm | 8: '5pm' is no number",
                "hour > 1.2.3 | 8: '1.2.3' is no number",
                "tag == 'x' stream | 12: 'stream' was not expected",
                "and | 1: 'and' cannot begin a condition",
                "tag == 'a'; drop | 11: ';' was not expected",
                "T(java.lang.Runtime) | 1: unknown name 'T'",
            })
    void whatIsNoConditionIsRefusedWithWhatWouldBeRight(String text, String told) {
        // When
        Throwable refused = catchThrowable(() -> Condition.parse(text));

        // Then
        assertThat(refused)
                .isInstanceOf(ConditionException.class)
                .hasMessageStartingWith("at position " + told);
    }

    @Test
    void isBoundedInLengthAndDepth() {
        // Given
        String long1 = "tag == '" + "x".repeat(3_000) + "'";
        String deep = "(".repeat(500) + "stream" + ")".repeat(500);

        // When
        Throwable tooLong = catchThrowable(() -> Condition.parse(long1));
        Throwable tooDeep = catchThrowable(() -> Condition.parse(deep));

        // Then
        assertThat(tooLong).hasMessageContaining("at most 2000 characters");
        assertThat(tooDeep).hasMessageContaining("nested more than 40 deep");
    }

    @Test
    void isEvaluatedInMicroseconds() {
        // Given
        Condition condition =
                Condition.parse(
                        "(tag in ('a', 'b', 'c') or input-tokens > 50000) and not has-images"
                                + " and (hour >= 22 or hour < 6) and metadata.team starts-with 'o'");
        int rounds = 200_000;
        int held = 0;
        for (int i = 0; i < rounds; i++) {
            held += condition.holds(CALL) ? 1 : 0;
        }

        // When
        long began = System.nanoTime();
        for (int i = 0; i < rounds; i++) {
            held += condition.holds(CALL) ? 1 : 0;
        }
        double micros = (System.nanoTime() - began) / 1e3 / rounds;

        // Then
        assertThat(held).isEqualTo(2 * rounds);
        assertThat(micros).isLessThan(20);
    }
}
