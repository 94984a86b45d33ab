package io.aigateway.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aigateway.money.Price.Rates;
import io.aigateway.money.Price.Tier;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTest {

    /** Anthropic's Sonnet: $3, $15, $0.30 cached, $3.75 to write for 5 minutes, $6 for an hour. */
    private static final Price SONNET = price("3", "15", "0.30", "3.75", "6");

    /** OpenAI's GPT-4o: $2.50, $10, $1.25 cached. */
    private static final Price GPT_4O = price("2.50", "10", "1.25", "2.50", "2.50");

    @Test
    @Tag("M11")
    void pricesAnOpenAiCallWithCachedAndReasoningTokensWithoutCountingThemTwice() {
        // Given
        Usage usage = new Usage(2_006, 1_920, 0, 0, 300, 128, false);

        // When
        Money cost = GPT_4O.costOf(usage);

        // Then
        assertThat(cost).isEqualTo(usd("0.005615"));
    }

    @Test
    @Tag("M11")
    void pricesAnAnthropicCallThatReadsAndWritesBothKindsOfCache() {
        // Given
        int plain = 50;
        int read = 100_000;
        int shortWrite = 248;
        int longWrite = 1_000;
        Usage usage =
                new Usage(
                        plain + read + shortWrite + longWrite,
                        read,
                        shortWrite,
                        longWrite,
                        503,
                        0,
                        false);

        // When
        Money cost = SONNET.costOf(usage);

        // Then
        assertThat(cost).isEqualTo(usd("0.044625"));
    }

    @ParameterizedTest
    @CsvSource({"200000, 0.25", "200001, 0.5000025"})
    @Tag("M11")
    void rePricesTheWholeCallAboveATier(long input, String expected) {
        // Given
        Price gemini =
                new Price(
                        rates("1.25", "10", "0.125", "1.25", "1.25"),
                        List.of(new Tier(200_000, rates("2.50", "15", "0.25", "2.50", "2.50"))),
                        Money.ZERO);

        // When
        Money cost = gemini.costOf(Usage.of(input, 0));

        // Then
        assertThat(cost).isEqualTo(usd(expected));
    }

    @Test
    void takesTheHighestTierWhateverOrderTheyCameIn() {
        // Given
        Price price =
                new Price(
                        rates("1", "1", "1", "1", "1"),
                        List.of(
                                new Tier(2_000, rates("3", "3", "3", "3", "3")),
                                new Tier(1_000, rates("2", "2", "2", "2", "2"))),
                        Money.ZERO);

        // When
        Money cost = price.costOf(Usage.of(1_000_000, 0));

        // Then
        assertThat(cost).isEqualTo(usd("3"));
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0.000000001", "0, 1, 0", "1, 1, 0.000000001"})
    void roundsTheSumHalfUpOnce(long input, long output, String expected) {
        // Given
        Price price = Price.of(new Rates(500_000, 499_999, 0, 0, 0));

        // When
        Money cost = price.costOf(Usage.of(input, output));

        // Then
        assertThat(cost).isEqualTo(usd(expected));
    }

    @Test
    @Tag("M18")
    void refusesACostThatIsNoLongerAnAmount() {
        // Given
        Price absurd = Price.of(new Rates(Long.MAX_VALUE, 0, 0, 0, 0));

        // When
        assertThatThrownBy(() -> absurd.costOf(Usage.of(1_000_000_000_000L, 0)))

                // Then
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void addsTheFlatAmountOfACall() {
        // Given
        Price price = new Price(rates("1", "1", "1", "1", "1"), List.of(), usd("0.01"));

        // When
        Money cost = price.costOf(Usage.NONE);

        // Then
        assertThat(cost).isEqualTo(usd("0.01"));
    }

    @Test
    @Tag("M12")
    void refusesNegativePrices() {
        // Given
        Rates rates = rates("1", "1", "1", "1", "1");

        // When
        assertThatThrownBy(() -> new Rates(1, 1, -1, 1, 1))

                // Then
                .hasMessage("price 'cached-input' must not be negative, but was -1");
        assertThatThrownBy(() -> new Price(rates, List.of(), new Money(-1)))
                .hasMessage("price per call must not be negative, but was -$0.000000001");
    }

    private static Price price(String input, String output, String cached, String w5, String w60) {
        return Price.of(rates(input, output, cached, w5, w60));
    }

    private static Rates rates(String input, String output, String cached, String w5, String w60) {
        return new Rates(
                usd(input).nanos(),
                usd(output).nanos(),
                usd(cached).nanos(),
                usd(w5).nanos(),
                usd(w60).nanos());
    }

    private static Money usd(String amount) {
        return Money.ofUsd(new BigDecimal(amount));
    }
}
