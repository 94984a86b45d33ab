package io.aigateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aigateway.money.Usage;
import java.util.Optional;
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
                "{'prompt_tokens':1000000000001,'completion_tokens':5}",
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
