package io.aigateway.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * What sound and files in a message count as, at most. Providers price them by seconds and pages,
 * which the request does not tell; these bounds are the dearest of those that OpenAI, Anthropic and
 * Google publish.
 */
final class PartTokens {

    /** Google counts 32 tokens a second; speech takes at least 8 kB a second as WAV. */
    private static final long WAV_BYTES_OF_A_TOKEN = 250;

    /** The same with a codec, at 1 kB a second. */
    private static final long CODEC_BYTES_OF_A_TOKEN = 30;

    /** A page is up to 3,000 tokens of text and one picture, from about 2 kB of compressed PDF. */
    private static final long FILE = 4_000;

    /** A file that the provider has already: nobody here knows its size. */
    private static final long FILE_BY_REFERENCE = 20_000;

    private PartTokens() {}

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
