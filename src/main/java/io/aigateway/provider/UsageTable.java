package io.aigateway.provider;

import static io.aigateway.provider.UsageTable.Count.AUDIO_IN;
import static io.aigateway.provider.UsageTable.Count.AUDIO_OUT;
import static io.aigateway.provider.UsageTable.Count.BESIDE_INPUT;
import static io.aigateway.provider.UsageTable.Count.CACHED;
import static io.aigateway.provider.UsageTable.Count.CACHED_AUDIO;
import static io.aigateway.provider.UsageTable.Count.CACHED_IMAGE;
import static io.aigateway.provider.UsageTable.Count.IMAGE_IN;
import static io.aigateway.provider.UsageTable.Count.IMAGE_OUT;
import static io.aigateway.provider.UsageTable.Count.INPUT;
import static io.aigateway.provider.UsageTable.Count.OUTPUT;
import static io.aigateway.provider.UsageTable.Count.REASONING;
import static io.aigateway.provider.UsageTable.Count.SEARCHES;
import static io.aigateway.provider.UsageTable.Count.SECONDS;
import static io.aigateway.provider.UsageTable.Count.TOTAL;
import static io.aigateway.provider.UsageTable.Count.WRITTEN;
import static io.aigateway.provider.UsageTable.Count.WRITTEN_1H;
import static io.aigateway.provider.UsageTable.Count.WRITTEN_5M;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Where one family of providers writes each count, and what it leaves out of which. The first field
 * that is there and is a count wins.
 *
 * @param signs fields that only this family has
 * @param cacheOutsideInput whether tokens read from and written to the cache are not part of the
 *     input
 * @param reasoningOutsideOutput whether reasoning is never part of the output
 * @param fields where each count stands
 */
