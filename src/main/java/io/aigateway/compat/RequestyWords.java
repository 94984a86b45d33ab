package io.aigateway.compat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Requesty's body field {@code requesty}. */
final class RequestyWords {

    private RequestyWords() {}

    static void body(JsonNode requesty, Draft draft) {
        for (Map.Entry<String, JsonNode> field : requesty.properties()) {
            JsonNode value = field.getValue();
            switch (field.getKey()) {
                case "tags" -> tags(value, draft);
                case "user_id" -> draft.property(TagKeys.USER, value.asText());
                case "extra" -> extra(value, draft);
                case "trace_id" -> {
                    // says which calls belong together, which the gateway keeps no note of
                }
                default -> draft.ignore("requesty." + field.getKey());
            }
        }
    }

    private static void tags(JsonNode tags, Draft draft) {
        for (JsonNode tag : tags) {
            if (tag.isTextual()) {
                draft.tag(tag.asText());
            } else {
                draft.ignore("requesty.tags");
            }
        }
    }

    private static void extra(JsonNode extra, Draft draft) {
        for (Map.Entry<String, JsonNode> one : extra.properties()) {
            if (one.getValue().isValueNode()) {
                draft.property(one.getKey(), one.getValue().asText());
            } else {
                draft.ignore("requesty.extra." + one.getKey());
            }
        }
    }
}
