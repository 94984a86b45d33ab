package io.aigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ListModelsTest {

    private static final String MODELS =
            """
            {"object":"list","data":[
              {"id":"openai/gpt-5.4","object":"model","owned_by":"openai","context_window":1050000,
               "pricing":{"input":2.50,"output":15.00}},
              {"id":"acme/合同-answers","object":"model","owned_by":"acme"},
              {"id":"openai/gpt-5.4-nano","object":"model","owned_by":"openai",
               "context_window":400000,"pricing":{"input":0.0125,"output":0.00001}}]}
            """;

    @Test
    void linesUpModelsAndPrices() {
        // Given
        try (FakeGateway gateway = FakeGateway.answering(MODELS)) {
            // When
            Run run = Run.of(gateway, "models");

            // Then
            assertThat(run)
                    .isEqualTo(
                            new Run(
                                    0,
                                    """
                                    MODEL                PROVIDER    CONTEXT  INPUT/M  OUTPUT/M
                                    openai/gpt-5.4       openai    1,050,000    $2.50    $15.00
                                    acme/合同-answers    acme              -        -         -
                                    openai/gpt-5.4-nano  openai      400,000  $0.0125  $0.00001
                                    """,
                                    ""));
            assertThat(gateway.onlySeen().line()).isEqualTo("GET /v1/models");
        }
    }

    @Test
    void showsOneProvider() {
        // Given
        try (FakeGateway gateway = FakeGateway.answering(MODELS)) {
            // When
            Run run = Run.of(gateway, "models", "--provider", "ACME");

            // Then
            assertThat(run.out())
                    .isEqualTo(
                            """
                            MODEL              PROVIDER  CONTEXT  INPUT/M  OUTPUT/M
                            acme/合同-answers  acme            -        -         -
                            """);
        }
    }

    @Test
    void namesTheProvidersThereAreWhenOneHasNoModel() {
        // Given
        try (FakeGateway gateway = FakeGateway.answering(MODELS)) {
            // When
            Run run = Run.of(gateway, "models", "--provider", "opnai");

            // Then
            assertThat(run)
                    .isEqualTo(
                            new Run(
                                    1,
                                    "",
                                    "aig: no model of provider 'opnai'; providers with models:"
                                            + " acme, openai\n"));
        }
    }

    @Test
    void printsNothingButJsonAndNoDigitLess() throws Exception {
        // Given
        try (FakeGateway gateway =
                FakeGateway.answering(
                        "{\"data\":[{\"id\":\"a/b\",\"owned_by\":\"a\","
                                + "\"pricing\":{\"input\":0.12345678901234567890123}}]}")) {
            // When
            Run run = Run.of(gateway, "models", "--json", "--provider", "a");

            // Then
            assertThat(run.exit()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(Json.parse(run.out()).at("/data/0/pricing/input").decimalValue())
                    .hasToString("0.12345678901234567890123");
        }
    }

    @Test
    void usesBoldHeadingsOnATerminalOnly() {
        // Given
        try (FakeGateway gateway = FakeGateway.answering(MODELS)) {
            // When
            Run run = Run.onTerminal(gateway, Map.of(), "models");

            // Then
            assertThat(run.out()).startsWith("\u001b[1mMODEL").contains("OUTPUT/M\u001b[0m");
        }
    }

    @Test
    void usesNoColoursWhenTheEnvironmentSaysSo() {
        // Given
        try (FakeGateway gateway = FakeGateway.answering(MODELS)) {
            // When
            Run run = Run.onTerminal(gateway, Map.of("NO_COLOR", "1"), "models");

            // Then
            assertThat(run.out()).startsWith("MODEL").doesNotContain("\u001b");
        }
    }
}
