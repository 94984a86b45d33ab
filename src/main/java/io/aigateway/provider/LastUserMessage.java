package io.aigateway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.call.Request;

/** What the user said last, as plain text. */
public final class LastUserMessage {

    private LastUserMessage() {}

    /**
     * The text of the last user message, of a prompt, or of the first input; empty when there is
     * none.
     */
    public static String in(Request request) {
        JsonNode messages = request.body().path("messages");
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).path("role").asText().equals("user")) {
                return text(messages.get(i).path("content"));
            }
        }
        return text(request.body().path("prompt"));
    }

    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            String piece = part.isTextual() ? part.asText() : part.path("text").asText("");
            text.append(text.isEmpty() || piece.isEmpty() ? "" : "\n").append(piece);
        }
        return text.toString();
    }
}
