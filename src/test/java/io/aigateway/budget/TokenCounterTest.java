package io.aigateway.budget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.knuddels.jtokkit.api.EncodingType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCounterTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TokenCounter COUNTER = new TokenCounter();
    private static final Tokenizer GPT = Tokenizer.of("openai", "gpt-5.4");
    private static final Tokenizer CLAUDE = Tokenizer.of("anthropic", "claude-opus-4.7");

    @ParameterizedTest
    @CsvSource({
        "openai,    gpt-5.4,                  O200K_BASE,  100",
        "openai,    gpt-4o-mini,              O200K_BASE,  100",
        "openai,    gpt-4.1,                  O200K_BASE,  100",
        "azure,     o3,                       O200K_BASE,  100",
        "openai,    gpt-4,                    CL100K_BASE, 100",
        "azure,     gpt-35-turbo,             CL100K_BASE, 100",
        "openai,    gpt-4-turbo-2024-04-09,   CL100K_BASE, 100",
        "openai,    text-embedding-3-small,   CL100K_BASE, 100",
        "openai,    meta-llama/Llama-3.3-70B, O200K_BASE,  115",
        "google,    gemini-3-flash,           O200K_BASE,  115",
        "anthropic, claude-haiku-4.5,         O200K_BASE,  133",
        "anthropic, claude-opus-4-8,           O200K_BASE,  150",
        "bedrock,   eu.anthropic.claude-3,    O200K_BASE,  133",
    })
    void knowsHowToEstimateAModel(String wire, String model, EncodingType encoding, int percent) {
        // Given
        Tokenizer tokenizer = Tokenizer.of(wire, model);

        // When
        int added = tokenizer.percent();

        // Then
        assertThat(added).isEqualTo(percent);
        assertThat(tokenizer.encoding()).isEqualTo(encoding);
    }

    /** OpenAI's cookbook, "How to count tokens with tiktoken": 124 tokens with gpt-4o. */
    @Test
    void countsTheCookbooksExampleNotBelowAndNotFarAboveWhatOpenAiBills() {
        // Given
        ObjectNode request =
                read(
                        """
                        {"messages": [
                          {"role": "system", "content": "You are a helpful, pattern-following assistant that translates corporate jargon into plain English."},
                          {"role": "system", "name": "example_user", "content": "New synergies will help drive top-line growth."},
                          {"role": "system", "name": "example_assistant", "content": "Things working well together will increase revenue."},
                          {"role": "system", "name": "example_user", "content": "Let's circle back when we have more bandwidth to touch base on opportunities for increased leverage."},
                          {"role": "system", "name": "example_assistant", "content": "Let's talk later when we're less busy about how to do better."},
                          {"role": "user", "content": "This late pivot means we don't have time to boil the ocean for the client deliverable."}]}
                        """);

        // When
        long tokens = COUNTER.ofChat(request, GPT).tokens();

        // Then
        assertThat(tokens).isBetween(124L, 140L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"type":"text","text":"hello"}                                            | 8
                    {"type":"image_url","image_url":{"url":"https://x/y.png"}}                | 12023
                    {"type":"image_url","image_url":{"url":"https://x/y.png","detail":"low"}} | 707
                    {"type":"input_audio","input_audio":{"data":"AAAA","format":"mp3"}}       | 8
                    {"type":"file","file":{"file_id":"file_1"}}                               | 20007
                    {"type":"file","file":{"file_data":"QUFBQUFB"}}                           | 4013
                    """)
    void countsThePartsOfAMessage(String part, long expected) {
        // Given
        ObjectNode request =
                read("{\"messages\":[{\"role\":\"user\",\"content\":[%s]}]}".formatted(part));

        // When
        long tokens = COUNTER.ofChat(request, GPT).tokens();

        // Then
        assertThat(tokens).isEqualTo(expected);
    }

    @Test
    void countsAPictureForTheSmallModelThatIsBilledDearlyForIt() {
        // Given
        ObjectNode request =
                read("{\"messages\":[{\"content\":[{\"type\":\"image_url\",\"image_url\":{}}]}]}");

        // When
        long tokens = COUNTER.ofChat(request, Tokenizer.of("openai", "gpt-4o-mini")).tokens();

        // Then
        assertThat(tokens).isEqualTo(48_169 + 7);
    }

    @Test
    void countsToolsToolCallsAndTheirResults() {
        // Given
        ObjectNode plain = read("{\"messages\":[{\"content\":null},{\"content\":\"4\"}]}");
        ObjectNode tools =
                read(
                        """
                        {"messages": [
                          {"content": null, "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "add", "arguments": "{\\"a\\":2,\\"b\\":2}"}}]},
                          {"content": "4", "tool_call_id": "c1"}],
                         "tools": [{"type": "function", "function": {"name": "add", "parameters": {"type": "object"}}}]}
                        """);

        // When
        long added = COUNTER.ofChat(tools, GPT).tokens() - COUNTER.ofChat(plain, GPT).tokens();

        // Then
        assertThat(added).isBetween(60L, 90L);
        assertThat(COUNTER.ofChat(tools, CLAUDE).tokens())
                .isGreaterThan(COUNTER.ofChat(tools, GPT).tokens() + 700);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"messages":[{"content":"a"}]}                                                                    | NONE
                    {"messages":[{"content":[{"type":"text","text":"a","cache_control":{"type":"ephemeral"}}]}]}      | SHORT
                    {"cache_control":{"type":"ephemeral","ttl":"1h"},"tools":[{"cache_control":{"type":"ephemeral"}}]} | LONG
                    {"messages":[{"content":"a","cache_control":null}]}                                               | NONE
                    """)
    void noticesThatThePromptIsToBeCached(String request, PromptSize.CacheWrites expected) {
        // Given
        ObjectNode read = read(request);

        // When
        PromptSize size = COUNTER.ofChat(read, CLAUDE);

        // Then
        assertThat(size.cacheWrites()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"input":"hello world"}     | 2
                    {"input":["hello","world"]} | 2
                    {"input":[1,2,3]}           | 3
                    {"input":[[1,2,3],[4,5]]}   | 5
                    """)
    void countsTheInputOfAnEmbedding(String request, long expected) {
        // Given
        ObjectNode read = read(request);

        // When
        long tokens =
                COUNTER.ofEmbeddings(read, Tokenizer.of("openai", "text-embedding-3-small"))
                        .tokens();

        // Then
        assertThat(tokens).isEqualTo(expected);
    }

    @Test
    void countsThePromptOfAnOldCompletion() {
        // Given
        ObjectNode request = read("{\"prompt\":[\"hello world\"],\"suffix\":\"bye\"}");

        // When
        long tokens = COUNTER.ofCompletion(request, GPT).tokens();

        // Then
        assertThat(tokens).isEqualTo(3);
    }

    @Test
    void countsWhatLooksLikeASpecialTokenAsText() {
        // Given
        ObjectNode request = read("{\"prompt\":\"<|endoftext|>\"}");

        // When
        long tokens = COUNTER.ofCompletion(request, GPT).tokens();

        // Then
        assertThat(tokens).isGreaterThan(1);
    }

    @Test
    void countsWhatIsTooLongToEncodeAtATokenAByte() {
        // Given
        String encoded = "a".repeat(PromptTally.ENCODED_CHARACTERS);
        ObjectNode request = JSON.createObjectNode().put("prompt", encoded + "é€😀b");

        // When
        long tokens = COUNTER.ofCompletion(request, GPT).tokens();

        // Then
        assertThat(tokens - COUNTER.ofText(encoded, GPT)).isEqualTo(2 + 3 + 4 + 1);
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(json, broken);
        }
    }
}
