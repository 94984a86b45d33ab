package io.aigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShowUsageTest {

    private static final String USAGE =
            """
            {"object":"list","data":[
              {"label":"summarize","tag":"summarize","requests":8210,"input_tokens":12345678,
               "output_tokens":902,"cost_cents":421012.345678},
              {"label":"","tag":null,"requests":3,"input_tokens":40,"output_tokens":7,
               "cost_cents":0.000001},
              {"label":"search","requests":1,"input_tokens":0,"output_tokens":0,"cost_cents":0}]}
            """;

    @Test
    void linesUpCountsAndCosts() {
        // Given
        try (FakeGateway gateway = FakeGateway.answering(USAGE)) {
            // When
            Run run = Run.of(gateway, "usage");

            // Then
            assertThat(run)
                    .isEqualTo(
                            new Run(
                                    0,
                                    """
                                    TAG        REQUESTS       INPUT  OUTPUT             COST
                                    summarize     8,210  12,345,678     902  $4,210.12
                                    (none)            3          40       7      $0.00000001
                                    search            1           0       0      $0.00
                                    """,
                                    ""));
            assertThat(gateway.onlySeen().line()).isEqualTo("GET /v1/usage/by-tag");
        }
    }

    @Test
    void addsUpWhereRowsDoNotOverlap() {
        // Given
        try (FakeGateway gateway = FakeGateway.answering(USAGE)) {
            // When
            Run run = Run.of(gateway, "usage", "--by", "model", "--month", "2026-11");

            // Then
            assertThat(run.out()).endsWith("total         8,214  12,345,718     909  $4,210.12\n");
            assertThat(gateway.onlySeen().line()).isEqualTo("GET /v1/usage/by-model?month=2026-11");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tag, by-tag",
        "sub, by-sub-account",
        "key, by-key",
        "model, by-model",
        "provider, by-provider",
        "day, by-day"
    })
    void asksForTheReportThatIsNamed(String by, String path) {
        // Given
        try (FakeGateway gateway = FakeGateway.answering(USAGE)) {
            // When
            Run run = Run.of(gateway, "usage", "--by", by);

            // Then
            assertThat(run.exit()).isZero();
            assertThat(gateway.onlySeen().line()).isEqualTo("GET /v1/usage/" + path);
        }
    }

    @Test
    void saysThatThereWasNoUsage() {
        // Given
        try (FakeGateway gateway = FakeGateway.answering("{\"data\":[]}")) {
            // When
            Run run = Run.of(gateway, "usage", "--month", "2026-02");

            // Then
            assertThat(run).isEqualTo(new Run(0, "No usage in 2026-02.\n", ""));
        }
    }

    @Test
    void printsTheGatewaysOwnAnswerAsJson() throws Exception {
        // Given
        try (FakeGateway gateway = FakeGateway.answering(USAGE)) {
            // When
            Run run = Run.of(gateway, "usage", "--json");

            // Then
            assertThat(run.err()).isEmpty();
            assertThat(Json.parse(run.out())).isEqualTo(Json.parse(USAGE));
            assertThat(run.out()).contains("421012.345678").contains("0.000001");
        }
    }

    @Test
    void printsTheGatewaysOwnCsv() {
        // Given
        String report = "tag,requests,input_tokens,output_tokens,cost_cents\r\na,1,2,3,0.5\r\n";
        try (FakeGateway gateway = FakeGateway.answering(report)) {
            // When
            Run run = Run.of(gateway, "usage", "--csv");

            // Then
            assertThat(run).isEqualTo(new Run(0, report, ""));
            assertThat(gateway.onlySeen().accept()).isEqualTo("text/csv");
        }
    }

    @ParameterizedTest
    @CsvSource({"2026-13", "11-2026", "november"})
    void refusesAMonthThatIsNone(String month) {
        // Given
        try (FakeGateway gateway = FakeGateway.listening()) {
            // When
            Run run = Run.of(gateway, "usage", "--month", month);

            // Then
            assertThat(run)
                    .isEqualTo(
                            new Run(
                                    2,
                                    "",
                                    "aig: --month must look like 2026-11, but was '"
                                            + month
                                            + "' (see 'aig usage --help')\n"));
            assertThat(gateway.seen()).isEmpty();
        }
    }
}
