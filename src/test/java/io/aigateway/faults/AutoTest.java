package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.GatewayUnderTest;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that leave the choice of the model to the gateway. */
class AutoTest {

    private static final String MODELS =
            """
            models:
              - {id: a/tiny, price: {input: 0.1, output: 0.4}, capabilities: [chat, tools]}
              - {id: a/small, price: {input: 0.5, output: 2}, capabilities: [chat, tools, vision]}
              - {id: b/middle, price: {input: 1, output: 5}, capabilities: [chat, tools, vision]}
              - {id: b/large, price: {input: 3, output: 15}, capabilities: [chat, tools, vision]}
              - {id: a/huge, price: {input: 15, output: 75}, capabilities: [chat, tools, vision]}
              - {id: a/plain, price: {input: 0.01, output: 0.01}, capabilities: [chat]}
              - {id: a/unpriced, capabilities: [chat, tools]}
              - {id: nokey/cheap, price: {input: 0.01, output: 0.01}, capabilities: [chat, tools]}
              - {id: a/embed, price: {input: 0.1, output: 0}, capabilities: [embeddings]}
              - {id: demo/echo, price: {input: 0.01, output: 0.01}, capabilities: [chat, tools]}
            """;

    @TempDir static Path folder;
    static FakeProvider a;
    static FakeProvider b;
    static GatewayUnderTest gateway;

    @BeforeAll
    static void start() {
        a = FakeProvider.openAi();
        b = FakeProvider.openAi();
        String providers =
                """
                providers:
                  - {id: a, base-url: "%s", auth: none}
                  - {id: b, base-url: "%s", auth: none}
                  - {id: nokey, base-url: "https://nokey.example/v1", api-key: "${NO_SUCH_KEY:}"}
                  - {id: demo, wire: demo}
                """
                        .formatted(a.baseUrl(), b.baseUrl());
        String rules =
                """
                rules:
                  - model: auto/ours
                    failover: [a/huge, b/middle]
                """;
        gateway =
                GatewayUnderTest.started(
                        folder,
                        Map.of(
                                "providers.yaml", providers,
                                "models.yaml", MODELS,
                                "rules.yaml", rules),
                        Map.of());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        a.close();
        b.close();
    }

