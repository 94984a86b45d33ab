package io.aigateway.provider;

import com.fasterxml.jackson.databind.JsonNode;

/** What was generated in a whole answer, for counting. */
final class Texts {

    private Texts() {}

    static String in(JsonNode reply) {
        StringBuilder text = new StringBuilder();
        for (JsonNode choice : reply.path("choices")) {
            text.append(choice.path("text").asText(""));
            JsonNode message = choice.path("message");
            text.append(message.path("content").asText(""));
            text.append(message.path("reasoning_content").asText(""));
            for (JsonNode tool : message.path("tool_calls")) {
                text.append(tool.path("function").path("name").asText(""));
                text.append(tool.path("function").path("arguments").asText(""));
            }
        }
        return text.toString();
    }
}
