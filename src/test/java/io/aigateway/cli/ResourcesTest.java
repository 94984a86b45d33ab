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
                            "--tpm",
                            "9000",
                            "--parallel",
                            "4",
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
                                    + "\"rate_limit_tpm\":9000,\"max_parallel\":4,"
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
