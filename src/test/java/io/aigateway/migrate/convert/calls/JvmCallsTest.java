package io.aigateway.migrate.convert.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.migrate.Source;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Routing in Java and Kotlin, where objects are built by calls or stand as JSON in texts. */
class JvmCallsTest {

    private static ReadCalls read(String file, String text) {
        return ReadCalls.of(Source.OPENROUTER, Map.of(file, text));
    }

    @Test
    void whatABuilderOfOpenAisClientIsGivenIsJudged() {
        // Given
        String program =
                """
                // openrouter
                class Ask {
                    void ask(OpenAIClient client) {
                        client.chat().completions().create(ChatCompletionCreateParams.builder()
                                .model("openai/gpt-5.4")
                                .addUserMessage("Hello")
                                .putAdditionalBodyProperty("models", JsonValue.from(List.of("anthropic/claude-opus-4.7")))
                                .putAdditionalBodyProperty("provider", JsonValue.from(Map.of(
                                        "order", List.of("openai"))))
                                .build());
                    }
                }
                """;

        // When
        ReadCalls read = read("Ask.java", program);

        // Then
        assertThat(read.told())
                .containsExactly(
                        "7 additionalBodyProperties.models CARRIED",
                        "9 additionalBodyProperties.provider.order CARRIED");
        assertThat(read.rules()).contains("[openai/gpt-5.4, anthropic/claude-opus-4.7]");
    }

    @Test
    void mapsOfSpringAndLangChainAreRead() {
        // Given
        String program =
                """
                // openrouter
                class Options {
                    static final Map<String, Object> PROVIDER = Map.of("sort", "price", "zdr", true);
                    Object spring = OpenAiChatOptions.builder().model("@preset/nightly")
                            .extraBody(Map.of("provider", PROVIDER)).build();
                    Object chain(List<String> wanted) {
                        return OpenAiChatModel.builder()
                                .customParameters(Map.of("provider", Map.of("only", wanted))).build();
                    }
                    void raw(ObjectNode body) {
                        body.put("preset", "weekly").put("model", "openai/gpt-5.4");
                    }
                }
                """;

        // When
        ReadCalls read = read("Options.java", program);

        // Then
        assertThat(read.told())
                .contains(
                        "3 extraBody.provider.sort CARRIED",
                        "3 extraBody.provider.zdr NOT_CARRIED",
                        "8 customParameters.provider.only NOT_CARRIED",
                        "4 @preset/nightly CHANGED",
                        "11 preset CHANGED");
    }

    @Test
    void whatIsPutIntoABodyByOneStatementAfterTheOtherBelongsTogether() {
        // Given
        String program =
                """
                // openrouter
                class Raw {
                    void one() {
                        body.put("model", "openai/gpt-5.4");
                        body.put("models", List.of("anthropic/claude-opus-4.7"));
                        body.put("messages", List.of());
                    }
                    void other(ObjectNode body) {
                        body.put("model", "openai/gpt-4.1");
                        body.putArray("messages").addObject().put("role", "user");
                        body.putObject("provider").putArray("order").add("openai");
                    }
                }
                """;

        // When
        ReadCalls read = read("Raw.java", program);

        // Then
        assertThat(read.told()).containsExactly("5 models CARRIED", "11 provider NOT_CARRIED");
        assertThat(read.rules()).contains("[openai/gpt-5.4, anthropic/claude-opus-4.7]");
    }

    @Test
    void kotlinsMapsAreRead() {
        // Given
        String program =
                """
                // openrouter
                val options = OpenAiChatOptions.builder()
                    .model("openai/gpt-5.4")
                    .extraBody(mapOf("provider" to mapOf("order" to listOf("openai"), "quantizations" to listOf("fp8"))))
                    .build()
                """;

        // When
        ReadCalls read = read("Options.kt", program);

        // Then
        assertThat(read.told())
                .containsExactly(
                        "4 extraBody.provider.order CARRIED",
                        "4 extraBody.provider.quantizations NOT_CARRIED");
    }

    @Test
    void jsonInATextIsReadWithItsLines() {
        // Given
        String program =
                """
                // openrouter
                class Raw {
                    String body = \"""
                        {"model": "openai/gpt-5.4",
                         "models": ["anthropic/claude-opus-4.7"],
                         "messages": [], "provider": {"ignore": ["azure"]}}
                        \""";
                    String line = "{\\"model\\": \\"@preset/short\\", \\"messages\\": []}";
                }
                """;

        // When
        ReadCalls read = read("Raw.java", program);

        // Then
        assertThat(read.told())
                .containsExactly(
                        "5 models CARRIED", "6 provider.ignore CARRIED", "8 @preset/short CHANGED");
    }

    @Test
    void aTextThatIsPutTogetherIsTold() {
        // Given
        String java =
                """
                // openrouter
                class Raw {
                    String body(String model) {
                        return "{\\"model\\": \\"%s\\", \\"provider\\": {\\"only\\": [\\"groq\\"]}}".formatted(model);
                    }
                    String other = "{\\"provider\\" is no field here}";
                }
                """;
        String kotlin =
                "// openrouter\nval body = \"\"\"{\"provider\": {\"only\": [\"$it\"]}}\"\"\"\n";

        // When
        ReadCalls read = ReadCalls.of(Source.OPENROUTER, Map.of("A.java", java, "B.kt", kotlin));

        // Then
        assertThat(read.told()).containsExactly("4 body NOT_CARRIED", "2 body NOT_CARRIED");
    }

    @Test
    void whatOnlyLooksLikeRoutingIsNotTold() {
        // Given
        String program =
                """
                // openrouter
                class Registry {
                    Map<String, String> row = Map.of("provider", "openrouter", "model", "openai/gpt-5.4");
                    void fill(Map<String, Object> settings) {
                        settings.put("provider", row.get("provider"));
                        settings.put("models", List.of("small", "large"));
                    }
                    Object client = Client.builder().provider("openrouter").model("openai/gpt-5.4").build();
                }
                """;

        // When
        ReadCalls read = read("Registry.java", program);

        // Then
        assertThat(read.told()).isEmpty();
    }
}
