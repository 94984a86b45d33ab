package io.aigateway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models by the names that other gateways have for them. */
class ForeignModelNamesTest {

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

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                // source    | asked for                                          | served by
                "LiteLLM     | gpt-4o                                             | openai/gpt-4o",
                "LiteLLM     | openai/gpt-4o                                      | openai/gpt-4o",
                "LiteLLM     | anthropic/claude-sonnet-4-5                        | anthropic/claude-sonnet-4.5",
                "LiteLLM     | together_ai/meta-llama/Llama-3.3-70B-Instruct-Turbo | together/meta-llama/Llama-3.3-70B-Instruct-Turbo",
                "LiteLLM     | fireworks_ai/accounts/fireworks/models/deepseek-v3p1 | fireworks/deepseek-v3p1",
                "LiteLLM     | litellm_proxy/gpt-4o                               | openai/gpt-4o",
                "LiteLLM     | openrouter/openai/gpt-4o                           | openai/gpt-4o",
                "LiteLLM     | xai/grok-4                                         | xai/grok-4",
                "OpenRouter  | openai/gpt-4o                                      | openai/gpt-4o",
                "OpenRouter  | ~openai/gpt-4o                                     | openai/gpt-4o",
                "OpenRouter  | anthropic/claude-sonnet-4.5:thinking               | anthropic/claude-sonnet-4.5",
                "OpenRouter  | meta-llama/llama-3.3-70b-instruct                  | deepinfra/meta-llama/llama-3.3-70b-instruct",
                "OpenRouter  | meta-llama/llama-3.3-70b-instruct:free             | deepinfra/meta-llama/llama-3.3-70b-instruct",
                "OpenRouter  | x-ai/grok-4                                        | xai/grok-4",
                "OpenRouter  | @preset/cheap                                      | openai/gpt-4o-mini",
                "Portkey     | @openai/gpt-4o                                     | openai/gpt-4o",
                "Portkey     | @openai-prod-eu/gpt-4o                             | openai/gpt-4o",
                "Portkey     | @unheard-of/gpt-4o                                 | openai/gpt-4o",
                "Helicone    | gpt-4o-mini                                        | openai/gpt-4o-mini",
                "Helicone    | gpt-4o-mini/openai                                 | openai/gpt-4o-mini",
                "Helicone    | claude-sonnet-4-5/anthropic                        | anthropic/claude-sonnet-4.5",
                "Helicone    | 'nothing-like-it/openai,gpt-4o'                    | openai/nothing-like-it",
                "Together    | meta-llama/Llama-3.3-70B-Instruct-Turbo            | together/meta-llama/Llama-3.3-70B-Instruct-Turbo",
                "Together    | openai/gpt-oss-20b                                 | together/openai/gpt-oss-20b",
                "Fireworks   | accounts/fireworks/models/deepseek-v3p1            | fireworks/deepseek-v3p1",
                "Fireworks   | accounts/fireworks/models/not-listed               | fireworks/accounts/fireworks/models/not-listed",
                "Fireworks   | accounts/me/deployments/tuned                      | fireworks/accounts/me/deployments/tuned",
                "Replicate   | openai/gpt-4o:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef | openai/gpt-4o",
                "Requesty    | anthropic/claude-sonnet-4-5@eu-central-1           | anthropic/claude-sonnet-4.5",
                "Requesty    | policy/cheap                                       | openai/gpt-4o-mini",
            })
    void anotherGatewaysNameFindsTheModel(String source, String asked, String served) {
        // Given
        String body = CompatBench.question(asked, "");

        // When
        HttpResponse<String> answer = bench.ask(body);

        // Then
        assertThat(answer.statusCode()).as(source + " " + answer.body()).isEqualTo(200);
        assertThat(CompatBench.servedBy(answer)).isEqualTo(served);
    }

    @ParameterizedTest
    @CsvSource({
        "meta-llama/llama-3.3-70b-instruct:free, :free",
        "anthropic/claude-sonnet-4.5@eu-central-1, @eu-central-1",
        "@unheard-of/gpt-4o, @unheard-of",
        "gpt-4o:online, :online",
    })
    void whatANameSaysInVainIsNamed(String asked, String ignored) {
        // Given
        String body = CompatBench.question(asked, "");

        // When
        HttpResponse<String> answer = bench.ask(body);

        // Then
        assertThat(CompatBench.warning(answer)).contains("without effect here: " + ignored);
    }

    @Test
    void theFloorIsTheCheapestProvider() {
        // Given
        String body = CompatBench.question("openai/gpt-oss-20b:floor", "");

        // When
        HttpResponse<String> answer = bench.ask(body);

        // Then
        assertThat(CompatBench.servedBy(answer)).isEqualTo("together/openai/gpt-oss-20b");
        assertThat(CompatBench.header(answer, "x-aig-route-policy")).isEqualTo("lowest_cost");
    }

    @Test
    void aListIsAskedOneAfterTheOther() {
        // Given
        bench.fake().failing(1, 500);
        String body = CompatBench.question("gpt-4o-mini/openai,claude-sonnet-4.5/anthropic", "");

        // When
        HttpResponse<String> answer = bench.ask(body);

        // Then
        assertThat(CompatBench.servedBy(answer)).isEqualTo("anthropic/claude-sonnet-4.5");
        assertThat(CompatBench.header(answer, "x-aig-attempts")).isEqualTo("2");
    }

    @Test
    void aProviderThatIsRuledOutIsNotAsked() {
        // Given
        String body = CompatBench.question("!together,openai/gpt-oss-20b", "");

        // When
        HttpResponse<String> answer = bench.ask(body);

        // Then
        assertThat(CompatBench.servedBy(answer)).isEqualTo("groq/openai/gpt-oss-20b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bedrock/claude-sonnet-4-5@eu-central-1",
                "vertex_ai/claude-sonnet-4.5",
                "azure/gpt-4o",
                "nobody-knows-this",
                "@",
                "!openai",
                "a-lab/of-its-own",
                "policy/unheard-of",
            })
    void whatNobodyServesIsNotFound(String asked) {
        // Given
        String body = CompatBench.question(asked, "");

        // When
        HttpResponse<String> answer = bench.ask(body);

        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
    }
}
