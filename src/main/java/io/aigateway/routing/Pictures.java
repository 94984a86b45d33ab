package io.aigateway.routing;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.call.Request;

/** Finds pictures in requests. */
final class Pictures {

    private Pictures() {}

    /** Whether a message holds a picture. */
    static boolean in(Request request) {
        for (JsonNode message : request.body().path("messages")) {
            JsonNode content = message.path("content");
            for (int i = 0; content.isArray() && i < content.size(); i++) {
                if (content.get(i).path("type").asText().contains("image")) {
                    return true;
                }
            }
        }
        return false;
    }
}
