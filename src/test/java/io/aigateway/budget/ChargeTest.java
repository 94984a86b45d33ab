package io.aigateway.budget;

import static io.aigateway.budget.Ledgers.KEY;
import static io.aigateway.budget.Ledgers.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aigateway.money.Money;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChargeTest {

    @Test
    void chargesAProviderWithItsOwnAttemptsAndAllElseWithTheWhole() {
        // Given
        Charge charge = Charge.of(usd("0.05"), Map.of("openai", usd("0.01"), "xai", usd("0.04")));

        // When
        Money ofProvider = charge.on(new Scope(Scope.Kind.PROVIDER, "openai"));

        // Then
        assertThat(ofProvider).isEqualTo(usd("0.01"));
        assertThat(charge.on(KEY)).isEqualTo(usd("0.05"));
        assertThat(charge.on(new Scope(Scope.Kind.PROVIDER, "demo"))).isEqualTo(Money.ZERO);
    }

    @Test
    void refusesACostBelowNothing() {
        // Given
        Map<String, Money> refund = Map.of("openai", usd("-0.01"));

        // When
        assertThatThrownBy(() -> Charge.of(usd("0.05"), refund))

                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not be negative");
    }
}
