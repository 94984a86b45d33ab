package io.aigateway.budget;

/**
 * How large a prompt is expected to be at most.
 *
 * @param tokens everything the provider will count as input
 * @param cacheWrites whether the request asks the provider to write the prompt to its cache
 * @param audio the part of {@code tokens} that is sound
 * @param images the part of them that is pictures
 * @param unseen the part of those that is only there because pictures behind URLs may be far larger
 *     than most are
 */
public record PromptSize(
        long tokens, CacheWrites cacheWrites, long audio, long images, long unseen) {

    public PromptSize {
        if (tokens < 0 || audio < 0 || images < unseen || unseen < 0 || audio + images > tokens) {
            throw new IllegalArgumentException(
                    "prompt tokens must not be negative, nor less than their parts, but were %d with %d of sound and %d of pictures"
                            .formatted(tokens, audio, images));
        }
    }

    /** A prompt of text alone. */
    public PromptSize(long tokens, CacheWrites cacheWrites) {
        this(tokens, cacheWrites, 0, 0, 0);
    }

    /** What it counts as when pictures that nobody here sees are of the usual size. */
    public long likely() {
        return tokens - unseen;
    }

    /** The part of it that a model reads; 0 where nobody knows how much that is. */
    PromptSize within(long context) {
        if (context <= 0 || tokens <= context) {
            return this;
        }
        long heard = Math.min(audio, context);
        long looked = Math.min(images, context - heard);
        return new PromptSize(context, cacheWrites, heard, looked, Math.min(unseen, looked));
    }

    /** What a request asks of the provider's prompt cache. */
    public enum CacheWrites {
        /** Nothing; the provider may still read from its cache. */
        NONE,
        /** To keep parts for the provider's short time. */
        SHORT,
        /** To keep parts for an hour. */
        LONG
    }
}
