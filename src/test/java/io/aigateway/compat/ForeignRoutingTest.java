package io.aigateway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.fixture.GatewayUnderTest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which providers are asked, said in the words of OpenRouter, LiteLLM and Portkey. */
class ForeignRoutingTest {

    private static final String OSS = "openai/gpt-oss-20b";

    @TempDir static Path folder;
    static CompatBench bench;

    @BeforeAll
    static void start() {
        bench = new CompatBench(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void calm() {
        bench.fake().wellAgain();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"order\":[\"Groq\",\"Together\"]}                      | groq",
                "{\"order\":[\"groq/fp8\"],\"allow_fallbacks\":false}     | groq",
                "{\"only\":[\"groq\"]}                                    | groq",
                "{\"only\":[\"groq\",\"together\"],\"order\":[\"groq\"]}  | groq",
                "{\"ignore\":[\"together\"]}                              | groq",
                "{\"sort\":\"price\"}                                     | together",
                "{\"sort\":{\"by\":\"price\"}}                            | together",
                "{\"max_price\":{\"prompt\":0.06}}                        | together",
                "{\"max_price\":{\"completion\":\"0.3\"}}                 | together",
                "{\"order\":[\"nobody\"]}                                 | together",
                "{\"allow_fallbacks\":true,\"data_collection\":\"deny\"}  | together",
            })
    void openRoutersProviderObjectIsHeeded(String provider, String served) {
        // Given
        String body = CompatBench.question(OSS, "\"provider\":" + provider);

        // When
        HttpResponse<String> answer = bench.ask(body);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(CompatBench.header(answer, "x-aig-provider")).isEqualTo(served);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"only\":[\"nobody\"]}",
                "{\"only\":\"groq\"}",
                "{\"only\":[\"groq\"],\"order\":[\"together\"],\"allow_fallbacks\":false}",
                "{\"ignore\":[\"groq\",\"together\"]}",
                "{\"max_price\":{\"prompt\":0.00001}}",
                "{\"max_price\":{\"prompt\":\"1e9\"}}",
                "{\"max_price\":{\"prompt\":-1}}",
                "{\"sort\":\"beauty\"}",
                "{\"allow_fallbacks\":\"no\"}",
            })
    void aRestrictionThatCannotBeKeptRefusesTheCall(String provider) {
        // Given
        String body = CompatBench.question(OSS, "\"provider\":" + provider);

        // When
        HttpResponse<String> answer = bench.ask(body);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(bench.fake().requests()).isEmpty();
    }

