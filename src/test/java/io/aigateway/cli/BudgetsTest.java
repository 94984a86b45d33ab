package io.aigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--tag|team:*|\"tag\":\"team:*\"",
                "--key|key_1|\"key_id\":\"key_1\"",
                "--sub-account|sa_1|\"sub_account_id\":\"sa_1\"",
                "--provider|openai|\"provider\":\"openai\""
            })
    void createsABudgetForOneThing(String option, String value, String sent) {
        // Given
        try (FakeGateway gateway = FakeGateway.listening().then(201, "{\"id\":\"bud_1\"}")) {
            // When
            Run run = Run.of(gateway, "budget", "create", option, value, "--cap", "5000");

            // Then
            assertThat(run.exit()).isZero();
            assertThat(gateway.onlySeen().line()).isEqualTo("POST /v1/budgets");
            assertThat(gateway.onlySeen().body())
                    .isEqualTo("{" + sent + ",\"cap_cents\":5000,\"period\":\"month\"}");
        }
    }

    @Test
    void createsABudgetForTheWholeAccount() {
        // Given
        try (FakeGateway gateway =
                FakeGateway.listening()
                        .then(
                                201,
                                "{\"id\":\"bud_1\",\"scope\":\"account\",\"cap_cents\":100,"
                                        + "\"spent_cents\":0.0125}")) {
            // When
            Run run =
                    Run.of(
                            gateway,
                            "budget",
                            "create",
                            "--account",
                            "--cap",
                            "100",
                            "--period",
                            "Total");

            // Then
            assertThat(run.out())
                    .isEqualTo(
                            """
                            id     bud_1
                            scope  account
                            cap    $1.00
                            spent  $0.000125
                            """);
            assertThat(gateway.onlySeen().body())
                    .isEqualTo("{\"account\":true,\"cap_cents\":100,\"period\":\"total\"}");
        }
    }

    @Test
    void listsBudgetsWithAScopeInEitherForm() {
        // Given
        try (FakeGateway gateway =
                FakeGateway.answering(
                        """
                        {"data":[
                          {"id":"bud_1","scope":"tag:checkout","period":"month","cap_cents":5000,
                           "spent_cents":1234.5678,"reserved_cents":0,
                           "resets_at":"2026-12-01T00:00:00Z"},
                          {"id":"bud_2","scope":{"type":"tag","id":"x"},"period":"total",
                           "cap_cents":100,"spent_cents":0,"reserved_cents":2.5,"resets_at":null}]}
                        """)) {
            // When
            Run run = Run.of(gateway, "budget", "list");

            // Then
            assertThat(run.out())
                    .isEqualTo(
                            """
                            ID     SCOPE           PERIOD     CAP   SPENT  RESERVED  RESETS (UTC)
                            bud_1  tag:checkout    month   $50.00  $12.35    $0.00   2026-12-01 00:00:00
                            bud_2  type=tag, id=x  total    $1.00   $0.00    $0.025  -
                            """);
        }
    }
}
