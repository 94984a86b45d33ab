package io.aigateway.provider;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalLong;

/**
 * A place in a usage where a count stands.
 *
 * @param pointer the field, or the list of counts that it is in
 * @param item in a list: the {@code modality} or {@code ttl} of the item that is meant; else empty
 */
record UsageField(JsonPointer pointer, String item) {

    /**
     * More than any call can use: no model reads or writes a hundred million tokens in one, and the
     * largest batch of embeddings is a sixth of that.
     */
    static final long MOST = 100_000_000L;

    private static final List<String> VALUES = List.of("tokenCount", "tokens", "inputTokens");

    /** A field written as a JSON pointer, with {@code [ITEM]} at its end for one of a list. */
    static UsageField of(String path) {
        int bracket = path.indexOf('[');
        return bracket < 0
                ? new UsageField(JsonPointer.compile(path), "")
                : new UsageField(
                        JsonPointer.compile(path.substring(0, bracket)),
                        path.substring(bracket + 1, path.length() - 1));
    }

    boolean isIn(JsonNode usage) {
        return !usage.at(pointer).isMissingNode();
    }

    /** The count: a whole number from 0 to {@link #MOST}; a list's items of one kind together. */
    OptionalLong count(JsonNode usage) {
        JsonNode node = usage.at(pointer);
        return item.isEmpty() ? number(node) : ofItems(node);
    }

    private OptionalLong ofItems(JsonNode list) {
        long sum = -1;
        for (JsonNode one : list) {
            String kind = one.path("modality").asText(one.path("ttl").asText(""));
            if (item.equalsIgnoreCase(kind)) {
                sum = Math.max(sum, 0) + valueOf(one);
            }
        }
        return sum < 0 || sum > MOST ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    private static long valueOf(JsonNode one) {
        return VALUES.stream()
                .map(name -> number(one.path(name)))
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .findFirst()
                .orElse(0);
    }

    private static OptionalLong number(JsonNode node) {
        boolean count =
                node.isIntegralNumber()
                        && node.canConvertToLong()
                        && node.asLong() >= 0
                        && node.asLong() <= MOST;
        return count ? OptionalLong.of(node.asLong()) : OptionalLong.empty();
    }
}
