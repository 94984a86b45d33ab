package io.aigateway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What a caller has of one streamed answer, as far as another candidate could go on with it: as
 * soon as it is more than one plain text, nobody can.
 */
final class Spoken {

    private final StringBuilder text;
    private boolean plain = true;

    /** An answer of which the caller has this already. */
    Spoken(String before) {
        this.text = new StringBuilder(before);
    }

    /** Takes note of a chunk that the caller gets. */
    void hear(ObjectNode chunk) {
        for (JsonNode choice : chunk.path("choices")) {
            plain &= choice.path("index").asInt() == 0 && !choice.path("finish_reason").isTextual();
            choice.path("delta").properties().forEach(this::hear);
        }
    }

    private void hear(Map.Entry<String, JsonNode> field) {
        if (field.getKey().equals("content") && field.getValue().isTextual()) {
            text.append(field.getValue().textValue());
        } else if (!field.getKey().equals("role")) {
            plain &= Unspoken.isEmpty(field.getValue());
        }
    }

    /** Whether it is text and nothing else, not ended, and not blank. */
    boolean isPlainText() {
        return plain && !text.toString().isBlank();
    }

    /** The text. */
    String text() {
        return text.toString();
    }
}
