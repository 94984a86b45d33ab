package io.aigateway.money;

import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of tokens that have a price of their own. Every token of a call is of exactly one kind,
 * so none is charged twice.
 */
public enum TokenKind {
    /** Plain prompt tokens. */
    INPUT,
    /** Prompt text read from the provider's cache. */
    CACHED_INPUT,
    /** Prompt text written to the cache for the provider's short time. */
    CACHE_WRITE,
    /** Prompt text written to the cache for an hour. */
    CACHE_WRITE_1H,
    /** Generated text. */
    OUTPUT,
    /** Generated text that is reasoning. */
    REASONING,
    /** Sound in the prompt. */
    AUDIO_INPUT,
    /** Sound in the prompt that was read from the cache. */
    CACHED_AUDIO,
    /** Generated sound. */
    AUDIO_OUTPUT,
    /** Pictures in the prompt. */
    IMAGE_INPUT,
    /** Pictures in the prompt that were read from the cache. */
    CACHED_IMAGE,
    /** Generated pictures. */
    IMAGE_OUTPUT;

    private final String key = name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');

    /** Its name in a price row, such as {@code cached-input}. */
    public String key() {
        return key;
    }

    /** The kind that a price row names. */
    public static Optional<TokenKind> named(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
    }

    /** True for what the provider reads, false for what it writes. */
    public boolean isInput() {
        return switch (this) {
            case OUTPUT, REASONING, AUDIO_OUTPUT, IMAGE_OUTPUT -> false;
            default -> true;
        };
    }
}
