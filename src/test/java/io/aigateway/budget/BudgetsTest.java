package io.aigateway.budget;

import static io.aigateway.budget.Ledgers.KEY;
import static io.aigateway.budget.Ledgers.TEAM;
import static io.aigateway.budget.Ledgers.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetsTest {

    @Test
    void findsTheCapsOfACallInOneFixedOrder() {
        // Given
        Budgets budgets =
                Budgets.of(
                        List.of(
                                budget("bud_total", KEY, "50", Period.TOTAL),
                                budget("bud_each", tag("team:*"), "10", Period.MONTH),
                                budget("bud_team", TEAM, "20", Period.MONTH),
                                budget("bud_other", tag("team:ab"), "30", Period.MONTH),
                                budget("bud_day", KEY, "5", Period.DAY)));

        // When
        List<CapLine> caps =
                budgets.capsOn(
                        Scope.ofCall("acc", null, "key_1", List.of("team:a", "x"), List.of()));

        // Then
        assertThat(caps)
                .containsExactly(
                        new CapLine(KEY, Period.DAY, usd("5"), "bud_day"),
                        new CapLine(KEY, Period.TOTAL, usd("50"), "bud_total"),
                        new CapLine(TEAM, Period.MONTH, usd("20"), "bud_team"),
                        new CapLine(TEAM, Period.MONTH, usd("10"), "bud_each"));
    }

    @Test
    void refusesTwoBudgetsWithOneId() {
        // Given
        Budget budget = budget("bud_1", KEY, "5", Period.DAY);

        // When
        assertThatThrownBy(() -> Budgets.of(List.of(budget, budget)))

                // Then
                .hasMessage("budget ids must differ, but 'bud_1' came twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag:*team", "tag:a*b", "tag:**", "key:key_*"})
    void refusesAStarThatDoesNotEndATag(String scope) {
        // Given
        Scope capped = Scope.parse(scope);

        // When
        assertThatThrownBy(() -> budget("bud_1", capped, "5", Period.DAY))

                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but the scope was '" + scope + "'");
    }

    @Test
    void refusesANegativeCapAndAForeignId() {
        // Given
        String negative = "-1";

        // When
        assertThatThrownBy(() -> budget("bud_1", KEY, negative, Period.DAY))

                // Then
                .hasMessage("cap of budget 'bud_1' must not be negative, but was -$1.00");
        assertThatThrownBy(() -> budget("key_1", KEY, "1", Period.DAY))
                .hasMessage("budget id must start with 'bud_', but was 'key_1'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.1", "1.01", "80"})
    void refusesAnAlertOutsideTheCap(String share) {
        // Given
        List<BigDecimal> alerts = List.of(new BigDecimal(share));

        // When
        assertThatThrownBy(() -> new Budget("bud_1", KEY, usd("5"), Period.DAY, alerts))

                // Then
                .hasMessage("alert_at must be above 0 and at most 1, but was " + share);
    }

    @Test
    void knowsTheAmountsThatAreWorthAnAlert() {
        // Given
        List<BigDecimal> alerts =
                List.of(new BigDecimal("1"), new BigDecimal("0.80"), new BigDecimal("0.8"));

        // When
        Budget budget = new Budget("bud_1", KEY, usd("5"), Period.DAY, alerts);

        // Then
        assertThat(budget.alertAmounts()).containsExactly(usd("4"), usd("5"));
    }

    private static Budget budget(String id, Scope scope, String cap, Period period) {
        return new Budget(id, scope, usd(cap), period, List.of());
    }

    private static Scope tag(String tag) {
        return new Scope(Scope.Kind.TAG, tag);
    }
}