    @BeforeEach
    void calm() {
        a.wellAgain();
        b.wellAgain();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"model\":\"auto\",", "\"model\":\"auto/text\",", ""})
    void aSimpleCallGetsTheCheapestModelThatIsUpToIt(String model) {
        // Given
        String body = "{" + model + messages("Hello") + "}";

        // When
        HttpResponse<String> answer = send(body);

        // Then
        assertServed(answer, "a/tiny");
        assertThat(answer.headers().firstValue("x-aig-route-policy")).contains("auto");
        assertThat(answer.headers().firstValue("X-Auto-Routed")).contains("true");
        assertThat(answer.headers().firstValue("X-Routing-Selected")).contains("a/tiny");
        assertThat(answer.headers().firstValue("X-Routing-Complexity")).contains("simple");
        assertThat(answer.headers().firstValue("X-Routing-Reason"))
                .contains("auto simple -> a/tiny");
    }

    @ParameterizedTest
    @CsvSource({
        "cost, , a/tiny",
        "quality, , b/large",
        "quality, b/middle, b/middle",
        "quality, a/huge, a/huge",
        "auto, b/large, a/tiny",
    })
    void itsCallerMayLeanOneWay(String bias, String baseline, String served) {
        // Given
        String ceiling = baseline == null ? "" : "\"baseline_model\":\"" + baseline + "\",";
        String body = "{" + ceiling + "\"model\":\"auto\"," + messages("Hello") + "}";

        // When
        HttpResponse<String> answer = send(body, "x-routing", bias);

        // Then
        assertServed(answer, served);
        assertThat(answer.headers().firstValue("X-Auto-Baseline-Model").orElse(null))
                .isEqualTo(baseline);
        assertThat((served.startsWith("a/") ? a : b).lastRequest().body().has("baseline_model"))
                .isFalse();
    }

    @Test
    void aWholeAnswerTellsWhatTheBaselineWouldHaveCost() {
        // Given
        String body =
                "{\"model\":\"auto\",\"baseline_model\":\"b/large\"," + messages("Hello") + "}";

        // When
        HttpResponse<String> answer = send(body, "x-routing", "cost");

        // Then
        assertServed(answer, "a/tiny");
        JsonNode usage = GatewayUnderTest.json(answer).path("usage");
        // cents for a million tokens, as in the table of models above
        BigDecimal baseline = cents(usage, 300, 1_500);
        assertThat(header(answer, "X-Auto-Baseline-Cost-Cents")).isEqualByComparingTo(baseline);
        assertThat(header(answer, "X-Auto-Route-Fee-Cents")).isZero();
        assertThat(header(answer, "X-Auto-Savings-Cents"))
                .isPositive()
                .isEqualByComparingTo(baseline.subtract(header(answer, "X-Cost-Cents")));
    }

    private static BigDecimal cents(JsonNode usage, long input, long output) {
        long units =
                usage.path("prompt_tokens").asLong() * input
                        + usage.path("completion_tokens").asLong() * output;
        return BigDecimal.valueOf(units, 6);
    }

    private static BigDecimal header(HttpResponse<String> answer, String name) {
        return new BigDecimal(answer.headers().firstValue(name).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "Please prove this theorem., moderate, b/middle",
        "Please prove this theorem. LONG, complex, b/large",
    })
    void whatSeemsHarderGetsMore(String prompt, String complexity, String served) {
        // Given
        String text = prompt.replace("LONG", "word ".repeat(3_000));

        // When
        HttpResponse<String> answer = send("{" + messages(text) + "}");

        // Then
        assertServed(answer, served);
        assertThat(answer.headers().firstValue("X-Routing-Complexity")).contains(complexity);
    }

    @Test
    void picturesNeedAModelThatSees() {
        // Given
        String body =
                "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
                        + "\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"}}]}]}";

        // When
        HttpResponse<String> answer = send(body, "x-routing", "cost");

        // Then
        assertServed(answer, "a/small");
    }

    @Test
    void whoeverIsAskedNextIsUnderTheCeilingToo() {
        // Given
        a.failing(9, 500);
        String body =
                "{\"model\":\"auto\",\"baseline_model\":\"b/middle\"," + messages("Hello") + "}";

        // When
        HttpResponse<String> answer = send(body);

        // Then
        assertServed(answer, "b/middle");
        assertThat(answer.headers().firstValue("x-aig-attempts")).contains("2");
    }

    @Test
    void nothingIsChosenAboveTheCeiling() {
        // Given
        String body =
                "{\"baseline_model\":\"a/tiny\",\"model\":\"auto/vision\"," + messages("Hi") + "}";

        // When
        HttpResponse<String> answer = send(body);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(GatewayUnderTest.json(answer).at("/error/param").asText())
                .isEqualTo("baseline_model");
    }

    @Test
    void aRuleOfTheOperatorsOwnDecidesButKeepsTheCeiling() {
        // Given
        String body =
                "{\"model\":\"auto/ours\",\"baseline_model\":\"b/large\"," + messages("Hi") + "}";

        // When
        HttpResponse<String> answer = send(body);

        // Then
        assertServed(answer, "b/middle");
        assertThat(a.requests()).isEmpty();
    }

    @Test
    void aKeysAllowedModelsHold() {
        // Given
        String key =
                GatewayUnderTest.json(
                                gateway.post(
                                        "/v1/keys",
                                        "{\"name\":\"b only\",\"allowed_models\":[\"b/*\"]}"))
                        .path("key")
                        .asText();

        // When
        HttpResponse<String> answer =
                gateway.postAs(key, "/v1/chat/completions", "{" + messages("Hello") + "}");

        // Then
        assertServed(answer, "b/middle");
    }

    @Test
    void embeddingsComeFromOneModelAlone() {
        // Given
        a.failing(1, 500);

        // When
        HttpResponse<String> failed =
                gateway.post("/v1/embeddings", "{\"model\":\"auto/embeddings\",\"input\":\"X\"}");
        HttpResponse<String> answer = gateway.post("/v1/embeddings", "{\"input\":\"X\"}");

        // Then
        assertThat(failed.statusCode()).isEqualTo(502);
        assertServed(answer, "a/embed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"model\":\"auto/video\", | 404 | model",
                "\"model\":\"auto/embeddings\", | 404 | model",
                "\"model\":\"auto\",\"baseline_model\":\"nobody\", | 400 | baseline_model",
                "\"model\":\"auto\",\"baseline_model\":\"a/unpriced\", | 400 | baseline_model",
                "\"model\":\"auto\",\"x-routing\":\"cheap\", | 400 | x-routing",
                "\"model\":[], | 400 | model",
            })
    void whatCannotBeMeantIsRefused(String fields, int status, String param) {
        // Given
        String body = "{" + fields + messages("Hello") + "}";

        // When
        HttpResponse<String> answer = send(body);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(GatewayUnderTest.json(answer).at("/error/param").asText()).isEqualTo(param);
    }

    private static String messages(String text) {
        return "\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]";
    }

    private static HttpResponse<String> send(String body, String... headers) {
        return gateway.post("/v1/chat/completions", body, headers);
    }

    private static void assertServed(HttpResponse<String> answer, String by) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-aig-served-by")).contains(by);
    }
}
