package io.aigateway.budget;

import static io.aigateway.budget.Ledgers.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.budget.PromptSize.CacheWrites;
import io.aigateway.money.Money;
import io.aigateway.money.Price;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorstCaseTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** $2.50 in, $15 out, $0.25 cached, $3.125 and $5 for cache writes, a million tokens each. */
    private static final Price PRICE =
            Price.of(
                    new Price.Rates(
                            2_500_000_000L,
                            15_000_000_000L,
                            250_000_000,
                            3_125_000_000L,
                            5_000_000_000L));

    private static final ModelLimits LIMITS = new ModelLimits(1_000_000, 128_000, 4_096);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                            | 4096
                    {"max_tokens":100}                            | 100
                    {"max_tokens":100,"max_completion_tokens":50} | 100
                    {"max_completion_tokens":999999}              | 128000
                    {"max_tokens":null}                           | 4096
                    """)
    void knowsHowLongAnAnswerMayBe(String request, long expected) throws Exception {
        // Given
        ObjectNode read = (ObjectNode) JSON.readTree(request);

        // When
        long limit = WorstCase.outputLimit(read, LIMITS);

        // Then
        assertThat(limit).isEqualTo(expected);
    }

    @Test
    void paysForEveryAnswerThatIsAskedFor() {
        // Given
        ObjectNode request = JSON.createObjectNode().put("max_tokens", 1_000).put("n", 3);

        // When
        Money worst = WorstCase.of(request, new PromptSize(1_000, CacheWrites.NONE), LIMITS, PRICE);

        // Then
        assertThat(worst).isEqualTo(usd("0.0475"));
    }

    @ParameterizedTest
    @CsvSource({"NONE, 0.0025", "SHORT, 0.003125", "LONG, 0.005"})
    void takesTheDearestRateThatTheRequestCanMeet(CacheWrites writes, String expected) {
        // Given
        PromptSize prompt = new PromptSize(1_000, writes);

        // When
        Money worst = WorstCase.of(prompt, 0, LIMITS, PRICE);

        // Then
        assertThat(worst).isEqualTo(usd(expected));
    }

    @Test
    void neverReckonsWithMoreThanTheModelCanRead() {
        // Given
        PromptSize prompt = new PromptSize(50_000_000, CacheWrites.NONE);

        // When
        Money worst = WorstCase.of(prompt, 0, LIMITS, PRICE);

        // Then
        assertThat(worst).isEqualTo(usd("2.50"));
    }

    @Test
    void staysAnAmountWhenTheRequestIsAbsurd() {
        // Given
        ObjectNode request =
                JSON.createObjectNode().put("max_tokens", Long.MAX_VALUE).put("n", Long.MAX_VALUE);

        // When
        Money worst =
                WorstCase.of(
                        request,
                        new PromptSize(1_000, CacheWrites.LONG),
                        ModelLimits.UNKNOWN,
                        PRICE);

        // Then
        assertThat(worst).isEqualTo(usd("19200.005"));
    }
}
