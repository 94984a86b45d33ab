package io.aigateway.money;

/**
 * The tokens of a call that are not text.
 *
 * @param audioInput sound in the prompt, from the cache or not
 * @param cachedAudio the part of it read from the provider's cache
 * @param imageInput pictures in the prompt, from the cache or not
 * @param cachedImage the part of them read from the provider's cache
 * @param audioOutput generated sound
 * @param imageOutput generated pictures
 */
public record Media(
        long audioInput,
        long cachedAudio,
        long imageInput,
        long cachedImage,
        long audioOutput,
        long imageOutput) {

    /** Nothing but text. */
    public static final Media NONE = new Media(0, 0, 0, 0, 0, 0);

    public Media {
        Counts.require("audio input", audioInput);
        Counts.require("cached audio", cachedAudio);
        Counts.require("image input", imageInput);
        Counts.require("cached image", cachedImage);
        Counts.require("audio output", audioOutput);
        Counts.require("image output", imageOutput);
        Counts.requirePart("cached audio", cachedAudio, "audio input", audioInput);
        Counts.requirePart("cached image", cachedImage, "image input", imageInput);
    }

    /** Everything in the prompt that is not text. */
    public long input() {
        return audioInput + imageInput;
    }

    /** The part of that which was read from the cache. */
    public long cached() {
        return cachedAudio + cachedImage;
    }

    /** Everything generated that is not text. */
    public long output() {
        return audioOutput + imageOutput;
    }

    Media plus(Media other) {
        return new Media(
                audioInput + other.audioInput,
                cachedAudio + other.cachedAudio,
                imageInput + other.imageInput,
                cachedImage + other.cachedImage,
                audioOutput + other.audioOutput,
                imageOutput + other.imageOutput);
    }
}
