package io.aigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcesTest {

    private static final String NEW_KEY =
            """
            {"id":"key_1","key":"sk-aig-new","scoped_key":"sk-aig-new","name":"billing",
             "spend_cap_cents":5000,"cap_period":"month","expires_at":null,
             "allowed_models":["a/*","b/c"],"created_at":1795428000}
            """;

    @Test
    void createsAKeyAndShowsItOnce() {
        // Given
        try (FakeGateway gateway = FakeGateway.listening().then(201, NEW_KEY)) {
            // When
            Run run =
                    Run.of(
                            gateway,
                            "key",
                            "create",
                            "billing",
                            "--cap",
                            "5000",
                            "--period",
                            "month",
                            "--rpm",
                            "60",
                            "--models",
                            "a/*,b/c",
                            "--tag",
                            "t",
                            "--sub-account",
                            "sa_1");

            // Then
            assertThat(run)
                    .isEqualTo(
                            new Run(
                                    0,
                                    """
                                    id              key_1
                                    key             sk-aig-new
                                    name            billing
                                    spend cap       $50.00
                                    cap period      month
                                    allowed models  a/*, b/c
                                    created at      2026-11-23 10:00:00

                                    Keep the key now: it is not shown again.
                                    """,
                                    ""));
            assertThat(gateway.onlySeen().line()).isEqualTo("POST /v1/keys");
            assertThat(gateway.onlySeen().body())
                    .isEqualTo(
                            "{\"name\":\"billing\",\"spend_cap_cents\":5000,"
                                    + "\"cap_period\":\"month\",\"rate_limit_rpm\":60,"
                                    + "\"allowed_models\":[\"a/*\",\"b/c\"],\"default_tag\":\"t\","
                                    + "\"sub_account_id\":\"sa_1\"}");
        }
    }

    @Test
    void sendsOnlyWhatWasGiven() {
        // Given
        try (FakeGateway gateway = FakeGateway.listening().then(201, NEW_KEY)) {
            // When
            Run run = Run.of(gateway, "key", "create", "laptop", "--json");

            // Then
            assertThat(gateway.onlySeen().body()).isEqualTo("{\"name\":\"laptop\"}");
            assertThat(run.out()).startsWith("{").endsWith("}\n").doesNotContain("Keep");
        }
    }

    @Test
    void rotatesAKey() {
        // Given
        try (FakeGateway gateway = FakeGateway.answering(NEW_KEY)) {
            // When
            Run run = Run.of(gateway, "key", "rotate", "key_1");

            // Then
            assertThat(run.out()).contains("sk-aig-new").contains("not shown again");
            assertThat(gateway.onlySeen().line()).isEqualTo("POST /v1/keys/key_1/rotate");
        }
    }

    @Test
    void listsKeys() {
        // Given
        try (FakeGateway gateway =
                FakeGateway.answering(
                        """
                        {"object":"list","data":[
                          {"id":"key_1","name":"billing","spend_cap_cents":123456700,
                           "cap_period":"month","rate_limit_rpm":1200,"default_tag":"t",
                           "sub_account_id":null,"created_at":1795428000},
                          {"id":"key_22","name":"日本","created_at":"2026-11-23T10:00:01Z"}]}
                        """)) {
            // When
            Run run = Run.of(gateway, "key", "list");

            // Then
            assertThat(run.out())
                    .isEqualTo(
                            """
                            ID      NAME               CAP  PERIOD    RPM  TAG  SUB-ACCOUNT  CREATED (UTC)
                            key_1   billing  $1,234,567.00  month   1,200  t    -            2026-11-23 10:00:00
                            key_22  日本                 -  -           -  -    -            2026-11-23 10:00:01
                            """);
        }
    }

    @Test
    void createsASubAccount() {
        // Given
        try (FakeGateway gateway =
                FakeGateway.listening().then(201, NEW_KEY.replace("key_1", "sa_1"))) {
            // When
            Run run =
                    Run.of(
                            gateway,
                            "sub-account",
                            "create",
                            "Acme Corp",
                            "--cap-cents",
                            "50000",
                            "--rpm",
                            "300",
                            "--tag",
                            "acme",
                            "--ref",
                            "crm-7");

            // Then
            assertThat(run.exit()).isZero();
            assertThat(gateway.onlySeen().line()).isEqualTo("POST /v1/sub-accounts");
            assertThat(gateway.onlySeen().body())
                    .isEqualTo(
                            "{\"name\":\"Acme Corp\",\"spend_cap_cents\":50000,"
                                    + "\"rate_limit_rpm\":300,\"default_tag\":\"acme\","
                                    + "\"external_ref\":\"crm-7\"}");
        }
    }

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
                            spent  $0.0001
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
                            ID     SCOPE           PERIOD     CAP     SPENT  RESERVED  RESETS (UTC)
                            bud_1  tag:checkout    month   $50.00  $12.3457   $0.0000  2026-12-01 00:00:00
                            bud_2  type=tag, id=x  total    $1.00   $0.0000   $0.0250  -
                            """);
        }
    }

    @ParameterizedTest
    @CsvSource({"key, /v1/keys", "sub-account, /v1/sub-accounts", "budget, /v1/budgets"})
    void showsOne(String noun, String path) {
        // Given
        try (FakeGateway gateway = FakeGateway.answering("{\"id\":\"x_1\",\"name\":\"n\"}")) {
            // When
            Run run = Run.of(gateway, noun, "show", "x_1");

            // Then
            assertThat(run).isEqualTo(new Run(0, "id    x_1\nname  n\n", ""));
            assertThat(gateway.onlySeen().line()).isEqualTo("GET " + path + "/x_1");
        }
    }

    @ParameterizedTest
    @CsvSource({"key, /v1/keys", "sub-account, /v1/sub-accounts", "budget, /v1/budgets"})
    void deletesOne(String noun, String path) {
        // Given
        try (FakeGateway gateway = FakeGateway.listening().then(204, "")) {
            // When
            Run run = Run.of(gateway, noun, "delete", "x_1");

            // Then
            assertThat(run).isEqualTo(new Run(0, "Deleted " + noun + " x_1.\n", ""));
            assertThat(gateway.onlySeen().line()).isEqualTo("DELETE " + path + "/x_1");
        }
    }

    @Test
    void answersJsonToADeletionThatAnswersNothing() {
        // Given
        try (FakeGateway gateway = FakeGateway.listening().then(204, "")) {
            // When
            Run run = Run.of(gateway, "key", "delete", "key_1", "--json");

            // Then
            assertThat(run.out()).isEqualToIgnoringWhitespace("{\"status\":\"ok\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/b", "a?b", "a b", "%2e%2e"})
    void neverPutsAnythingButAnIdIntoAPath(String id) {
        // Given
        try (FakeGateway gateway = FakeGateway.listening()) {
            // When
            Run run = Run.of(gateway, "key", "delete", id);

            // Then
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.err()).contains("is not the id of a key").hasLineCount(1);
            assertThat(gateway.seen()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "sub-account", "budget"})
    void saysHowToMakeTheFirstOne(String noun) {
        // Given
        try (FakeGateway gateway = FakeGateway.answering("{\"data\":[]}")) {
            // When
            Run run = Run.of(gateway, noun, "list");

            // Then
            assertThat(run.out())
                    .isEqualTo("No " + noun + " yet; 'aig " + noun + " create' makes one.\n");
        }
    }
}
