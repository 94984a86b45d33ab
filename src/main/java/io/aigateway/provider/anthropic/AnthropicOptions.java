package io.aigateway.provider.anthropic;

import java.util.Set;

/**
 * What the catalogue knows of a model that is reached through the Messages API.
 *
 * @param model the name the provider knows it by
 * @param defaultMaxTokens the output limit sent when the caller names none; the API requires one
 * @param unsupported OpenAI parameters the model refuses, such as {@code temperature}; they are
 *     dropped with a warning, {@code response_format} becomes an instruction
 * @param thinking how the model is asked to think
 */
public record AnthropicOptions(
        String model, int defaultMaxTokens, Set<String> unsupported, Thinking thinking) {

    /** The output limit that is usual where nothing else is known. */
    public static final int USUAL_MAX_TOKENS = 4096;

    /** How a model is asked to think. */
    public enum Thinking {
        /** It does not think. */
        NONE,
        /** With a budget of tokens: {@code thinking: {type: enabled, budget_tokens}} (to 4.5). */
        BUDGET,
        /**
         * With an effort: {@code thinking: {type: adaptive}} and {@code output_config} (4.6 on).
         */
        ADAPTIVE
    }

    public AnthropicOptions {
        if (model.isBlank()) {
            throw new IllegalArgumentException("model must not be blank");
        }
        if (defaultMaxTokens <= 0) {
            throw new IllegalArgumentException(
                    "default max tokens must be positive, but was " + defaultMaxTokens);
        }
        unsupported = Set.copyOf(unsupported);
    }

    /** A model of which nothing but its name is known. */
    public static AnthropicOptions of(String model) {
        return new AnthropicOptions(model, USUAL_MAX_TOKENS, Set.of(), Thinking.BUDGET);
    }
}
