package io.aigateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aigateway.money.TokenKind;
import io.aigateway.money.Units;
import io.aigateway.money.Usage;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageReaderTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "plain | {'prompt_tokens':10,'completion_tokens':5,'total_tokens':15} | 10 | 0 | 0 | 0 | 5 | 0",
                "OpenAI | {'prompt_tokens':1000,'completion_tokens':10,'prompt_tokens_details':{'cached_tokens':300,'cache_write_tokens':200},'completion_tokens_details':{'reasoning_tokens':4}} | 1000 | 300 | 200 | 0 | 10 | 4",
                "DeepSeek | {'prompt_tokens':495,'completion_tokens':144,'prompt_cache_hit_tokens':320,'prompt_cache_miss_tokens':175} | 495 | 320 | 0 | 0 | 144 | 0",
                "Mistral | {'prompt_tokens':100,'total_tokens':110,'completion_tokens':10,'num_cached_tokens':64} | 100 | 64 | 0 | 0 | 10 | 0",
                "cache split | {'prompt_tokens':60,'completion_tokens':1,'prompt_tokens_details':{'cached_tokens':5,'cache_write_tokens':50,'cache_creation':{'ephemeral_5m_input_tokens':20,'ephemeral_1h_input_tokens':30}}} | 60 | 5 | 20 | 30 | 1 | 0",
                "LiteLLM | {'prompt_tokens':60,'completion_tokens':1,'cache_creation_input_tokens':7,'cache_read_input_tokens':9} | 60 | 9 | 7 | 0 | 1 | 0",
                "Responses | {'input_tokens':20,'input_tokens_details':{'cached_tokens':8},'output_tokens':6,'output_tokens_details':{'reasoning_tokens':3},'total_tokens':26} | 20 | 8 | 0 | 0 | 6 | 3",
                "embeddings | {'prompt_tokens':12,'total_tokens':12} | 12 | 0 | 0 | 0 | 0 | 0",
                "output from the total | {'prompt_tokens':12,'total_tokens':20} | 12 | 0 | 0 | 0 | 8 | 0",
                "cache outside the prompt | {'prompt_tokens':3883,'completion_tokens':49,'prompt_tokens_details':{'cached_tokens':30464}} | 34347 | 30464 | 0 | 0 | 49 | 0",
                "reasoning outside, seen in the total | {'prompt_tokens':12,'completion_tokens':1,'total_tokens':303,'completion_tokens_details':{'reasoning_tokens':290}} | 12 | 0 | 0 | 0 | 291 | 290",
                "reasoning above the output | {'prompt_tokens':12,'completion_tokens':5,'completion_tokens_details':{'reasoning_tokens':9}} | 12 | 0 | 0 | 0 | 5 | 5",
                "nonsense in the parts | {'prompt_tokens':12,'completion_tokens':5,'prompt_tokens_details':{'cached_tokens':'x','cache_write_tokens':-4},'completion_tokens_details':null} | 12 | 0 | 0 | 0 | 5 | 0",
            })
    void readsUsage(
            String name,
            String json,
            long input,
            long cached,
            long write,
            long writeLong,
            long output,
            long reasoning) {
        // Given
        JsonNode usage = json(json);

        // When
        Optional<Usage> read = UsageReader.read(usage, false);

        // Then
        assertThat(read)
                .as(name)
                .contains(new Usage(input, cached, write, writeLong, output, reasoning, false));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "xAI | {'prompt_tokens':12,'completion_tokens':1,'total_tokens':303,'completion_tokens_details':{'reasoning_tokens':290}} | 291 | 290",
                "without a total | {'prompt_tokens':12,'completion_tokens':1,'completion_tokens_details':{'reasoning_tokens':290}} | 291 | 290",
                "thoughts only in the total | {'prompt_tokens':7,'completion_tokens':12,'total_tokens':402} | 395 | 383",
                "inside after all | {'prompt_tokens':12,'completion_tokens':300,'total_tokens':312,'completion_tokens_details':{'reasoning_tokens':290}} | 300 | 290",
            })
    void addsReasoningThatTheProviderLeavesOut(
            String name, String json, long output, long reasoning) {
        // Given
        JsonNode usage = json(json);

        // When
        Optional<Usage> read = UsageReader.read(usage, true);

        // Then
        assertThat(read).as(name).map(Usage::output).contains(output);
        assertThat(read).as(name).map(Usage::reasoning).contains(reasoning);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Anthropic        | {'input_tokens':6,'cache_creation_input_tokens':3337,'cache_read_input_tokens':6289,'output_tokens':198}                                                                    | 6,6289,3337,0,198,0,0,0,0
                    Anthropic 1 h    | {'input_tokens':10,'cache_creation_input_tokens':30,'cache_read_input_tokens':0,'cache_creation':{'ephemeral_5m_input_tokens':10,'ephemeral_1h_input_tokens':20},'output_tokens':5} | 10,0,10,20,5,0,0,0,0
                    Bedrock Converse | {'inputTokens':16,'outputTokens':9,'totalTokens':2412,'cacheReadInputTokens':0,'cacheWriteInputTokens':2387}                                                                | 16,0,2387,0,9,0,0,0,0
                    Bedrock 1 h      | {'inputTokens':16,'outputTokens':9,'cacheWriteInputTokens':30,'cacheDetails':[{'ttl':'1h','inputTokens':10},{'ttl':'5m','inputTokens':20}]}                                 | 16,0,20,10,9,0,0,0,0
                    Gemini           | {'promptTokenCount':249,'candidatesTokenCount':58,'totalTokenCount':490,'promptTokensDetails':[{'modality':'TEXT','tokenCount':249}],'thoughtsTokenCount':183}               | 249,0,0,0,58,183,0,0,0
                    Gemini tools     | {'promptTokenCount':100,'toolUsePromptTokenCount':50,'candidatesTokenCount':10,'cachedContentTokenCount':60,'totalTokenCount':160}                                           | 90,60,0,0,10,0,0,0,0
                    Gemini sound     | {'promptTokenCount':500,'candidatesTokenCount':30,'cachedContentTokenCount':200,'promptTokensDetails':[{'modality':'AUDIO','tokenCount':400}],'cacheTokensDetails':[{'modality':'AUDIO','tokenCount':150}]} | 50,50,0,0,30,0,250,150,0
                    Cohere           | {'billed_units':{'input_tokens':8,'output_tokens':578},'tokens':{'input_tokens':1394,'output_tokens':582},'cached_tokens':1344}                                              | 8,0,0,0,578,0,0,0,0
                    Perplexity       | {'prompt_tokens':33,'completion_tokens':7028,'total_tokens':7061,'citation_tokens':20016,'num_search_queries':18,'reasoning_tokens':73997}                                   | 20049,0,0,0,7028,73997,0,0,0
                    Moonshot         | {'prompt_tokens':20,'completion_tokens':30,'total_tokens':50,'cached_tokens':10,'completion_tokens_details':{'reasoning_tokens':22}}                                         | 10,10,0,0,8,22,0,0,0
                    OpenAI sound     | {'prompt_tokens':320,'completion_tokens':180,'total_tokens':500,'prompt_tokens_details':{'cached_tokens':12,'audio_tokens':240},'completion_tokens_details':{'reasoning_tokens':15,'audio_tokens':90}} | 68,12,0,0,75,15,240,0,90
                    cached and sound | {'prompt_tokens':100,'completion_tokens':1,'prompt_tokens_details':{'cached_tokens':80,'audio_tokens':60}}                                                                   | 0,40,0,0,1,0,20,40,0
                    xAI Responses    | {'input_tokens':100,'input_tokens_details':{'cached_tokens':20},'output_tokens':50,'output_tokens_details':{'reasoning_tokens':30},'total_tokens':150}                       | 80,20,0,0,20,30,0,0,0
                    Voyage           | {'prompt_tokens':12,'total_tokens':12}                                                                                                                                       | 12,0,0,0,0,0,0,0,0
                    """)
    @Tag("M11")
    void readsEveryWireIntoKindsThatAddUp(String name, String json, String expected) {
        // Given
        TokenKind[] kinds = {
            TokenKind.INPUT,
            TokenKind.CACHED_INPUT,
            TokenKind.CACHE_WRITE,
            TokenKind.CACHE_WRITE_1H,
            TokenKind.OUTPUT,
            TokenKind.REASONING,
            TokenKind.AUDIO_INPUT,
            TokenKind.CACHED_AUDIO,
            TokenKind.AUDIO_OUTPUT
        };

        // When
        Usage read = UsageReader.read(json(json), false).orElseThrow();

        // Then
        String counts =
                Stream.of(kinds)
                        .map(kind -> Long.toString(read.tokens(kind)))
                        .collect(Collectors.joining(","));
        assertThat(counts).as(name).isEqualTo(expected);
    }

    @Test
    void readsWhatIsNotCountedInTokens() {
        // Given
        JsonNode speech = json("{'type':'duration','seconds':37}");
        JsonNode research =
                json(
                        "{'prompt_tokens':1,'completion_tokens':1,'server_tool_use':{'web_search_requests':3}}");

        // When
        Units heard = UsageReader.read(speech, false).orElseThrow().units();
        Units searched = UsageReader.read(research, false).orElseThrow().units();

        // Then
        assertThat(heard.millis()).isEqualTo(37_000);
        assertThat(searched.searches()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "[]",
                "7",
                "{'prompt_tokens':0,'completion_tokens':0,'total_tokens':0}",
                "{'prompt_tokens':null,'completion_tokens':5}",
                "{'prompt_tokens':5}",
                "{'prompt_tokens':-5,'completion_tokens':5}",
                "{'prompt_tokens':5,'completion_tokens':-5}",
                "{'prompt_tokens':5.5,'completion_tokens':5}",
                "{'prompt_tokens':'5','completion_tokens':5}",
                "{'prompt_tokens':100000001,'completion_tokens':5}",
                "{'prompt_tokens':99999999999999999999999,'completion_tokens':5}",
                "{'prompt_tokens':50,'total_tokens':5}",
            })
    void saysNothingWhereThePromptOrTheAnswerIsNotCounted(String json) {
        // Given
        JsonNode usage = json(json);

        // When
        Optional<Usage> read = UsageReader.read(usage, false);

        // Then
        assertThat(read).isEmpty();
    }

    @Test
    void findsGroqsUsageInAChunk() {
        // Given
        JsonNode chunk =
                json("{'choices':[],'x_groq':{'usage':{'prompt_tokens':3,'completion_tokens':4}}}");

        // When
        Optional<Usage> read = UsageReader.in(chunk, false);

        // Then
        assertThat(read).contains(Usage.of(3, 4));
    }

    @Test
    void saysNothingForAChunkWithoutUsage() {
        // Given
        JsonNode chunk = json("{'choices':[{}],'usage':null}");

        // When
        Optional<Usage> read = UsageReader.in(chunk, false);

        // Then
        assertThat(read).isEmpty();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
