package io.aigateway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The chunks at the start of a stream that say nothing yet: many providers open with a chunk that
 * only names the role, long before they know whether they can answer. As long as nothing has been
 * said, another provider can still be asked.
 */
final class Unspoken {

    /** Nobody opens with so many; one that does is passed on, so that memory stays bounded. */
    private static final int MOST = 32;

    private final List<ObjectNode> held = new ArrayList<>();

    /** Keeps a chunk that says nothing; false for one that does. */
    boolean holds(ObjectNode chunk) {
        for (JsonNode choice : chunk.path("choices")) {
            if (says(choice)) {
                return false;
            }
        }
        return held.size() < MOST && held.add(chunk);
    }

    private static boolean says(JsonNode choice) {
        return choice.path("finish_reason").isTextual()
                || !isEmpty(choice.path("text"))
                || choice.path("delta").properties().stream().anyMatch(Unspoken::says);
    }

    private static boolean says(Map.Entry<String, JsonNode> field) {
        return !field.getKey().equals("role") && !isEmpty(field.getValue());
    }

    /** Whether a field of a chunk says nothing. */
    static boolean isEmpty(JsonNode value) {
        boolean nothing = value.isMissingNode() || value.isNull();
        return nothing
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isContainerNode() && value.isEmpty());
    }

    /** What was kept, in order. */
    List<ObjectNode> held() {
        return held;
    }
}
