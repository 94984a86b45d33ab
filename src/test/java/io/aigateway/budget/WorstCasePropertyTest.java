package io.aigateway.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.budget.PromptSize.CacheWrites;
import io.aigateway.money.Money;
import io.aigateway.money.Price;
import io.aigateway.money.Usage;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class WorstCasePropertyTest {

    private static final Price.Rates BASE =
            new Price.Rates(
                    2_500_000_000L, 15_000_000_000L, 250_000_000, 3_125_000_000L, 5_000_000_000L);
    private static final ModelLimits LIMITS = new ModelLimits(1_000_000, 128_000, 4_096);

    @Property(tries = 500)
    void isNeverBelowTheCostOfACallThatKeepsToIt(
            @ForAll @LongRange(max = 400_000) long input,
            @ForAll @LongRange(max = 100_000) long output,
            @ForAll @IntRange(max = 100) int cachedPercent,
            @ForAll @IntRange(max = 100) int writtenPercent,
            @ForAll @LongRange(max = 5_000_000_000L) long tierRate) {
        // Given
        Price price = tiered(tierRate);
        long cached = input * cachedPercent / 100;
        long written = (input - cached) * writtenPercent / 100;
        Usage usage =
                new Usage(input, cached, written / 2, written - written / 2, output, 0, false);

        // When
        Money worst =
                WorstCase.of(new PromptSize(input + 10, CacheWrites.LONG), output, LIMITS, price);

        // Then
        assertThat(worst).isGreaterThanOrEqualTo(price.costOf(usage));
    }

    private static Price tiered(long rate) {
        Price.Tier tier = new Price.Tier(200_000, new Price.Rates(rate, rate, rate, rate, rate));
        return new Price(BASE, List.of(tier), new Money(7));
    }
}
