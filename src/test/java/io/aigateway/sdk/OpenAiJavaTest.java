package io.aigateway.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.SeenRequest;
import io.aigateway.fixture.UpstreamFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official OpenAI SDK for Java, with either kind of provider behind the gateway. */
class OpenAiJavaTest {

    private static final String[] GATEWAY_FIELDS = {"models", "fallbacks", "tags", "provider"};

    @TempDir static Path folder;
    static Bench bench;
    static OpenAIClient client;

    @BeforeAll
    static void start() {
        bench =
                Bench.started(
                        folder,
                        Map.of(),
                        files ->
                                files.rule(
                                        "rescued",
                                        "failover: [openai-1/chat, anthropic/chat]\n    rescue: continue"));
        client =
                OpenAIOkHttpClient.builder()
                        .baseUrl(bench.gateway().baseUrl())
                        .apiKey(bench.gateway().adminKey())
                        .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        bench.close();
    }

    @BeforeEach
    void calm() {
        bench.calm();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void getsAWholeAnswer(String provider) {
        // Given
        ChatCompletionCreateParams question = question(provider, "chat-" + provider).build();

        // When
        ChatCompletion answer = client.chat().completions().create(question);

        // Then
        assertThat(answer.choices().get(0).message().content()).contains("You said: Hello there");
        assertThat(answer.choices().get(0).finishReason().asString()).isEqualTo("stop");
        assertThat(answer.model()).isEqualTo(provider + "/chat");
        assertThat(answer.usage().orElseThrow().completionTokens()).isEqualTo(4);
        assertWhatTheProviderSaw(provider);
        assertRecorded(provider, "chat-" + provider, 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void getsAStreamWithItsUsage(String provider) {
        // Given
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        ChatCompletionCreateParams question =
                question(provider, "stream-" + provider)
                        .streamOptions(
                                ChatCompletionStreamOptions.builder().includeUsage(true).build())
                        .build();

        // When
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(question)) {
            stream.stream().forEach(whole::accumulate);
        }

        // Then
        ChatCompletion answer = whole.chatCompletion();
        assertThat(answer.choices().get(0).message().content()).contains("You said: Hello there");
        assertThat(answer.usage().orElseThrow().completionTokens()).isEqualTo(4);
        assertThat(bench.provider(provider).lastRequest().streamed()).isTrue();
        assertWhatTheProviderSaw(provider);
        assertRecorded(provider, "stream-" + provider, 4);
    }

    @Test
    void seesOneStreamWhenASecondProviderContinuesTheFirst() {
        // Given
        bench.provider("openai").cutting(3);
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        ChatCompletionCreateParams question =
                question("openai", "rescued")
                        .model("rescued")
                        .streamOptions(
                                ChatCompletionStreamOptions.builder().includeUsage(true).build())
                        .build();

        // When
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(question)) {
            stream.stream().forEach(whole::accumulate);
        }

        // Then
        ChatCompletion answer = whole.chatCompletion();
        assertThat(answer.choices()).hasSize(1);
        assertThat(answer.choices().get(0).message().content()).contains("You said: Hello there");
        assertThat(answer.choices().get(0).finishReason().asString()).isEqualTo("stop");
        assertThat(answer.model()).isEqualTo("openai-1/chat");
        assertThat(answer.usage().orElseThrow().completionTokens()).isPositive();
    }

    @Test
    void doesNotHaveToAskForUsageForAStreamToBeBilled() {
        // Given
        ChatCompletionCreateParams question = question("openai", "unasked-usage").build();

        // When
        List<ChatCompletionChunk> chunks;
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(question)) {
            chunks = stream.stream().toList();
        }

        // Then
        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.usage()).isEmpty());
        JsonNode asked = bench.provider("openai").lastRequest().body();
        assertThat(asked.at("/stream_options/include_usage").asBoolean()).isTrue();
        assertRecorded("openai", "unasked-usage", 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void callsAToolAndHearsWhatItAnswered(String provider) {
        // Given
        ChatCompletionCreateParams.Builder talk =
                question(provider, "tool-" + provider).addTool(weather());
        ChatCompletion first = client.chat().completions().create(talk.build());
        ChatCompletionMessage wish = first.choices().get(0).message();
        ChatCompletionMessageFunctionToolCall call = onlyCall(wish);
        talk.addMessage(wish)
                .addMessage(
                        ChatCompletionToolMessageParam.builder()
                                .toolCallId(call.id())
                                .content("It rains")
                                .build());

        // When
        ChatCompletion second = client.chat().completions().create(talk.build());

        // Then
        assertThat(first.choices().get(0).finishReason().asString()).isEqualTo("tool_calls");
        assertThat(call.function().name()).isEqualTo("weather");
        assertThat(call.function().arguments()).isEqualTo("{\"city\":\"Oslo\"}");
        assertThat(second.choices().get(0).message().content()).contains("You said: It rains");
        assertThat(bench.provider(provider).lastRequest().body().toString()).contains(call.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void callsAToolInAStream(String provider) {
        // Given
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        ChatCompletionCreateParams question =
                question(provider, "tool-stream-" + provider).addTool(weather()).build();

        // When
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(question)) {
            stream.stream().forEach(whole::accumulate);
        }

        // Then
        ChatCompletionMessageFunctionToolCall call =
                onlyCall(whole.chatCompletion().choices().get(0).message());
        assertThat(call.function().name()).isEqualTo("weather");
        assertThat(call.function().arguments()).isEqualTo("{\"city\":\"Oslo\"}");
    }

    @Test
    void getsEmbeddings() {
        // Given
        EmbeddingCreateParams texts =
                EmbeddingCreateParams.builder()
                        .model("openai/embed")
                        .inputOfArrayOfStrings(List.of("one", "two"))
                        .build();

        // When
        CreateEmbeddingResponse vectors = client.embeddings().create(texts);

        // Then
        assertThat(vectors.data()).hasSize(2);
        assertThat(vectors.data().get(1).embedding()).containsExactly(1.25f, -0.5f, 1.0f);
        assertThat(vectors.usage().promptTokens()).isEqualTo(2);
        assertThat(bench.provider("openai").lastRequest().body().path("model").asText())
                .isEqualTo("embed-2026");
    }

    @Test
    void getsEmbeddingsAsNumbersWhenItAsksForThem() {
        // Given
        EmbeddingCreateParams text =
                EmbeddingCreateParams.builder()
                        .model("openai/embed")
                        .input("one")
                        .encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT)
                        .build();

        // When
        CreateEmbeddingResponse vectors = client.embeddings().create(text);

        // Then
        assertThat(vectors.data().get(0).embedding()).containsExactly(0.25f, -0.5f, 1.0f);
        assertThat(bench.provider("openai").lastRequest().body().path("encoding_format").asText())
                .isEqualTo("float");
    }

    @Test
    void findsTheModels() {
        // Given
        String wanted = "anthropic/chat";

        // When
        List<String> listed = client.models().list().data().stream().map(Model::id).toList();
        Model one = client.models().retrieve(wanted);

        // Then
        assertThat(listed).contains("openai/chat", "anthropic/chat", "openai/embed");
        assertThat(one.id()).isEqualTo(wanted);
    }

    private static ChatCompletionCreateParams.Builder question(String provider, String tag) {
        return ChatCompletionCreateParams.builder()
                .model(provider + "/chat")
                .addSystemMessage("Be brief.")
                .addUserMessage("Hello there")
                .maxTokens(50)
                .putAdditionalHeader("x-aig-tag", tag)
                .putAdditionalBodyProperty("tags", JsonValue.from(List.of("also-in-the-body")));
    }

    private static ChatCompletionFunctionTool weather() {
        FunctionParameters parameters =
                FunctionParameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty(
                                "properties",
                                JsonValue.from(Map.of("city", Map.of("type", "string"))))
                        .build();
        return ChatCompletionFunctionTool.builder()
                .function(
                        FunctionDefinition.builder()
                                .name("weather")
                                .description("The weather of a city.")
                                .parameters(parameters)
                                .build())
                .build();
    }

    private static ChatCompletionMessageFunctionToolCall onlyCall(ChatCompletionMessage message) {
        return message.toolCalls().orElseThrow().get(0).asFunction();
    }

    private static void assertWhatTheProviderSaw(String provider) {
        SeenRequest seen = bench.provider(provider).lastRequest();
        assertThat(bench.provider(provider).requests()).hasSize(1);
        assertThat(seen.body().path("model").asText())
                .isEqualTo(UpstreamFiles.upstreamName(provider));
        assertThat(seen.body().properties())
                .extracting(Map.Entry::getKey)
                .doesNotContain(GATEWAY_FIELDS);
        assertThat(seen.headers().toString())
                .contains(UpstreamFiles.keyOf(provider))
                .doesNotContain(bench.gateway().adminKey(), "x-aig-tag");
    }

    private static void assertRecorded(String provider, String tag, int outputTokens) {
        JsonNode records = bench.records(tag);
        assertThat(records).hasSize(1);
        assertThat(records.at("/0/model").asText()).isEqualTo(provider + "/chat");
        assertThat(records.at("/0/provider").asText()).isEqualTo(provider);
        assertThat(records.at("/0/status").asInt()).isEqualTo(200);
        long cached = provider.equals("anthropic") ? 4 : 0;
        long nanos =
                4 * UpstreamFiles.NANOS_PER_INPUT_TOKEN
                        + cached * UpstreamFiles.NANOS_PER_CACHED_TOKEN
                        + outputTokens * UpstreamFiles.NANOS_PER_OUTPUT_TOKEN;
        assertThat(records.at("/0/cost_cents").decimalValue().movePointRight(7).longValueExact())
                .isEqualTo(nanos);
    }
}
