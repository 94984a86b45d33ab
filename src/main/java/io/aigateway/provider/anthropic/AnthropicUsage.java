package io.aigateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * Anthropic's usage in OpenAI's convention. Anthropic leaves cached tokens out of {@code
 * input_tokens}, and those of compaction and of an advisor out of everything but {@code
 * iterations}; here {@code prompt_tokens} and {@code completion_tokens} hold them all.
 *
 * <p>The split of cache writes by lifetime, which differ in price, is kept as {@code
 * prompt_tokens_details.cache_creation {ephemeral_5m_input_tokens, ephemeral_1h_input_tokens}}.
 */
public final class AnthropicUsage {

    private static final String INPUT = "input_tokens";
    private static final String OUTPUT = "output_tokens";
    private static final String CACHE_READ = "cache_read_input_tokens";
    private static final String CACHE_WRITE = "cache_creation_input_tokens";
    private static final String CACHE_SPLIT = "cache_creation";
    private static final String FOR_MINUTES = "ephemeral_5m_input_tokens";
    private static final String FOR_AN_HOUR = "ephemeral_1h_input_tokens";
    private static final Set<String> BESIDE_THE_ANSWER = Set.of("compaction", "advisor_message");

    /** What has a price beside tokens, or changes theirs. */
    private static final List<String> ALSO_TOLD =
            List.of("service_tier", "speed", "server_tool_use");

    private AnthropicUsage() {}

    /**
     * OpenAI's {@code usage}. Without {@code input_tokens} or {@code output_tokens} it has no
     * {@code prompt_tokens} or {@code completion_tokens}, so that nobody takes "not told" for
     * "nothing".
     */
    public static ObjectNode toOpenAi(JsonNode usage) {
        Sum sum = Sum.of(usage);
        boolean inputTold = usage.path(INPUT).isIntegralNumber();
        boolean outputTold = usage.path(OUTPUT).isIntegralNumber();
        ObjectNode openAi = JsonNodeFactory.instance.objectNode();
        putIf(inputTold, "prompt_tokens", sum.prompt(), openAi);
        putIf(outputTold, "completion_tokens", sum.output, openAi);
        putIf(inputTold && outputTold, "total_tokens", sum.prompt() + sum.output, openAi);
        sum.putCache(openAi.putObject("prompt_tokens_details"));
        openAi.putObject("completion_tokens_details")
                .put("reasoning_tokens", count(usage.at("/output_tokens_details/thinking_tokens")));
        ALSO_TOLD.stream()
                .filter(usage::hasNonNull)
                .forEach(name -> openAi.set(name, usage.get(name)));
        return openAi;
    }

    private static void putIf(boolean told, String name, long value, ObjectNode usage) {
        if (told) {
            usage.put(name, value);
        }
    }

    private static long count(JsonNode node) {
        return node.isIntegralNumber() ? Math.max(node.asLong(), 0) : 0;
    }

    private static final class Sum {
        private long input;
        private long output;
        private long read;
        private long written;
        private long forMinutes;
        private long forAnHour;

        static Sum of(JsonNode usage) {
            Sum sum = new Sum();
            sum.add(usage);
            for (JsonNode iteration : usage.path("iterations")) {
                if (BESIDE_THE_ANSWER.contains(iteration.path("type").asText(""))) {
                    sum.add(iteration);
                }
            }
            return sum;
        }

        private void add(JsonNode usage) {
            input += count(usage.path(INPUT));
            output += count(usage.path(OUTPUT));
            read += count(usage.path(CACHE_READ));
            written += count(usage.path(CACHE_WRITE));
            forMinutes += count(usage.path(CACHE_SPLIT).path(FOR_MINUTES));
            forAnHour += count(usage.path(CACHE_SPLIT).path(FOR_AN_HOUR));
        }

        long prompt() {
            return input + read + written;
        }

        void putCache(ObjectNode details) {
            details.put("cached_tokens", read).put("cache_write_tokens", written);
            if (forMinutes > 0 || forAnHour > 0) {
                details.putObject(CACHE_SPLIT)
                        .put(FOR_MINUTES, forMinutes)
                        .put(FOR_AN_HOUR, forAnHour);
            }
        }
    }
}