    @Test
    void whatOpenRouterKnowsAndWeDoNotIsNamed() {
        // Given
        String fields =
                "\"provider\":{\"zdr\":true,\"quantizations\":[\"fp8\"]},\"transforms\":[\"middle-out\"],\"plugins\":[{\"id\":\"web\"}]";

        // When
        HttpResponse<String> answer = bench.ask(CompatBench.question("gpt-4o", fields));

        // Then
        assertThat(CompatBench.warning(answer))
                .isEqualTo(
                        "without effect here: provider.zdr, provider.quantizations, transforms, plugins");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai/gpt-4o | {\"effort\":\"low\"}     | {\"reasoning_effort\":\"low\"}",
                "together/openai/gpt-oss-20b | {\"enabled\":true} | {\"reasoning\":{\"enabled\":true}}",
                "openai/gpt-4o | {\"max_tokens\":2000}  | {}",
            })
    void openRoutersReasoningIsSaidInTheProvidersWords(
            String model, String reasoning, String sent) {
        // Given
        String body = CompatBench.question(model, "\"reasoning\":" + reasoning);

        // When
        bench.ask(body);

        // Then
        ObjectNode told = bench.last().body().deepCopy();
        assertThat(told.remove(List.of("model", "messages")).toString()).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-litellm-timeout: soon",
                "x-litellm-timeout: 1e9",
                "x-litellm-num-retries: -1",
                "x-portkey-request-timeout: 0",
                "x-portkey-cache-force-refresh: true",
                "Helicone-Cache-Enabled: true",
                "Helicone-Target-URL: http://127.0.0.1:1",
                "Helicone-OpenAI-Api-Base: http://127.0.0.1:1",
                "x-portkey-custom-host: http://127.0.0.1:1",
                "x-portkey-config: pc-unknown-123",
                "x-portkey-virtual-key: unheard-of",
                "x-litellm-spend-logs-metadata: {}",
                "X-OpenRouter-Categories: cli-agent",
            })
    void aHeaderWithoutEffectIsNamedAndTheCallServed(String header) {
        // Given
        String name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);

        // When
        HttpResponse<String> answer =
                bench.ask(CompatBench.question("gpt-4o", ""), CompatBench.headers(header));

        // Then
        assertThat(CompatBench.servedBy(answer)).isEqualTo("openai/gpt-4o");
        assertThat(CompatBench.warning(answer)).contains(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x-portkey-virtual-key: openai-prod-7f3a2b | gpt-4o          | openai/gpt-4o",
                "x-portkey-provider: @groq-eu              | openai/gpt-oss-20b | groq/openai/gpt-oss-20b",
                "x-portkey-provider: anthropic             | claude-sonnet-4-5 | anthropic/claude-sonnet-4.5",
                "x-portkey-provider: openai                | @groq/openai/gpt-oss-20b | groq/openai/gpt-oss-20b",
                "x-portkey-config: pc-main-2b1f            | gpt-4o          | anthropic/claude-sonnet-4.5",
            })
    void portkeysHeadersSayWhoServes(String header, String model, String served) {
        // Given
        String body = CompatBench.question(model, "");

        // When
        HttpResponse<String> answer = bench.ask(body, CompatBench.headers(header));

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(CompatBench.servedBy(answer)).isEqualTo(served);
    }

    @Test
    void aLoadBalancingTreeOfPortkeyIsDrawnByWeight() {
        // Given
        String config =
                """
                {"strategy":{"mode":"loadbalance"},"targets":[
                 {"provider":"groq","weight":0.5},
                 {"provider":"together","weight":0.5},
                 {"provider":"openai","weight":0}]}
                """;
        Set<String> served = new HashSet<>();

        // When
        for (int call = 0; call < 60; call++) {
            HttpResponse<String> answer =
                    bench.ask(CompatBench.question(OSS, ""), "x-portkey-config", oneLine(config));
            served.add(CompatBench.servedBy(answer));
        }

        // Then
        assertThat(served)
                .containsExactlyInAnyOrder(
                        "groq/openai/gpt-oss-20b", "together/openai/gpt-oss-20b");
    }

    @Test
    void anAddressInATreeIsNeverFollowed() {
        // Given
        String config =
                "{\"provider\":\"openai\",\"custom_host\":\"http://127.0.0.1:1/v1\",\"override_params\":{\"model\":\"gpt-4o\",\"temperature\":0}}";

        // When
        HttpResponse<String> answer =
                bench.ask(CompatBench.question("x", ""), "x-portkey-config", config);

        // Then
        assertThat(CompatBench.servedBy(answer)).isEqualTo("openai/gpt-4o");
        assertThat(CompatBench.warning(answer))
                .contains("x-portkey-config.custom_host", "override_params.temperature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"targets\":[",
                "{\"targets\":[1]}",
                "{\"targets\":[{\"targets\":[{\"targets\":[{\"targets\":[{\"targets\":[{\"targets\":[{\"targets\":[{\"provider\":\"openai\"}]}]}]}]}]}]}]}",
            })
    void aTreeThatCannotBeMeantIsRefused(String config) {
        // Given
        String body = CompatBench.question("gpt-4o", "");

        // When
        HttpResponse<String> answer = bench.ask(body, "x-portkey-config", config);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(GatewayUnderTest.json(answer).at("/error/param").asText())
                .isEqualTo("x-portkey-config");
    }

    @Test
    void aTreeOfTooManyTargetsIsRefused() {
        // Given
        String target = "{\"provider\":\"openai\",\"override_params\":{\"model\":\"gpt-4o\"}}";
        String config =
                "{\"strategy\":{\"mode\":\"fallback\"},\"targets\":["
                        + String.join(",", Collections.nCopies(40, target))
                        + "]}";

        // When
        HttpResponse<String> answer =
                bench.ask(CompatBench.question("x", ""), "x-portkey-config", config);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-request-id", "x-portkey-trace-id"})
    void aCallersOwnIdIsTheIdThatTheAnswerCarries(String header) {
        // Given
        String trace = "trace-17";

        // When
        HttpResponse<String> answer = bench.ask(CompatBench.question("gpt-4o", ""), header, trace);

        // Then
        assertThat(CompatBench.header(answer, "x-request-id")).isEqualTo(trace);
    }

    private static String oneLine(String json) {
        return json.replace("\n", " ").strip();
    }
}
