package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two sub-accounts that call, what the reports say of them, and that neither sees the other. */
class UsageOverHttpTest {

    /** 4 words in, 6 out, at 1 and 2 dollars a million. */
    private static final BigDecimal COST_CENTS = new BigDecimal("0.0016");

    private static final int CALLS_OF_A = 3;
    private static final int CALLS_OF_B = 2;

    @TempDir static Path folder;
    static Bench bench;
    static JsonNode accountA;
    static JsonNode accountB;

    @BeforeAll
    static void start() {
        bench = Bench.started(folder);
        accountA = account("{\"name\":\"A\",\"default_tag\":\"=A's own\"}");
        accountB = account("{\"name\":\"B\"}");
        for (int i = 0; i < CALLS_OF_A; i++) {
            call(accountA, "shared,only-a");
        }
        for (int i = 0; i < CALLS_OF_B; i++) {
            call(accountB, "shared");
        }
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource({
        "by-tag, shared, 5",
        "by-tag, only-a, 3",
        "by-tag, =A's own, 3",
        "by-sub-account, A, 3",
        "by-sub-account, B, 2",
        "by-key, A, 3",
        "by-key, B, 2",
        "by-model, openai/chat, 5",
        "by-provider, openai, 5",
        "by-day, today, 5"
    })
    void isSummedUp(String report, String whose, int calls) {
        // Given
        String label = label(report, whose);

        // When
        JsonNode lines = json(bench.gateway().get("/v1/usage/" + report)).path("data");

        // Then
        JsonNode line = find(lines, label);
        assertThat(line.path("requests").asInt()).isEqualTo(calls);
        assertThat(line.path("input_tokens").asInt()).isEqualTo(4 * calls);
        assertThat(line.path("output_tokens").asInt()).isEqualTo(6 * calls);
        assertThat(line.path("cost_cents").decimalValue())
                .isEqualByComparingTo(COST_CENTS.multiply(BigDecimal.valueOf(calls)));
    }

    @Test
    void comesAsCsvWithNothingThatASpreadsheetWouldRun() {
        // Given
        String path = "/v1/usage/by-tag";

        // When
        HttpResponse<String> answer = bench.gateway().get(path, "Accept", "text/csv");

        // Then
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(answer.body())
                .startsWith("tag,requests,input_tokens,output_tokens,cost_cents\r\n")
                .contains("shared,5,20,30,0.008")
                .contains("'=A's own,3,");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=1, 1",
        "limit=1000, 5",
        "tag=only-a, 3",
        "model=openai/chat, 5",
        "status=error, 0",
        "status=200, 5"
    })
    void isListedCallByCall(String query, int calls) {
        // Given
        String path = "/v1/usage/recent?" + query;

        // When
        JsonNode data = json(bench.gateway().get(path)).path("data");

        // Then
        assertThat(data).hasSize(calls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=x", "limit=-1", "limit=99999999999", "status=none", "month=2026-13"})
    @Tag("B20")
    void isRefusedForAQuestionThatMakesNoSense(String query) {
        // Given
        String path =
                (query.startsWith("month") ? "/v1/usage/by-tag?" : "/v1/usage/recent?") + query;

        // When
        HttpResponse<String> answer = bench.gateway().get(path);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/error/type").asText()).isEqualTo("invalid_request_error");
    }

    @Test
    @Tag("A9")
    void ofASubAccountIsAllThatItsKeySees() {
        // Given
        String key = accountB.path("key").asText();

        // When
        JsonNode recent = json(bench.gateway().getAs(key, "/v1/usage/recent")).path("data");
        JsonNode byTag = json(bench.gateway().getAs(key, "/v1/usage/by-tag")).path("data");
        JsonNode keys = json(bench.gateway().getAs(key, "/v1/keys")).path("data");
        JsonNode accounts = json(bench.gateway().getAs(key, "/v1/sub-accounts")).path("data");

        // Then
        assertThat(recent).hasSize(CALLS_OF_B);
        assertThat(byTag).hasSize(1);
        assertThat(find(byTag, "shared").path("requests").asInt()).isEqualTo(CALLS_OF_B);
        assertThat(keys.findValuesAsText("id")).containsExactly(accountB.path("key_id").asText());
        assertThat(accounts.findValuesAsText("id")).containsExactly(accountB.path("id").asText());
    }

    @Test
    @Tag("A9")
    void ofAnotherSubAccountIsNotFound() {
        // Given
        String key = accountB.path("key").asText();
        String requestOfA =
                json(bench.gateway().get("/v1/usage/recent?tag=only-a"))
                        .at("/data/0/request_id")
                        .asText();
        Map<String, Integer> expected =
                Map.of(
                        "/v1/usage/" + requestOfA,
                        404,
                        "/v1/keys/" + accountA.path("key_id").asText(),
                        404,
                        "/v1/sub-accounts/" + accountA.path("id").asText(),
                        404,
                        "/v1/sub-accounts/" + accountA.path("id").asText() + "/usage",
                        404,
                        "/v1/budgets",
                        200);

        expected.forEach(
                (path, status) -> {
                    // When
                    HttpResponse<String> answer = bench.gateway().getAs(key, path);

                    // Then
                    assertThat(answer.statusCode()).as(path).isEqualTo(status);
                    assertThat(answer.body()).as(path).doesNotContain("only-a");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/keys",
                "PATCH /v1/keys/KEY",
                "DELETE /v1/keys/KEY",
                "POST /v1/keys/KEY/rotate",
                "POST /v1/sub-accounts",
                "PATCH /v1/sub-accounts/SUB",
                "DELETE /v1/sub-accounts/SUB",
                "POST /v1/budgets"
            })
    @Tag("A13")
    void isNotForASubAccountToWiden(String request) {
        // Given
        String[] words = request.split(" ");
        String path =
                words[1].replace("KEY", accountB.path("key_id").asText())
                        .replace("SUB", accountB.path("id").asText());

        // When
        HttpResponse<String> answer =
                bench.gateway()
                        .call(
                                words[0],
                                path,
                                words[0].equals("GET")
                                        ? ""
                                        : "{\"name\":\"x\",\"spend_cap_cents\":null}",
                                "Authorization",
                                "Bearer " + accountB.path("key").asText());

        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).at("/error/type").asText()).isEqualTo("scope_exceeded");
    }

    private static String label(String report, String whose) {
        JsonNode account = whose.equals("A") ? accountA : accountB;
        return switch (report) {
            case "by-sub-account" -> account.path("id").asText();
            case "by-key" -> account.path("key_id").asText();
            case "by-day" -> LocalDate.now(ZoneOffset.UTC).toString();
            default -> whose;
        };
    }

    private static JsonNode find(JsonNode lines, String label) {
        for (JsonNode line : lines) {
            if (line.path("label").asText().equals(label)) {
                return line;
            }
        }
        throw new AssertionError("no line for " + label + " in " + lines);
    }

    private static JsonNode account(String body) {
        return json(bench.gateway().post("/v1/sub-accounts", body));
    }

    private static void call(JsonNode account, String tags) {
        String body =
                "{\"model\":\"openai/chat\",\"messages\":[{\"role\":\"user\",\"content\":\"Tell me more please\"}]}";
        HttpResponse<String> answer =
                bench.gateway()
                        .postAs(
                                account.path("key").asText(),
                                "/v1/chat/completions",
                                body,
                                "x-aig-tag",
                                tags);
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return GatewayUnderTest.json(answer);
    }
}