record UsageTable(
        List<UsageField> signs,
        boolean cacheOutsideInput,
        boolean reasoningOutsideOutput,
        Map<Count, List<UsageField>> fields) {

    /** What is counted. */
    enum Count {
        INPUT,
        /** Input that the provider counts apart and charges as input. */
        BESIDE_INPUT,
        OUTPUT,
        TOTAL,
        CACHED,
        WRITTEN,
        WRITTEN_5M,
        WRITTEN_1H,
        REASONING,
        AUDIO_IN,
        CACHED_AUDIO,
        IMAGE_IN,
        CACHED_IMAGE,
        AUDIO_OUT,
        IMAGE_OUT,
        SECONDS,
        SEARCHES
    }

    /** OpenAI's chat, completions, embeddings and Responses, and everybody who writes like it. */
    private static final UsageTable OPENAI =
            new Draft(false, false)
                    .with(INPUT, "/prompt_tokens", "/input_tokens")
                    .with(OUTPUT, "/completion_tokens", "/output_tokens")
                    .with(TOTAL, "/total_tokens")
                    .with(
                            CACHED,
                            "/prompt_tokens_details/cached_tokens",
                            "/input_tokens_details/cached_tokens",
                            "/prompt_cache_hit_tokens",
                            "/num_cached_tokens",
                            "/cache_read_input_tokens",
                            "/cached_tokens")
                    .with(
                            WRITTEN,
                            "/prompt_tokens_details/cache_write_tokens",
                            "/input_tokens_details/cache_write_tokens",
                            "/cache_creation_input_tokens")
                    .with(
                            WRITTEN_5M,
                            "/prompt_tokens_details/cache_creation/ephemeral_5m_input_tokens")
                    .with(
                            WRITTEN_1H,
                            "/prompt_tokens_details/cache_creation/ephemeral_1h_input_tokens")
                    .with(
                            REASONING,
                            "/completion_tokens_details/reasoning_tokens",
                            "/output_tokens_details/reasoning_tokens",
                            "/reasoning_tokens")
                    .with(
                            AUDIO_IN,
                            "/prompt_tokens_details/audio_tokens",
                            "/input_tokens_details/audio_tokens",
                            "/audio_prompt_tokens")
                    .with(
                            CACHED_AUDIO,
                            "/prompt_tokens_details/cached_tokens_details/audio_tokens",
                            "/input_tokens_details/cached_tokens_details/audio_tokens")
                    .with(
                            IMAGE_IN,
                            "/prompt_tokens_details/image_tokens",
                            "/input_tokens_details/image_tokens")
                    .with(
                            CACHED_IMAGE,
                            "/prompt_tokens_details/cached_tokens_details/image_tokens",
                            "/input_tokens_details/cached_tokens_details/image_tokens")
                    .with(
                            AUDIO_OUT,
                            "/completion_tokens_details/audio_tokens",
                            "/output_tokens_details/audio_tokens")
                    .with(
                            IMAGE_OUT,
                            "/completion_tokens_details/image_tokens",
                            "/output_tokens_details/image_tokens")
                    .with(SECONDS, "/prompt_audio_seconds", "/seconds")
                    .with(
                            SEARCHES,
                            "/num_search_queries",
                            "/server_tool_use/web_search_requests",
                            "/server_side_tool_usage_details/web_search_calls")
                    .done();

    /** Perplexity's deep research charges reasoning and citations beside the other tokens. */
    private static final UsageTable PERPLEXITY_RESEARCH =
            new Draft(false, true, "/citation_tokens")
                    .with(INPUT, "/prompt_tokens")
                    .with(BESIDE_INPUT, "/citation_tokens")
                    .with(OUTPUT, "/completion_tokens")
                    .with(REASONING, "/reasoning_tokens")
                    .with(SEARCHES, "/num_search_queries")
                    .done();

    private static final UsageTable ANTHROPIC =
            new Draft(true, false, "/cache_creation_input_tokens", "/cache_read_input_tokens")
                    .with(INPUT, "/input_tokens")
                    .with(OUTPUT, "/output_tokens")
                    .with(CACHED, "/cache_read_input_tokens")
                    .with(WRITTEN, "/cache_creation_input_tokens")
                    .with(WRITTEN_5M, "/cache_creation/ephemeral_5m_input_tokens")
                    .with(WRITTEN_1H, "/cache_creation/ephemeral_1h_input_tokens")
                    .with(REASONING, "/output_tokens_details/thinking_tokens")
                    .with(SEARCHES, "/server_tool_use/web_search_requests")
                    .done();

    private static final UsageTable BEDROCK_CONVERSE =
            new Draft(true, false, "/inputTokens")
                    .with(INPUT, "/inputTokens")
                    .with(OUTPUT, "/outputTokens")
                    .with(CACHED, "/cacheReadInputTokens", "/cacheReadInputTokenCount")
                    .with(WRITTEN, "/cacheWriteInputTokens", "/cacheWriteInputTokenCount")
                    .with(WRITTEN_5M, "/cacheDetails[5m]")
                    .with(WRITTEN_1H, "/cacheDetails[1h]")
                    .done();

    private static final UsageTable GEMINI =
            new Draft(false, true, "/promptTokenCount", "/total_input_tokens")
                    .with(INPUT, "/promptTokenCount", "/total_input_tokens")
                    .with(BESIDE_INPUT, "/toolUsePromptTokenCount", "/total_tool_use_tokens")
                    .with(
                            OUTPUT,
                            "/candidatesTokenCount",
                            "/responseTokenCount",
                            "/total_output_tokens")
                    .with(TOTAL, "/totalTokenCount", "/total_tokens")
                    .with(CACHED, "/cachedContentTokenCount", "/total_cached_tokens")
                    .with(REASONING, "/thoughtsTokenCount", "/total_thought_tokens")
                    .with(
                            AUDIO_IN,
                            "/promptTokensDetails[AUDIO]",
                            "/input_tokens_by_modality[AUDIO]")
                    .with(CACHED_AUDIO, "/cacheTokensDetails[AUDIO]")
                    .with(
                            IMAGE_IN,
                            "/promptTokensDetails[IMAGE]",
                            "/input_tokens_by_modality[IMAGE]")
                    .with(CACHED_IMAGE, "/cacheTokensDetails[IMAGE]")
                    .with(
                            AUDIO_OUT,
                            "/candidatesTokensDetails[AUDIO]",
                            "/responseTokensDetails[AUDIO]",
                            "/output_tokens_by_modality[AUDIO]")
                    .with(
                            IMAGE_OUT,
                            "/candidatesTokensDetails[IMAGE]",
                            "/output_tokens_by_modality[IMAGE]")
                    .done();

    /** Cohere charges its billed units; {@code tokens} holds its own system prompt too. */
    private static final UsageTable COHERE =
            new Draft(false, false, "/billed_units", "/tokens")
                    .with(INPUT, "/billed_units/input_tokens", "/tokens/input_tokens")
                    .with(OUTPUT, "/billed_units/output_tokens", "/tokens/output_tokens")
                    .with(SEARCHES, "/billed_units/search_units")
                    .done();

    private static final List<UsageTable> SPECIAL =
            List.of(BEDROCK_CONVERSE, GEMINI, COHERE, PERPLEXITY_RESEARCH);

    /** The table of the family that wrote a usage. */
    static UsageTable of(JsonNode usage) {
        boolean openAi = usage.has("prompt_tokens");
        if (!openAi && usage.has("input_tokens") && ANTHROPIC.wrote(usage)) {
            return ANTHROPIC;
        }
        return SPECIAL.stream().filter(table -> table.wrote(usage)).findFirst().orElse(OPENAI);
    }

    private boolean wrote(JsonNode usage) {
        for (UsageField sign : signs) {
            if (sign.isIn(usage)) {
                return true;
            }
        }
        return false;
    }

    /** The count that the usage tells; empty when it does not. */
    OptionalLong find(Count count, JsonNode usage) {
        for (UsageField field : fields.getOrDefault(count, List.of())) {
            OptionalLong found = field.count(usage);
            if (found.isPresent()) {
                return found;
            }
        }
        return OptionalLong.empty();
    }

    /** The count, or 0. */
    long get(Count count, JsonNode usage) {
        return find(count, usage).orElse(0);
    }

    /** A table that is being written. */
    private static final class Draft {

        private final List<UsageField> signs;
        private final boolean cacheOutside;
        private final boolean reasoningOutside;
        private final Map<Count, List<UsageField>> fields = new EnumMap<>(Count.class);

        Draft(boolean cacheOutside, boolean reasoningOutside, String... signs) {
            this.cacheOutside = cacheOutside;
            this.reasoningOutside = reasoningOutside;
            this.signs = Stream.of(signs).map(UsageField::of).toList();
        }

        Draft with(Count count, String... paths) {
            fields.put(count, Stream.of(paths).map(UsageField::of).toList());
            return this;
        }

        UsageTable done() {
            return new UsageTable(signs, cacheOutside, reasoningOutside, fields);
        }
    }
}
