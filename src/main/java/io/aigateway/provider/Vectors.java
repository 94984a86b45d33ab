package io.aigateway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of an embeddings answer, as the request asked for them: one for each input, in the
 * order of the inputs, and as numbers or in Base64 (32-bit floats, the lowest byte first, as
 * OpenAI's API has it) whichever of the two the provider sent. A client that gets the vector of
 * another text, or one of another length, would only notice when its searches find nothing.
 */
final class Vectors {

    private static final String VECTOR = "embedding";

    private final JsonNode request;
    private final ArrayNode items;

    private Vectors(JsonNode request, ArrayNode items) {
        this.request = request;
        this.items = items;
    }

    /**
     * Puts the answer to a request in order, in place.
     *
     * @throws UpstreamFailure when a vector is missing, of another length than the others, or not
     *     one at all
     */
    static void settle(JsonNode request, ObjectNode reply) {
        if (!(reply.path("data") instanceof ArrayNode items)) {
            throw unreadable("the provider's answer holds no result");
        }
        Vectors vectors = new Vectors(request, items);
        vectors.putInOrder();
        vectors.encode();
        vectors.requireOneLength();
    }

    /**
     * The length of the vectors when the request asked for another: the model does not take {@code
     * dimensions}.
     */
    static OptionalInt otherLength(JsonNode request, JsonNode reply) {
        int length = length(reply.path("data").path(0).path(VECTOR));
        JsonNode asked = request.path("dimensions");
        return length >= 0 && asked.isIntegralNumber() && asked.asInt() != length
                ? OptionalInt.of(length)
                : OptionalInt.empty();
    }

    private void putInOrder() {
        int inputs = inputs(request.path("input"));
        if (items.size() != inputs) {
            throw unreadable(
                    "the provider gave %d vectors for %d inputs".formatted(items.size(), inputs));
        }
        List<ObjectNode> placed = new ArrayList<>();
        for (int at = 0; at < inputs; at++) {
            placed.add(null);
        }
        for (int at = 0; at < inputs; at++) {
            place(items.get(at), at, placed);
        }
        items.removeAll();
        items.addAll(placed);
    }

    /** An item without an index stands where it belongs. */
    private static void place(JsonNode item, int at, List<@Nullable ObjectNode> placed) {
        int index = item.hasNonNull("index") ? item.path("index").asInt(-1) : at;
        boolean free = index >= 0 && index < placed.size() && placed.get(index) == null;
        if (!free || !(item instanceof ObjectNode object)) {
            throw unreadable("the provider's vectors are not one for each input");
        }
        placed.set(index, object.put("index", index));
    }

    /** A text, or one already in tokens, is one input; a list of either is as many. */
    private static int inputs(JsonNode input) {
        return input.isArray() && !input.path(0).isNumber() ? input.size() : 1;
    }

    /** Vectors of other types than floats are left as the provider encodes them. */
    private void encode() {
        if (request.has("output_dtype")) {
            return;
        }
        boolean base64 = "base64".equals(request.path("encoding_format").asText());
        for (JsonNode item : items) {
            JsonNode vector = item.path(VECTOR);
            if (base64 && vector.isArray()) {
                ((ObjectNode) item).put(VECTOR, toBase64(vector));
            } else if (!base64 && vector.isTextual()) {
                ((ObjectNode) item).set(VECTOR, toNumbers(vector.asText()));
            }
        }
    }

    private static String toBase64(JsonNode vector) {
        ByteBuffer bytes =
                ByteBuffer.allocate(vector.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (JsonNode number : vector) {
            if (!number.isNumber()) {
                throw unreadable("the provider's vector holds something that is no number");
            }
            bytes.putFloat(number.floatValue());
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static ArrayNode toNumbers(String base64) {
        ByteBuffer bytes = ByteBuffer.wrap(decoded(base64)).order(ByteOrder.LITTLE_ENDIAN);
        ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
        while (bytes.remaining() >= Float.BYTES) {
            numbers.add(bytes.getFloat());
        }
        return numbers;
    }

    private static byte[] decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length % Float.BYTES == 0) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            throw unreadable("the provider's vector is neither numbers nor Base64");
        }
        throw unreadable("the provider's vector is no list of 32-bit numbers");
    }

    private void requireOneLength() {
        int first = length(items.path(0).path(VECTOR));
        for (JsonNode item : items) {
            int length = length(item.path(VECTOR));
            if (length == 0 || length != first) {
                throw unreadable("the provider's vectors differ in length, or are empty");
            }
        }
    }

    /** How many numbers; -1 where that cannot be told. */
    private static int length(JsonNode vector) {
        if (vector.isTextual()) {
            return vector.asText().length() * 3 / 4 / Float.BYTES;
        }
        return vector.isArray() ? vector.size() : -1;
    }

    private static UpstreamFailure unreadable(String message) {
        return new UpstreamFailure(UpstreamError.unreadable(message));
    }
}
