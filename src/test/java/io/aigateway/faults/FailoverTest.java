package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.GatewayUnderTest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is asked next when somebody fails, and what the caller is told when nobody is left. */
class FailoverTest {

    @TempDir static Path folder;
    static Bench bench;
    static FakeProvider gone;

    @BeforeAll
    static void start() {
        gone = FakeProvider.openAi().refusing();
        bench =
                Bench.started(
                        folder,
                        Map.of(),
                        files ->
                                files.waiting("2s")
                                        .openAi("gone", gone)
                                        .rule("steady", "failover: [openai/chat, anthropic/chat]"));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void calm() {
        bench.calm();
    }

    @Test
    void aRuleAsksItsFirstModelWhileThatIsWell() {
        // Given
        String body = ask("\"model\":\"steady\"");

        // When
        HttpResponse<String> answer = send(body);

        // Then
        assertServed(answer, "openai/chat", 1, "failover");
        assertThat(bench.provider("anthropic").requests()).isEmpty();
    }

    @Test
    void aRuleAsksItsNextModelWhenTheFirstFails() {
        // Given
        bench.provider("openai").failing(1, 500);

        // When
        HttpResponse<String> answer = send(ask("\"model\":\"steady\""));

        // Then
        assertServed(answer, "anthropic/chat", 2, "failover");
        assertThat(bench.provider("openai").requests()).hasSize(1);
        assertThat(bench.provider("anthropic").requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"model\":[\"A\",\"B\"]",
                "\"models\":[\"A\",\"B\"]",
                "\"model\":\"A\",\"models\":[\"B\"]",
                "\"model\":\"A\",\"fallbacks\":[\"B\"]"
            })
    void aCallerMayNameTheOnesToFallBackTo(String naming) {
        // Given
        bench.provider("openai").failing(1, 500);
        String first = bench.unusedRow("openai") + "/chat";

        // When
        HttpResponse<String> answer =
                send(
                        ask(
                                naming.replace("\"A\"", '"' + first + '"')
                                        .replace("\"B\"", "\"anthropic/chat\"")));

        // Then
        assertServed(answer, "anthropic/chat", 2, "failover");
        assertThat(bench.provider("anthropic").lastRequest().body().properties())
                .extracting(Map.Entry::getKey)
                .doesNotContain("models", "fallbacks");
    }

    @Test
    void aCallerMayForbidFallingBack() {
        // Given
        bench.provider("openai").failing(1, 500);

        // When
        HttpResponse<String> answer = send(ask("\"model\":\"steady\",\"fallbacks\":false"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("x-aig-attempts")).contains("1");
        assertThat(bench.asked()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "401, provider-auth",
        "403, provider-auth",
        "429, rate-limit",
        "402, quota",
        "500, server-error",
        "503, server-error",
        "529, server-error"
    })
    @Tag("U4")
    @Tag("U5")
    @Tag("U6")
    void whatIsNotTheCallersFaultIsTriedElsewhere(int status, String outcome) {
        // Given
        String first = bench.unusedRow("openai");
        bench.provider("openai")
                .answering(status, "{\"error\":{\"message\":\"No.\"}}", "retry-after", "3600");
        String tag = "elsewhere-" + status;

        // When
        HttpResponse<String> answer =
                send(
                        ask("\"models\":[\"" + first + "/chat\",\"anthropic/chat\"]"),
                        "x-aig-tag",
                        tag);

        // Then
        assertServed(answer, "anthropic/chat", 2, "failover");
        assertThat(bench.provider("openai").requests()).hasSize(1);
        JsonNode attempt = bench.records(tag).at("/0/attempts/0");
        assertThat(attempt.path("status").asInt()).isEqualTo(status);
        assertThat(attempt.path("outcome").asText()).isEqualTo(outcome);
    }

    @Test
    @Tag("U5")
    void theWaitThatAProviderAsksForIsPassedOnWhenNobodyElseCouldServe() {
        // Given
        String only = bench.unusedRow("openai");
        bench.provider("openai")
                .answering(429, "{\"error\":{\"message\":\"Slow down.\"}}", "retry-after", "7");

        // When
        HttpResponse<String> answer = send(ask("\"model\":\"" + only + "/chat\""));

        // Then
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    @Tag("U7")
    void whatIsTheCallersFaultIsNotTriedElsewhere(int status) {
        // Given
        String first = bench.unusedRow("openai");
        bench.provider("openai").failing(1, status);

        // When
        HttpResponse<String> answer =
                send(ask("\"models\":[\"" + first + "/chat\",\"anthropic/chat\"]"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(bench.asked()).isEqualTo(1);
    }

    @Test
    @Tag("U1")
    void aProviderThatRefusesConnectionsIsPassedOver() {
        // Given
        String body = ask("\"models\":[\"gone/chat\",\"openai/chat\"]");

        // When
        HttpResponse<String> answer = send(body);

        // Then
        assertServed(answer, "openai/chat", 2, "failover");
    }

    @Test
    @Tag("U2")
    void aProviderThatHangsIsPassedOver() {
        // Given
        String first = bench.unusedRow("openai");
        bench.provider("openai").hanging();

        // When
        HttpResponse<String> answer =
                send(ask("\"models\":[\"" + first + "/chat\",\"anthropic/chat\"]"));

        // Then
        assertServed(answer, "anthropic/chat", 2, "failover");
    }

    @Test
    void aModelThatAProviderDoesNotKnowIsTriedElsewhere() {
        // Given
        String first = bench.unusedRow("openai");
        bench.provider("openai").failing(1, 404);

        // When
        HttpResponse<String> answer =
                send(ask("\"models\":[\"" + first + "/chat\",\"anthropic/chat\"]"));

        // Then
        assertServed(answer, "anthropic/chat", 2, "failover");
    }

    @ParameterizedTest
    @CsvSource({
        "gone/chat, 502, provider_error",
        "openai-hanging, 504, timeout_error",
        "openai-500, 502, provider_error",
        "openai-401, 502, provider_error",
        "openai-429, 429, rate_limit_error"
    })
    @Tag("U28")
    void whenNobodyIsLeftTheStatusSaysWhy(String model, int status, String type) {
        // Given
        String asked = model;
        if (model.startsWith("openai-")) {
            asked = bench.unusedRow("openai") + "/chat";
            String how = model.substring("openai-".length());
            FakeProvider provider = bench.provider("openai");
            FakeProvider set =
                    how.equals("hanging")
                            ? provider.hanging()
                            : provider.failing(9, Integer.parseInt(how));
            assertThat(set).isSameAs(provider);
        }

        // When
        HttpResponse<String> answer = send(ask("\"model\":\"" + asked + '"'));

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(GatewayUnderTest.json(answer).at("/error/type").asText()).isEqualTo(type);
        assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
        assertThat(answer.headers().firstValue("x-aig-attempts")).contains("1");
        assertThat(answer.body()).doesNotContain("127.0.0.1", "sk-provider");
    }

    @Test
    @Tag("U4")
    void noCallIsSentMoreOftenThanItsPlanAllows() {
        // Given
        bench.provider("openai").failing(100, 500);
        bench.provider("anthropic").failing(100, 500);
        StringBuilder models = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            models.append(i == 0 ? "" : ",").append('"' + bench.unusedRow("openai") + "/chat\",");
            models.append('"' + bench.unusedRow("anthropic") + "/chat\"");
        }

        // When
        HttpResponse<String> answer = send(ask("\"models\":[" + models + "]"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("x-aig-attempts")).contains("3");
        assertThat(bench.asked()).isEqualTo(3);
    }

    private static String ask(String models) {
        return "{" + models + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    }

    private static HttpResponse<String> send(String body, String... headers) {
        return bench.gateway().post("/v1/chat/completions", body, headers);
    }

    private static void assertServed(
            HttpResponse<String> answer, String by, int attempts, String policy) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-aig-served-by")).contains(by);
        assertThat(answer.headers().firstValue("x-aig-attempts"))
                .contains(Integer.toString(attempts));
        assertThat(answer.headers().firstValue("x-aig-route-policy")).contains(policy);
    }
}
