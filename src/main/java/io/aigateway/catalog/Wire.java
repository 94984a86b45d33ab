package io.aigateway.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The format a provider speaks. */
public enum Wire {
    /** OpenAI's own format, which most providers speak. */
    OPENAI,
    /** OpenAI's format under Azure's paths and authentication. */
    AZURE,
    /** Anthropic Messages. */
    ANTHROPIC,
    /** Gemini's generateContent. */
    GOOGLE,
    /** AWS Bedrock Converse. */
    BEDROCK,
    /** Cohere v2 chat. */
    COHERE,
    /** Replicate predictions. */
    REPLICATE,
    /** Built in: answers without a network, deterministically. */
    DEMO,
    /** A Camel endpoint of the same application. */
    CAMEL;

    /** As configuration writes it: lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True when this version speaks it; the others are names that later ones will know. */
    public boolean isSpoken() {
        return this == OPENAI || this == ANTHROPIC || this == DEMO || this == CAMEL;
    }

    /** True when calls leave the process, so that a base URL is needed. */
    public boolean isRemote() {
        return this != DEMO && this != CAMEL;
    }

    /**
     * The wire of a name.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public static Wire of(String text) {
        List<String> known = Arrays.stream(values()).map(Wire::text).toList();
        int at = known.indexOf(text);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "must be one of " + String.join(", ", known) + ", but was '" + text + "'");
        }
        return values()[at];
    }
}
