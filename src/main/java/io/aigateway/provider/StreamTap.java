package io.aigateway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.provider.Meter.Told;

/**
 * Listens to the chunks of one stream: what was used, what was said, and whether it came to its
 * end.
 */
final class StreamTap {

    private final Generated generated = new Generated();
    private Told told = Told.NOTHING;
    private boolean finishReasonSeen;

    /** Takes note of a chunk, and takes the usage out of it: usage is told once, at the end. */
    void listen(ObjectNode chunk) {
        told = told.and(Told.in(chunk));
        chunk.remove("usage");
        for (JsonNode choice : chunk.path("choices")) {
            finishReasonSeen |= choice.path("finish_reason").isTextual();
            generated.add(choice);
        }
    }

    /** The newest usage that the provider told, in OpenAI's shape, and its service tier. */
    Told told() {
        return told;
    }

    /** Everything that was generated and delivered. */
    Generated generated() {
        return generated;
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
