package io.aigateway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.azure.AzureOpenAIServiceVersion;
import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** OpenAI's SDK, set up as the guides of other gateways say, with our address and key. */
class OpenAiSdkAsOthersTest {

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

    static Stream<Arguments> setUps() {
        return Stream.of(
                setUp("LiteLLM", "", "KEY", Map.of(), "openai/gpt-4o", "openai/gpt-4o"),
                setUp(
                        "OpenRouter",
                        "/api/v1",
                        "KEY",
                        Map.of("HTTP-Referer", "https://app.example", "X-Title", "App"),
                        "meta-llama/llama-3.3-70b-instruct",
                        "deepinfra/meta-llama/llama-3.3-70b-instruct"),
                setUp(
                        "Portkey",
                        "/v1",
                        "placeholder",
                        Map.of("x-portkey-api-key", "KEY", "x-portkey-virtual-key", "openai-1f2e"),
                        "gpt-4o",
                        "openai/gpt-4o"),
                setUp(
                        "Portkey of old",
                        "/v1/proxy",
                        "sk-a-providers-key",
                        Map.of("x-portkey-api-key", "KEY", "x-portkey-mode", "proxy openai"),
                        "gpt-4o",
                        "openai/gpt-4o"),
                setUp(
                        "Helicone as a proxy",
                        "/v1",
                        "sk-a-providers-key",
                        Map.of("Helicone-Auth", "Bearer KEY", "Helicone-Property-App", "x"),
                        "gpt-4o",
                        "openai/gpt-4o"),
                setUp("Helicone", "/ai", "KEY", Map.of(), "gpt-4o/openai", "openai/gpt-4o"),
                setUp(
                        "Together",
                        "/v1",
                        "KEY",
                        Map.of(),
                        "openai/gpt-oss-20b",
                        "together/openai/gpt-oss-20b"),
                setUp(
                        "Fireworks",
                        "/inference/v1",
                        "KEY",
                        Map.of(),
                        "accounts/fireworks/models/deepseek-v3p1",
                        "fireworks/deepseek-v3p1"),
                setUp(
                        "Requesty",
                        "/v1",
                        "KEY",
                        Map.of("X-Requesty-Team", "search"),
                        "policy/cheap",
                        "openai/gpt-4o-mini"));
    }

    private static Arguments setUp(
            String source,
            String path,
            String key,
            Map<String, String> headers,
            String model,
            String served) {
        return Arguments.of(source, path, key, headers, model, served);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("setUps")
    void getsItsAnswerAndItsStream(
            String source,
            String path,
            String key,
            Map<String, String> headers,
            String model,
            String served) {
        // Given
        OpenAIOkHttpClient.Builder builder =
                OpenAIOkHttpClient.builder()
                        .baseUrl("http://127.0.0.1:" + bench.gateway().port() + path)
                        .apiKey(withKey(key));
        headers.forEach((name, value) -> builder.putHeader(name, withKey(value)));
        OpenAIClient client = builder.build();
        ChatCompletionCreateParams question =
                ChatCompletionCreateParams.builder().model(model).addUserMessage("Hi").build();

        // When
        ChatCompletion whole = client.chat().completions().create(question);
        List<ChatCompletionChunk> chunks;
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(question)) {
            chunks = stream.stream().toList();
        }
        client.close();

        // Then
        assertThat(whole.model()).as(source).isEqualTo(served);
        assertThat(chunks.get(chunks.size() - 1).model()).isEqualTo(served);
    }

    @Test
    void theAzureClientGetsItsDeployment() {
        // Given
        OpenAIClient client =
                OpenAIOkHttpClient.builder()
                        .baseUrl(
                                "http://127.0.0.1:"
                                        + bench.gateway().port()
                                        + "/openai/deployments/cheap")
                        .credential(AzureApiKeyCredential.create(bench.gateway().adminKey()))
                        .azureServiceVersion(AzureOpenAIServiceVersion.getV2024_10_21())
                        .build();

        // When
        ChatCompletion answer =
                client.chat()
                        .completions()
                        .create(
                                ChatCompletionCreateParams.builder()
                                        .model("cheap")
                                        .addUserMessage("Hi")
                                        .build());
        client.close();

        // Then
        assertThat(answer.model()).isEqualTo("openai/gpt-4o-mini");
    }

    @Test
    void liteLlmsExtraBodyIsTaken() {
        // Given
        OpenAIClient client =
                OpenAIOkHttpClient.builder()
                        .baseUrl(bench.gateway().baseUrl())
                        .apiKey(bench.gateway().adminKey())
                        .build();
        ChatCompletionCreateParams question =
                ChatCompletionCreateParams.builder()
                        .model("gpt-4o")
                        .addUserMessage("Hi")
                        .putAdditionalBodyProperty(
                                "metadata", JsonValue.from(Map.of("tags", List.of("from-sdk"))))
                        .putAdditionalBodyProperty("num_retries", JsonValue.from(2))
                        .build();

        // When
        ChatCompletion answer = client.chat().completions().create(question);
        client.close();

        // Then
        assertThat(answer.model()).isEqualTo("openai/gpt-4o");
        assertThat(bench.last().body().has("num_retries")).isFalse();
        assertThat(bench.gateway().get("/v1/usage/by-tag").body()).contains("from-sdk");
    }

    private static String withKey(String text) {
        return text.replace("KEY", bench.gateway().adminKey());
    }
}
