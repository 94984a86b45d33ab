package io.aigateway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the chunks of one stream: what was used, what was said, and whether it came to its
 * end.
 */
final class StreamTap {

    private final StringBuilder text = new StringBuilder();
    private @Nullable JsonNode usage;
    private boolean finishReasonSeen;

    /** Takes note of a chunk, and takes the usage out of it: usage is told once, at the end. */
    void listen(ObjectNode chunk) {
        JsonNode told =
                chunk.path("usage").isObject()
                        ? chunk.path("usage")
                        : chunk.path("x_groq").path("usage");
        if (told.isObject()) {
            usage = told;
        }
        chunk.remove("usage");
        for (JsonNode choice : chunk.path("choices")) {
            finishReasonSeen |= choice.path("finish_reason").isTextual();
            hear(choice);
        }
    }

    private void hear(JsonNode choice) {
        text.append(choice.path("text").asText(""));
        JsonNode delta = choice.path("delta");
        text.append(delta.path("content").asText(""));
        text.append(delta.path("reasoning_content").asText(""));
        for (JsonNode tool : delta.path("tool_calls")) {
            text.append(tool.path("function").path("name").asText(""));
            text.append(tool.path("function").path("arguments").asText(""));
        }
    }

    /** The newest usage that the provider told, in OpenAI's shape. */
    Optional<JsonNode> usage() {
        return Optional.ofNullable(usage);
    }

    /** Everything that was generated and delivered. */
    String text() {
        return text.toString();
    }

    /** True once a finish reason was seen: the answer itself is whole. */
    boolean finishReasonSeen() {
        return finishReasonSeen;
    }

    /** True for a chunk that says nothing once its usage was taken out. */
    static boolean isEmpty(ObjectNode chunk) {
        return chunk.path("choices").isEmpty();
    }
}
