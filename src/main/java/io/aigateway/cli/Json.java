package io.aigateway.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The gateway's JSON, read and written without losing a digit of an amount. */
final class Json {

    private static final ObjectMapper MAPPER =
            new ObjectMapper()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

    private Json() {}

    /** Reads a text; an empty one is the missing node. */
    static JsonNode parse(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    /** An empty object to fill. */
    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The node over several lines, for a result of its own. */
    static String pretty(JsonNode node) {
        return node.toPrettyString();
    }

    /** The node on one line, for one of many results. */
    static String line(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a parsed JSON document could not be written", e);
        }
    }

    /** The entries of the {@code data} list that every list of the API has. */
    static List<JsonNode> rows(JsonNode answer) {
        JsonNode data = answer.path("data");
        if (!data.isArray()) {
            throw CommandFailure.no(
                    "the answer has no 'data' list: is AIGATEWAY_BASE_URL the address of an"
                            + " AIgateway?");
        }
        List<JsonNode> rows = new ArrayList<>();
        data.forEach(rows::add);
        return rows;
    }
}
