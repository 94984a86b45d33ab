package io.aigateway.money;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.money.Price.Rates;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;

class PricePropertyTest {

    @Property
    @Tag("M9")
    void costsTheSameForTheSameUsage(
            @ForAll @LongRange(max = 10_000_000) long input,
            @ForAll @LongRange(max = 10_000_000) long output) {
        // Given
        Price price = Price.of(new Rates(3_000_000_000L, 15_000_000_000L, 0, 0, 0));
        Usage told = Usage.of(input, output);

        // When
        Money cost = price.costOf(told);

        // Then
        assertThat(cost).isEqualTo(price.costOf(Usage.estimated(input, output)));
        assertThat(cost.nanos()).isEqualTo(input * 3_000 + output * 15_000);
    }

    @Property
    @Tag("M18")
    void isWithinHalfANanoOfTheExactAmount(
            @ForAll @LongRange(max = 1_000_000_000_000L) long tokens,
            @ForAll @LongRange(max = 9_000_000_000L) long rate) {
        // Given
        Price price = Price.of(new Rates(rate, 0, 0, 0, 0));

        // When
        Money cost = price.costOf(Usage.of(tokens, 0));

        // Then
        BigDecimal exact =
                BigDecimal.valueOf(tokens).multiply(BigDecimal.valueOf(rate)).movePointLeft(6);
        assertThat(BigDecimal.valueOf(cost.nanos()).subtract(exact).abs())
                .isLessThanOrEqualTo(new BigDecimal("0.5"));
    }
}
