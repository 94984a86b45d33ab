package io.aigateway.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * What the parts of a message that are not text count as, at most. Providers price them by pixels,
 * seconds and pages, which the request does not tell; these bounds are the dearest of those that
 * OpenAI, Anthropic and Google publish.
 */
final class PartTokens {

    /** Anthropic's largest picture (4,784) and OpenAI's (3,779 on the small GPT-4.1) fit. */
    private static final long IMAGE = 5_000;

    /** 512 by 512 pixels: 256 patches at OpenAI's largest factor, 2.46. */
    private static final long IMAGE_LOW_DETAIL = 700;

    /** GPT-4o mini counts 2,833 for a picture and 5,667 for each of up to eight tiles. */
    private static final long IMAGE_4O_MINI = 48_169;

    private static final long IMAGE_4O_MINI_LOW_DETAIL = 2_833;

    /** Google counts 32 tokens a second; speech takes at least 8 kB a second as WAV. */
    private static final long WAV_BYTES_OF_A_TOKEN = 250;

    /** The same with a codec, at 1 kB a second. */
    private static final long CODEC_BYTES_OF_A_TOKEN = 30;

    /** A page is up to 3,000 tokens of text and one picture, from about 2 kB of compressed PDF. */
    private static final long FILE = 4_000;

    /** A file that the provider has already: nobody here knows its size. */
    private static final long FILE_BY_REFERENCE = 20_000;

    private PartTokens() {}

    static long image(JsonNode part, String model) {
        boolean low = "low".equals(text(part, "detail"));
        if (model.startsWith("gpt-4o-mini")) {
            return low ? IMAGE_4O_MINI_LOW_DETAIL : IMAGE_4O_MINI;
        }
        return low ? IMAGE_LOW_DETAIL : IMAGE;
    }

    static long audio(JsonNode part) {
        long bytes = decodedBytes(text(part, "data"));
        boolean wav = "wav".equals(text(part, "format"));
        return bytes / (wav ? WAV_BYTES_OF_A_TOKEN : CODEC_BYTES_OF_A_TOKEN) + 1;
    }

    static long file(JsonNode part) {
        String data = text(part, "file_data") + text(part, "data");
        return data.isEmpty() ? FILE_BY_REFERENCE : FILE + decodedBytes(data);
    }

    private static long decodedBytes(String base64) {
        return base64.length() * 3L / 4;
    }

    private static String text(JsonNode part, String field) {
        JsonNode found = part.findValue(field);
        return (found == null ? MissingNode.getInstance() : found).asText();
    }
}
