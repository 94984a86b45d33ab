package io.aigateway.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    @Test
    @Tag("M18")
    void sumsATenMillionTinyAmountsExactly() {
        // Given
        Money sum = Money.ZERO;

        // When
        for (int i = 0; i < 10_000_000; i++) {
            sum = sum.plus(new Money(1));
        }

        // Then
        assertThat(sum).isEqualTo(Money.ofUsd(new BigDecimal("0.01")));
    }

    @Test
    @Tag("M18")
    void refusesToOverflow() {
        // Given
        Money most = new Money(Long.MAX_VALUE);

        // When
        assertThatThrownBy(() -> most.plus(new Money(1)))

                // Then
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(Long.MIN_VALUE).minus(new Money(1)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.ofUsd(new BigDecimal("1e10")))
                .isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0,           0,         $0.00",
        "12340000000, 1234,      $12.34",
        "1,           0,         $0.000000001",
        "5,           0.000001,  $0.000000005",
        "-1500000000, -150,      -$1.50",
        "100000000,   10,        $0.10",
        "123456789,   12.345679, $0.123456789",
    })
    void readsAsCentsAndAsText(long nanos, BigDecimal cents, String text) {
        // Given
        Money money = new Money(nanos);

        // When
        BigDecimal shown = money.cents();

        // Then
        assertThat(shown).isEqualByComparingTo(cents);
        assertThat(shown.toPlainString()).isEqualTo(cents.toPlainString());
        assertThat(money).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"0.0000000005, 1", "0.00000000049, 0", "-0.0000000005, -1", "0.00000000149, 1"})
    void roundsDollarsHalfUpOnce(BigDecimal usd, long nanos) {
        // Given
        BigDecimal amount = usd;

        // When
        Money money = Money.ofUsd(amount);

        // Then
        assertThat(money.nanos()).isEqualTo(nanos);
    }

    @Test
    void comparesByAmount() {
        // Given
        Money less = new Money(-1);

        // When
        int order = less.compareTo(Money.ZERO);

        // Then
        assertThat(order).isNegative();
        assertThat(Money.ZERO).isGreaterThan(less);
    }
}
