package io.aigateway.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.Bench;
import io.aigateway.fixture.UpstreamFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.model.tool.ToolExecutionResult;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiEmbeddingModel;
import org.springframework.ai.openai.OpenAiEmbeddingOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/** Spring AI's OpenAI models, with either kind of provider behind the gateway. */
class SpringAiTest {

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
        OpenAiChatModel model = model(options(provider, "spring-chat-" + provider).build());

        // When
        ChatResponse answer = model.call(new Prompt("Hello there"));

        // Then
        assertThat(text(answer)).isEqualTo("You said: Hello there");
        assertThat(answer.getMetadata().getUsage().getCompletionTokens()).isEqualTo(4);
        assertThat(bench.provider(provider).lastRequest().body().path("model").asText())
                .isEqualTo(UpstreamFiles.upstreamName(provider));
        assertThat(bench.records("spring-chat-" + provider)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void getsAStream(String provider) {
        // Given
        OpenAiChatModel model = model(options(provider, "spring-stream-" + provider).build());

        // When
        List<ChatResponse> parts = model.stream(new Prompt("Hello there")).collectList().block();

        // Then
        assertThat(parts).isNotNull();
        assertThat(parts.stream().map(SpringAiTest::text).collect(Collectors.joining()))
                .isEqualTo("You said: Hello there");
        assertThat(bench.provider(provider).lastRequest().streamed()).isTrue();
        assertThat(bench.records("spring-stream-" + provider)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void callsAToolAndHearsWhatItAnswered(String provider) {
        // Given
        OpenAiChatOptions options =
                options(provider, "spring-tool-" + provider).toolCallbacks(weather()).build();
        OpenAiChatModel model = model(options);
        Prompt question = new Prompt("How is the weather?", options);
        ChatResponse wish = model.call(question);
        ToolExecutionResult done =
                ToolCallingManager.builder().build().executeToolCalls(question, wish);

        // When
        ChatResponse answer = model.call(new Prompt(done.conversationHistory(), options));

        // Then
        assertThat(wish.hasToolCalls()).isTrue();
        assertThat(text(answer)).contains("It rains for {\"city\":\"Oslo\"}");
        assertThat(bench.records("spring-tool-" + provider)).hasSize(2);
    }

    @Test
    void getsEmbeddings() {
        // Given
        OpenAiEmbeddingOptions options =
                OpenAiEmbeddingOptions.builder()
                        .baseUrl(bench.gateway().baseUrl())
                        .apiKey(bench.gateway().adminKey())
                        .model("openai/embed")
                        .build();
        OpenAiEmbeddingModel model = OpenAiEmbeddingModel.builder().options(options).build();

        // When
        EmbeddingResponse vectors = model.embedForResponse(List.of("one", "two"));

        // Then
        assertThat(vectors.getResults()).hasSize(2);
        assertThat(vectors.getResults().get(1).getOutput()).containsExactly(1.25f, -0.5f, 1.0f);
        assertThat(bench.provider("openai").lastRequest().body().path("model").asText())
                .isEqualTo("embed-2026");
    }

    private static OpenAiChatModel model(OpenAiChatOptions options) {
        return OpenAiChatModel.builder().options(options).build();
    }

    private static OpenAiChatOptions.Builder options(String provider, String tag) {
        return OpenAiChatOptions.builder()
                .baseUrl(bench.gateway().baseUrl())
                .apiKey(bench.gateway().adminKey())
                .customHeaders(Map.of("x-aig-tag", tag))
                .model(provider + "/chat");
    }

    private static ToolCallback weather() {
        ToolDefinition definition =
                ToolDefinition.builder()
                        .name("weather")
                        .description("The weather of a city.")
                        .inputSchema(
                                "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}")
                        .build();
        return new ToolCallback() {
            @Override
            public ToolDefinition getToolDefinition() {
                return definition;
            }

            @Override
            public String call(String arguments) {
                return "It rains for " + arguments;
            }
        };
    }

    private static String text(ChatResponse response) {
        AssistantMessage said =
                response.getResults().isEmpty() ? null : response.getResult().getOutput();
        return said == null || said.getText() == null ? "" : said.getText();
    }
}
