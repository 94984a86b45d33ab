package io.aigateway.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.call.Json;
import io.aigateway.call.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Replies of the management surface. */
final class Replies {

    private Replies() {}

    static Reply ok(JsonNode json) {
        return json(200, json);
    }

    static Reply created(JsonNode json) {
        return json(201, json);
    }

    static Reply json(int status, JsonNode json) {
        return Reply.whole(status, Map.of("Content-Type", "application/json"), Json.bytes(json));
    }

    static Reply text(String contentType, String text) {
        return Reply.whole(
                200, Map.of("Content-Type", contentType), text.getBytes(StandardCharsets.UTF_8));
    }
}
