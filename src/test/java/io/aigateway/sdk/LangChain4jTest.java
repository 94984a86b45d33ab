package io.aigateway.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.UpstreamFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LangChain4j's OpenAI models, with either kind of provider behind the gateway. */
class LangChain4jTest {

    private static final ToolSpecification WEATHER =
            ToolSpecification.builder()
                    .name("weather")
                    .description("The weather of a city.")
                    .parameters(JsonObjectSchema.builder().addStringProperty("city").build())
                    .build();

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench = Bench.started(folder);
    }

    @AfterAll
    static void stop() {
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
        OpenAiChatModel model = model(provider, "lc-chat-" + provider);

        // When
        ChatResponse answer = model.chat(UserMessage.from("Hello there"));

        // Then
        assertThat(answer.aiMessage().text()).isEqualTo("You said: Hello there");
        assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(answer.tokenUsage().outputTokenCount()).isEqualTo(4);
        assertThat(bench.provider(provider).lastRequest().body().path("model").asText())
                .isEqualTo(UpstreamFiles.upstreamName(provider));
        assertThat(bench.records("lc-chat-" + provider)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void getsAStream(String provider) {
        // Given
        OpenAiStreamingChatModel model = streaming(provider, "lc-stream-" + provider);
        Heard heard = new Heard();

        // When
        model.chat(question(List.of(UserMessage.from("Hello there"))), heard);

        // Then
        ChatResponse answer = heard.whole.join();
        assertThat(heard.text.toString()).isEqualTo("You said: Hello there");
        assertThat(answer.aiMessage().text()).isEqualTo("You said: Hello there");
        assertThat(answer.tokenUsage().outputTokenCount()).isEqualTo(4);
        assertThat(bench.provider(provider).lastRequest().streamed()).isTrue();
        assertThat(bench.records("lc-stream-" + provider)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void callsAToolAndHearsWhatItAnswered(String provider) {
        // Given
        OpenAiChatModel model = model(provider, "lc-tool-" + provider);
        UserMessage question = UserMessage.from("How is the weather?");
        AiMessage wish = model.chat(withWeather(List.of(question))).aiMessage();
        ToolExecutionRequest call = wish.toolExecutionRequests().get(0);
        ToolExecutionResultMessage result = ToolExecutionResultMessage.from(call, "It rains");

        // When
        ChatResponse answer = model.chat(withWeather(List.of(question, wish, result)));

        // Then
        assertThat(call.name()).isEqualTo("weather");
        assertThat(call.arguments()).isEqualTo("{\"city\":\"Oslo\"}");
        assertThat(answer.aiMessage().text()).isEqualTo("You said: It rains");
        assertThat(bench.records("lc-tool-" + provider)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void callsAToolInAStream(String provider) {
        // Given
        OpenAiStreamingChatModel model = streaming(provider, "lc-tool-stream-" + provider);
        Heard heard = new Heard();

        // When
        model.chat(withWeather(List.of(UserMessage.from("How is the weather?"))), heard);

        // Then
        ToolExecutionRequest call = heard.whole.join().aiMessage().toolExecutionRequests().get(0);
        assertThat(call.name()).isEqualTo("weather");
        assertThat(call.arguments()).isEqualTo("{\"city\":\"Oslo\"}");
    }

    @Test
    void getsEmbeddings() {
        // Given
        OpenAiEmbeddingModel model =
                OpenAiEmbeddingModel.builder()
                        .baseUrl(bench.gateway().baseUrl())
                        .apiKey(bench.gateway().adminKey())
                        .modelName("openai/embed")
                        .build();

        // When
        Response<List<Embedding>> vectors =
                model.embedAll(List.of(TextSegment.from("one"), TextSegment.from("two")));

        // Then
        assertThat(vectors.content()).hasSize(2);
        assertThat(vectors.content().get(1).vector()).containsExactly(1.25f, -0.5f, 1.0f);
        assertThat(bench.provider("openai").lastRequest().body().path("model").asText())
                .isEqualTo("embed-2026");
    }

    @Test
    @Tag("M20")
    void sendsACallOverBudgetExactlyOnce() {
        // Given
        String poor =
                GatewayUnderTest.json(
                                bench.gateway()
                                        .post(
                                                "/v1/keys",
                                                "{\"name\":\"poor\",\"spend_cap_cents\":0.0001,\"default_tag\":\"lc-poor\"}"))
                        .path("key")
                        .asText();
        OpenAiChatModel model =
                OpenAiChatModel.builder()
                        .baseUrl(bench.gateway().baseUrl())
                        .apiKey(poor)
                        .modelName("openai/chat")
                        .build();

        // When
        Throwable refusal = catchThrowable(() -> model.chat("Hello there"));

        // Then
        assertThat(refusal).hasRootCauseInstanceOf(HttpException.class);
        assertThat(bench.records("lc-poor")).hasSize(1);
        assertThat(bench.records("lc-poor").at("/0/status").asInt()).isEqualTo(402);
        assertThat(bench.asked()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    @Tag("U9")
    void noticesAStreamThatBrokeOff(String provider) {
        // Given
        bench.provider(provider).cutting(4);
        Heard heard = new Heard();

        // When
        streaming(provider, "lc-cut-" + provider)
                .chat(question(List.of(UserMessage.from("Hello there"))), heard);

        // Then
        assertThat(heard.whole).failsWithin(Duration.ofSeconds(10));
    }

    private static OpenAiChatModel model(String provider, String tag) {
        return OpenAiChatModel.builder()
                .baseUrl(bench.gateway().baseUrl())
                .apiKey(bench.gateway().adminKey())
                .modelName(provider + "/chat")
                .customHeaders(Map.of("x-aig-tag", tag))
                .build();
    }

    private static OpenAiStreamingChatModel streaming(String provider, String tag) {
        return OpenAiStreamingChatModel.builder()
                .baseUrl(bench.gateway().baseUrl())
                .apiKey(bench.gateway().adminKey())
                .modelName(provider + "/chat")
                .customHeaders(Map.of("x-aig-tag", tag))
                .build();
    }

    private static ChatRequest question(List<ChatMessage> messages) {
        return ChatRequest.builder().messages(messages).build();
    }

    private static ChatRequest withWeather(List<ChatMessage> messages) {
        return ChatRequest.builder().messages(messages).toolSpecifications(WEATHER).build();
    }

    private static final class Heard implements StreamingChatResponseHandler {

        private final StringBuilder text = new StringBuilder();
        private final CompletableFuture<ChatResponse> whole = new CompletableFuture<>();

        @Override
        public void onPartialResponse(String part) {
            text.append(part);
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            whole.complete(response);
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }
    }
}
