package io.aigateway.money;

/**
 * What one call used, after the conventions of all wires are normalised.
 *
 * @param input all prompt tokens: those read from and written to the provider's cache, sound and
 *     pictures included
 * @param cachedInput the part of {@code input} read from the provider's prompt cache
 * @param cacheWrite the part of {@code input} written to the cache for the provider's short time (5
 *     minutes)
 * @param cacheWriteLong the part of {@code input} written to the cache for an hour
 * @param output all generated tokens: reasoning, sound and pictures included
 * @param reasoning the part of {@code output} spent on reasoning
 * @param media the parts of both that are not text
 * @param units what is not counted in tokens
 * @param tier how urgently it was served
 * @param estimated true when the gateway counted because the provider did not say
 */
public record Usage(
        long input,
        long cachedInput,
        long cacheWrite,
        long cacheWriteLong,
        long output,
        long reasoning,
        Media media,
        Units units,
        ServiceTier tier,
        boolean estimated) {

    /** Nothing used. */
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, false);

    public Usage {
        Counts.require("input", input);
        Counts.require("cached input", cachedInput);
        Counts.require("cache write", cacheWrite);
        Counts.require("cache write (1 h)", cacheWriteLong);
        Counts.require("output", output);
        Counts.require("reasoning", reasoning);
        Counts.requirePart(
                "cached parts", cachedInput + cacheWrite + cacheWriteLong, "input", input);
        Counts.requirePart("reasoning", reasoning, "output", output);
        Counts.requirePart(
                "cached sound and pictures", media.cached(), "cached input", cachedInput);
        Counts.requirePart(
                "text from and for the cache, sound and pictures",
                cachedInput - media.cached() + cacheWrite + cacheWriteLong + media.input(),
                "input",
                input);
        Counts.requirePart(
                "reasoning, sound and pictures", reasoning + media.output(), "output", output);
    }

    /** Usage of text alone, served as usual. */
    public Usage(
            long input,
            long cachedInput,
            long cacheWrite,
            long cacheWriteLong,
            long output,
            long reasoning,
            boolean estimated) {
        this(
                input,
                cachedInput,
                cacheWrite,
                cacheWriteLong,
                output,
                reasoning,
                Media.NONE,
                Units.NONE,
                ServiceTier.STANDARD,
                estimated);
    }

    /** Plain usage as a provider told it: no cache, no reasoning. */
    public static Usage of(long input, long output) {
        return new Usage(input, 0, 0, 0, output, 0, false);
    }

    /** Plain usage that the gateway counted itself. */
    public static Usage estimated(long input, long output) {
        return new Usage(input, 0, 0, 0, output, 0, true);
    }

    /** The same, served in another tier. */
    public Usage in(ServiceTier other) {
        return new Usage(
                input,
                cachedInput,
                cacheWrite,
                cacheWriteLong,
                output,
                reasoning,
                media,
                units,
                other,
                estimated);
    }

    /** Input and output together. */
    public long total() {
        return input + output;
    }

    /** True when nothing at all was used. */
    public boolean isNothing() {
        return total() == 0 && units.equals(Units.NONE);
    }

    /** The tokens of one kind; all kinds together are {@link #total}. */
    public long tokens(TokenKind kind) {
        return switch (kind) {
            case INPUT ->
                    input
                            - media.input()
                            - (cachedInput - media.cached())
                            - cacheWrite
                            - cacheWriteLong;
            case CACHED_INPUT -> cachedInput - media.cached();
            case CACHE_WRITE -> cacheWrite;
            case CACHE_WRITE_1H -> cacheWriteLong;
            case OUTPUT -> output - reasoning - media.output();
            case REASONING -> reasoning;
            case AUDIO_INPUT -> media.audioInput() - media.cachedAudio();
            case CACHED_AUDIO -> media.cachedAudio();
            case AUDIO_OUTPUT -> media.audioOutput();
            case IMAGE_INPUT -> media.imageInput() - media.cachedImage();
            case CACHED_IMAGE -> media.cachedImage();
            case IMAGE_OUTPUT -> media.imageOutput();
        };
    }

    /** Both together, such as of two attempts; estimated when one of them is. */
    public Usage plus(Usage other) {
        return new Usage(
                input + other.input,
                cachedInput + other.cachedInput,
                cacheWrite + other.cacheWrite,
                cacheWriteLong + other.cacheWriteLong,
                output + other.output,
                reasoning + other.reasoning,
                media.plus(other.media),
                units.plus(other.units),
                other.tier,
                estimated || other.estimated);
    }
}
