package io.aigateway.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;

class MoneyPropertyTest {

    @Property
    @Tag("M18")
    void sumsExactlyInAnyOrder(
            @ForAll
                    List<@LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) Long>
                            nanos) {
        // Given
        BigInteger exact =
                nanos.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);

        // When
        Money sum = nanos.stream().map(Money::new).reduce(Money.ZERO, Money::plus);

        // Then
        assertThat(BigInteger.valueOf(sum.nanos())).isEqualTo(exact);
    }

    @Property
    void subtractsWhatWasAdded(@ForAll int left, @ForAll int right) {
        // Given
        Money sum = new Money(left).plus(new Money(right));

        // When
        Money difference = sum.minus(new Money(right));

        // Then
        assertThat(difference).isEqualTo(new Money(left));
    }

    @Property
    void survivesAsDollarsAndAsCents(
            @ForAll @LongRange(min = -9_000_000_000_000_000_000L, max = 9_000_000_000_000_000_000L)
                    long nanos) {
        // Given
        Money money = new Money(nanos);

        // When
        Money again = Money.ofUsd(money.usd());

        // Then
        assertThat(again).isEqualTo(money);
        assertThat(Money.ofCents(money.cents()).nanos() - nanos).isBetween(-5L, 5L);
    }
}
