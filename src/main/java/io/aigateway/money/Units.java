package io.aigateway.money;

/**
 * What a call used that is not counted in tokens.
 *
 * @param images pictures made
 * @param variant their size and quality as the price row names them, such as {@code 1024x1024/hd};
 *     empty when it makes no difference
 * @param millis milliseconds of sound, video or computing
 * @param characters characters read aloud or otherwise sold by the character
 * @param searches searches of the web that the provider made
 */
public record Units(long images, String variant, long millis, long characters, long searches) {

    /** Tokens only. */
    public static final Units NONE = new Units(0, "", 0, 0, 0);

    public Units {
        Counts.require("images", images);
        Counts.require("milliseconds", millis);
        Counts.require("characters", characters);
        Counts.require("searches", searches);
    }

    /** Pictures of one variant. */
    public static Units images(long images, String variant) {
        return new Units(images, variant, 0, 0, 0);
    }

    /** A number of web searches. */
    public static Units searches(long searches) {
        return searches == 0 ? NONE : new Units(0, "", 0, 0, searches);
    }

    Units plus(Units other) {
        return new Units(
                images + other.images,
                other.variant.isEmpty() ? variant : other.variant,
                millis + other.millis,
                characters + other.characters,
                searches + other.searches);
    }
}
