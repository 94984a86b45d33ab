package io.aigateway.budget;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The most tokens that a picture counts as. Its size is read where the request has the picture
 * itself; a picture behind a URL counts as the largest.
 *
 * <p>OpenAI: developers.openai.com, "Images and vision", and figures measured for its newest models
 * in autumn 2026, which no longer shrink a picture unless {@code detail} is {@code high}.
 * Anthropic: platform.claude.com, "Vision". Of all others the dearest published rules are taken:
 * Qwen's patches of 28 by 28 pixels, and four tiles of 1,601 tokens at Together.
 */
final class PictureTokens {

    private static final Pattern OPENAI = Pattern.compile("(gpt-|chatgpt-|codex-|o[1-9]).*");

    /** They count tiles of 512 pixels, at most eight of them after shrinking the picture. */
    private static final Pattern OF_TILES =
            Pattern.compile(
                    "(?!.*(mini|nano))(chatgpt-4o|gpt-4o|gpt-4|gpt-4\\.[15]|gpt-5|gpt-5\\.1|o1|o3)(-.*)?");

    /** They shrink every picture to 1,536 patches. */
    private static final Pattern SHRINKING =
            Pattern.compile("(gpt-4\\.1-(mini|nano)|gpt-5-(mini|nano)|o4-mini).*");

    /** They shrink every picture to 10,000 patches at most. */
    private static final Pattern UP_TO_10K = Pattern.compile("gpt-5\\.[2-5].*");

    /** 85 tokens and 170 for each of eight tiles are 1,445; GPT-4.1 may count 1,536 patches. */
    private static final long TILES = 1_600;

    /** GPT-4o mini counts 2,833 for a picture and 5,667 for each of up to eight tiles. */
    private static final long TILES_OF_4O_MINI = 48_169;

    private static final long LOW_DETAIL_OF_4O_MINI = 2_833;

    /** 512 by 512 pixels: 256 patches at the largest factor, 2.46. */
    private static final long LOW_DETAIL = 700;

    private static final int PATCH = 32;
    private static final long SHRUNK_PATCHES = 1_536;
    private static final long HIGH_DETAIL_PATCHES = 2_500;
    private static final long ORIGINAL_PATCHES = 10_000;

    /** Larger ones were refused by every provider. */
    private static final long MOST_PIXELS = 60_000_000;

    private static final int SMALL_PATCH = 28;

    /** Until Opus 4.7 a token stood for 750 pixels. */
    private static final int CLAUDE_PIXELS = 750;

    /** Up to 2,576 pixels a side, 4,784 patches. */
    private static final long MOST_OF_CLAUDE = 4_784;

    /** What may stand around a picture. */
    private static final long AROUND = 16;

    private static final long FOUR_TILES = 6_404;
    private static final long MOST_OF_OTHERS = 16_384;

    private PictureTokens() {}

    /** The most that a part of a message counts as, at a model of this name. */
    static long of(JsonNode part, String model) {
        JsonNode picture = part.path("image_url");
        String detail = (picture.isObject() ? picture : part).path("detail").asText();
        if (OPENAI.matcher(model).matches()) {
            return ofOpenAi(part, model, detail);
        }
        Optional<Pixels> pixels = pixels(part);
        if (model.contains("claude")) {
            return pixels.map(PictureTokens::ofClaude).orElse(MOST_OF_CLAUDE) + AROUND;
        }
        return pixels.map(PictureTokens::ofOther).orElse(MOST_OF_OTHERS);
    }

    private static long ofOpenAi(JsonNode part, String model, String detail) {
        boolean low = detail.equals("low");
        if (model.startsWith("gpt-4o-mini")) {
            return low ? LOW_DETAIL_OF_4O_MINI : TILES_OF_4O_MINI;
        }
        if (low) {
            return LOW_DETAIL;
        }
        if (OF_TILES.matcher(model).matches()) {
            return TILES;
        }
        long most = mostPatches(model, detail);
        long patches = pixels(part).map(size -> patches(size, PATCH)).orElse(most);
        return (Math.min(patches, most) * percent(model) + 99) / 100 + AROUND;
    }

    private static long mostPatches(String model, String detail) {
        if (SHRINKING.matcher(model).matches()) {
            return SHRUNK_PATCHES;
        }
        if (detail.equals("high")) {
            return HIGH_DETAIL_PATCHES;
        }
        return UP_TO_10K.matcher(model).matches()
                ? ORIGINAL_PATCHES
                : MOST_PIXELS / (PATCH * PATCH);
    }

    /** What a patch counts as. */
    private static long percent(String model) {
        return model.contains("nano") ? 246 : model.contains("mini") ? 172 : 120;
    }

    private static long ofClaude(Pixels size) {
        long byPixels = (size.width() * size.height() + CLAUDE_PIXELS - 1) / CLAUDE_PIXELS;
        return Math.min(MOST_OF_CLAUDE, Math.max(byPixels, patches(size, SMALL_PATCH)));
    }

    private static long ofOther(Pixels size) {
        long most = MOST_PIXELS / (SMALL_PATCH * SMALL_PATCH);
        return Math.min(most, Math.max(FOUR_TILES, patches(size, SMALL_PATCH)));
    }

    private static long patches(Pixels size, int side) {
        return ((size.width() + side - 1) / side) * ((size.height() + side - 1) / side);
    }

    /** Only the fields that a provider reads: what else stands in the part may be a decoy. */
    private static Optional<Pixels> pixels(JsonNode part) {
        JsonNode picture = part.path("image_url");
        return picture.isMissingNode()
                ? Pixels.ofBase64(part.path("source").path("data").asText())
                : Pixels.ofUrl((picture.isObject() ? picture.path("url") : picture).asText());
    }
}
