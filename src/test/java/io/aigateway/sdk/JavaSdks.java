package io.aigateway.sdk;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/** The libraries for Java, each with the settings that it has by itself. */
final class JavaSdks {

    static final String PROMPT = "Tell me more please";

    private static final String CITY =
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}";

    private JavaSdks() {}

    /** All of them. */
    static List<Sdk> all() {
        return List.of(
                new OpenAiJava(), new OpenAiJavaAccumulator(), new LangChain4j(), new SpringAi());
    }

    /** openai-java, reading chunk by chunk. */
    private record OpenAiJava() implements Sdk {

        @Override
        public String column() {
            return "openai-java";
        }

        @Override
        public Heard ask(Question question) {
            return stream(question, chunk -> {});
        }
    }

    /** openai-java, whose accumulator makes one answer of the chunks. */
    private record OpenAiJavaAccumulator() implements Sdk {

        @Override
        public String column() {
            return "openai-java, accumulator";
        }

        @Override
        public Heard ask(Question question) {
            ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
            Heard heard = stream(question, whole::accumulate);
            if (heard.raised() == null) {
                whole.chatCompletion();
            }
            return heard;
        }
    }

    private static Sdk.Heard stream(Sdk.Question question, Consumer<ChatCompletionChunk> reader) {
        StringBuilder text = new StringBuilder();
        OpenAIClient client =
                OpenAIOkHttpClient.builder()
                        .baseUrl(question.baseUrl())
                        .apiKey(question.key())
                        .build();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(params(question))) {
            stream.stream()
                    .forEach(
                            chunk -> {
                                said(chunk, text);
                                reader.accept(chunk);
                            });
            return Sdk.Heard.whole(text);
        } catch (RuntimeException failure) {
            return Sdk.Heard.failed(text, failure);
        } finally {
            client.close();
        }
    }

    private static void said(ChatCompletionChunk chunk, StringBuilder text) {
        chunk.choices()
                .forEach(
                        choice -> {
                            choice.delta().content().ifPresent(text::append);
                            choice.delta().toolCalls().stream()
                                    .flatMap(List::stream)
                                    .flatMap(call -> call.function().stream())
                                    .forEach(call -> call.arguments().ifPresent(text::append));
                        });
    }

    private static ChatCompletionCreateParams params(Sdk.Question question) {
        ChatCompletionCreateParams.Builder params =
                ChatCompletionCreateParams.builder().model(question.model()).addUserMessage(PROMPT);
        if (question.tools()) {
            params.addTool(
                    ChatCompletionFunctionTool.builder()
                            .function(
                                    FunctionDefinition.builder()
                                            .name("weather")
                                            .parameters(
                                                    FunctionParameters.builder()
                                                            .putAdditionalProperty(
                                                                    "type",
                                                                    JsonValue.from("object"))
                                                            .build())
                                            .build())
                            .build());
        }
        return params.build();
    }

    /** LangChain4j's streaming model. */
    private record LangChain4j() implements Sdk {

        @Override
        public String column() {
            return "LangChain4j";
        }

        @Override
        public Heard ask(Question question) {
            OpenAiStreamingChatModel model =
                    OpenAiStreamingChatModel.builder()
                            .baseUrl(question.baseUrl())
                            .apiKey(question.key())
                            .modelName(question.model())
                            .build();
            ChatRequest.Builder request =
                    ChatRequest.builder().messages(List.of(UserMessage.from(PROMPT)));
            if (question.tools()) {
                request.toolSpecifications(
                        ToolSpecification.builder()
                                .name("weather")
                                .parameters(
                                        JsonObjectSchema.builder()
                                                .addStringProperty("city")
                                                .build())
                                .build());
            }
            Listener listener = new Listener();
            model.chat(request.build(), listener);
            return listener.heard();
        }
    }

    private static final class Listener implements StreamingChatResponseHandler {

        private final StringBuilder text = new StringBuilder();
        private final CompletableFuture<ChatResponse> end = new CompletableFuture<>();

        @Override
        public void onPartialResponse(String part) {
            text.append(part);
        }

        @Override
        public void onPartialToolCall(PartialToolCall part) {
            text.append(part.partialArguments());
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            end.complete(response);
        }

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
        }

        Sdk.Heard heard() {
            try {
                end.join();
                return Sdk.Heard.whole(text);
            } catch (CompletionException failure) {
                return Sdk.Heard.failed(text, failure.getCause());
            }
        }
    }

    /** Spring AI's chat model. */
    private record SpringAi() implements Sdk {

        @Override
        public String column() {
            return "Spring AI";
        }

        @Override
        public Heard ask(Question question) {
            OpenAiChatOptions.Builder options =
                    OpenAiChatOptions.builder()
                            .baseUrl(question.baseUrl())
                            .apiKey(question.key())
                            .model(question.model());
            if (question.tools()) {
                options.toolCallbacks(new Weather());
            }
            StringBuilder text = new StringBuilder();
            try {
                OpenAiChatModel.builder().options(options.build()).build().stream(
                                new Prompt(PROMPT, options.build()))
                        .doOnNext(
                                part ->
                                        part.getResults()
                                                .forEach(one -> said(one.getOutput(), text)))
                        .blockLast();
                return Heard.whole(text);
            } catch (RuntimeException failure) {
                return Heard.failed(text, failure);
            }
        }

        private static void said(AssistantMessage message, StringBuilder text) {
            text.append(message.getText() == null ? "" : message.getText());
            message.getToolCalls().forEach(call -> text.append(call.arguments()));
        }
    }

    private static final class Weather implements ToolCallback {

        @Override
        public ToolDefinition getToolDefinition() {
            return ToolDefinition.builder()
                    .name("weather")
                    .description("It")
                    .inputSchema(CITY)
                    .build();
        }

        @Override
        public String call(String arguments) {
            return "It rains";
        }
    }
}
