package io.aigateway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.money.Usage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads usage in OpenAI's shape, as every provider writes it, into the one normalised form that is
 * billed. Never throws: what cannot be true is left out, and when the prompt or the answer is not
 * counted at all the result is empty, so that the caller counts itself.
 *
 * <p>Understood are {@code prompt_tokens}, {@code completion_tokens}, {@code total_tokens} and the
 * Responses API's {@code input_tokens}, {@code output_tokens}; cached tokens under {@code
 * *_tokens_details.cached_tokens}, DeepSeek's {@code prompt_cache_hit_tokens}, Mistral's {@code
 * num_cached_tokens}; cache writes under {@code *_tokens_details.cache_write_tokens} or LiteLLM's
 * {@code cache_creation_input_tokens}, with Anthropic's split by lifetime in {@code
 * *_tokens_details.cache_creation}, where our own translation puts it; and Groq's {@code
 * x_groq.usage}.
 */
public final class UsageReader {

    private static final long MOST = 1_000_000_000_000L;
    private static final String SPLIT = "/prompt_tokens_details/cache_creation";
    private static final List<String> PROMPT = List.of("/prompt_tokens", "/input_tokens");
    private static final List<String> COMPLETION = List.of("/completion_tokens", "/output_tokens");
    private static final List<String> TOTAL = List.of("/total_tokens");
    private static final List<String> REASONING =
            List.of(
                    "/completion_tokens_details/reasoning_tokens",
                    "/output_tokens_details/reasoning_tokens");
    private static final List<String> CACHED =
            List.of(
                    "/prompt_tokens_details/cached_tokens",
                    "/input_tokens_details/cached_tokens",
                    "/prompt_cache_hit_tokens",
                    "/num_cached_tokens",
                    "/cache_read_input_tokens");
    private static final List<String> WRITTEN =
            List.of(
                    "/prompt_tokens_details/cache_write_tokens",
                    "/input_tokens_details/cache_write_tokens",
                    "/cache_creation_input_tokens");

    private UsageReader() {}

    /** Usage from a whole reply or chunk: its {@code usage}, or Groq's {@code x_groq.usage}. */
    public static Optional<Usage> in(JsonNode reply, boolean reasoningOutsideOutput) {
        Optional<Usage> told = read(reply.path("usage"), reasoningOutsideOutput);
        return told.isPresent() ? told : read(reply.at("/x_groq/usage"), reasoningOutsideOutput);
    }

    /**
     * Usage from a usage object.
     *
     * @param usage the object; null, missing or nonsense gives an empty result
     * @param reasoningOutsideOutput whether the provider (xAI, Google) leaves reasoning out of
     *     {@code completion_tokens}; also recognised from the total, when it is told
     */
    public static Optional<Usage> read(@Nullable JsonNode usage, boolean reasoningOutsideOutput) {
        if (usage == null || !usage.isObject()) {
            return Optional.empty();
        }
        OptionalLong prompt = first(usage, PROMPT);
        if (prompt.isEmpty()) {
            return Optional.empty();
        }
        Output output = output(usage, prompt.getAsLong(), reasoningOutsideOutput);
        boolean nothing = prompt.getAsLong() == 0 && output.tokens() == 0;
        return output.tokens() < 0 || nothing
                ? Optional.empty()
                : build(cache(usage), prompt.getAsLong(), output);
    }

    private static Optional<Usage> build(Cache cache, long prompt, Output output) {
        // Parts above the whole: the provider leaves cached tokens out of the prompt, as Anthropic
        // does. To read them as part of it would lose money.
        long input = cache.sum() > prompt ? prompt + cache.sum() : prompt;
        if (input > MOST || output.tokens() > MOST) {
            return Optional.empty();
        }
        return Optional.of(
                new Usage(
                        input,
                        cache.read(),
                        cache.shortWrite(),
                        cache.longWrite(),
                        output.tokens(),
                        Math.min(output.reasoning(), output.tokens()),
                        false));
    }

    /** Negative tokens stand for "not told". */
    private static Output output(JsonNode usage, long prompt, boolean reasoningOutside) {
        long completion = first(usage, COMPLETION).orElse(-1);
        long reasoning = first(usage, REASONING).orElse(0);
        OptionalLong total = first(usage, TOTAL);
        if (total.isEmpty()) {
            boolean add = reasoningOutside && completion >= 0;
            return new Output(add ? completion + reasoning : completion, reasoning);
        }
        long left = total.getAsLong() - prompt;
        boolean addsUp = completion >= 0 && reasoning > 0 && left == completion + reasoning;
        if (completion < 0 || addsUp) {
            return new Output(left, reasoning);
        }
        return reasoningOutside && left > completion
                ? new Output(left, Math.max(reasoning, left - completion))
                : new Output(completion, reasoning);
    }

    private static Cache cache(JsonNode usage) {
        long read = first(usage, CACHED).orElse(0);
        long written = first(usage, WRITTEN).orElse(0);
        long forAnHour = first(usage, List.of(SPLIT + "/ephemeral_1h_input_tokens")).orElse(0);
        long forMinutes = first(usage, List.of(SPLIT + "/ephemeral_5m_input_tokens")).orElse(0);
        return new Cache(read, Math.max(forMinutes, Math.max(written - forAnHour, 0)), forAnHour);
    }

    /** The first of these that is a count: a whole number from 0 to 10^12. */
    private static OptionalLong first(JsonNode usage, List<String> paths) {
        for (String path : paths) {
            JsonNode node = usage.at(path);
            if (node.isIntegralNumber()
                    && node.canConvertToLong()
                    && node.asLong() >= 0
                    && node.asLong() <= MOST) {
                return OptionalLong.of(node.asLong());
            }
        }
        return OptionalLong.empty();
    }

    private record Output(long tokens, long reasoning) {}

    private record Cache(long read, long shortWrite, long longWrite) {

        long sum() {
            return read + shortWrite + longWrite;
        }
    }
}
