package io.aigateway.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads and writes JSON within bounds: of depth, of the length of names, numbers and texts. */
public final class Json {

    private static final StreamReadConstraints BOUNDS =
            StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxNumberLength(200)
                    .maxNameLength(2_000)
                    .maxStringLength(100_000_000)
                    .build();

    /** A million values, brackets and names: more than any prompt has. */
    private static final StreamReadConstraints BOUNDS_OF_CALLERS =
            BOUNDS.rebuild().maxTokenCount(1_000_000).build();

    /** For what callers send: a repeated key or anything after the document is a mistake. */
    private static final ObjectMapper STRICT =
            JsonMapper.builder(factory(BOUNDS_OF_CALLERS))
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build();

    /** For what providers send: whatever can be understood. */
    private static final ObjectMapper LENIENT =
            JsonMapper.builder(factory(BOUNDS))
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build();

    private static final ObjectReader NOTHING_TWICE =
            LENIENT.readerFor(JsonNode.class)
                    .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private static final String USAGE = "usage";

    private static final ObjectMapper ASCII =
            JsonMapper.builder(factory(BOUNDS))
                    .enable(JsonGenerator.Feature.ESCAPE_NON_ASCII)
                    .build();

    private Json() {}

    /**
     * Buffers come from a shared pool: those kept per thread would be made anew on every virtual
     * thread.
     */
    private static JsonFactory factory(StreamReadConstraints bounds) {
        return JsonFactory.builder()
                .streamReadConstraints(bounds)
                .recyclerPool(JsonRecyclerPools.sharedBoundedPool())
                .build();
    }

    /**
     * Reads a caller's document; a missing node when there is none.
     *
     * @throws IOException when it is not JSON in UTF-8; the parser alone would let overlong forms
     *     and encoded surrogates pass, which others read as something else
     */
    public static JsonNode readStrict(byte[] bytes) throws IOException {
        requireUtf8(bytes);
        return STRICT.readTree(bytes);
    }

    private static void requireUtf8(byte[] bytes) throws IOException {
        for (byte one : bytes) {
            if (one < 0) {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
                return;
            }
        }
    }

    /**
     * Reads a provider's document. Of a key that stands there twice the second counts, but what
     * {@code usage} says twice is left out: nobody can tell which is the bill.
     */
    public static JsonNode read(byte[] bytes) throws IOException {
        try {
            return NOTHING_TWICE.readTree(bytes);
        } catch (MismatchedInputException twice) {
            return withoutDoubt(bytes);
        }
    }

    /** Reads a provider's document, as {@link #read(byte[])} does. */
    public static JsonNode read(String text) throws JsonProcessingException {
        try {
            return NOTHING_TWICE.readTree(text);
        } catch (MismatchedInputException twice) {
            return withoutDoubt(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static JsonNode withoutDoubt(byte[] bytes) throws JsonProcessingException {
        try {
            JsonNode document = LENIENT.readTree(bytes);
            if (document instanceof ObjectNode object && !tellsUsageOnce(bytes)) {
                object.remove(USAGE);
            }
            return document;
        } catch (JsonProcessingException notJson) {
            throw notJson;
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory could not be read", impossible);
        }
    }

    private static boolean tellsUsageOnce(byte[] bytes) throws IOException {
        int told = 0;
        try (JsonParser parser = LENIENT.createParser(bytes)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean usage = parser.currentName().equals(USAGE);
                parser.nextToken();
                if (usage) {
                    told++;
                    NOTHING_TWICE.readTree(parser);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (MismatchedInputException aCountTwice) {
            return false;
        }
        return told <= 1;
    }

    /**
     * Writes a tree as UTF-8. A text with half a surrogate pair, which UTF-8 cannot hold, is
     * written in escapes.
     */
    public static byte[] bytes(JsonNode node) {
        try {
            return LENIENT.writeValueAsBytes(node);
        } catch (JsonProcessingException notUtf8) {
            return escaped(node);
        }
    }

    private static byte[] escaped(JsonNode node) {
        try {
            return ASCII.writeValueAsBytes(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree could not be written as JSON", impossible);
        }
    }
}
