package io.aigateway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.provider.Meter.Told;
import java.util.HashSet;
import java.util.Set;

/**
 * Listens to the chunks of one stream: what was used, what was said, and whether it came to its
 * end.
 */
final class StreamTap {

    private final Generated generated = new Generated();
    private Told told = Told.NOTHING;
    private final Set<Integer> begun = new HashSet<>();
    private final Set<Integer> finished = new HashSet<>();

    /** Takes note of a chunk, and takes the usage out of it: usage is told once, at the end. */
    void listen(ObjectNode chunk) {
        told = told.and(Told.in(chunk));
        chunk.remove("usage");
        for (JsonNode choice : chunk.path("choices")) {
            int index = choice.path("index").asInt();
            begun.add(index);
            if (choice.path("finish_reason").isTextual()) {
                finished.add(index);
            }
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

    /** True once every choice that was begun has its finish reason: the answer itself is whole. */
    boolean isComplete() {
        return !finished.isEmpty() && finished.containsAll(begun);
    }

    /** How many choices have come to their end. */
    int finished() {
        return finished.size();
    }

    /** True for a chunk that says nothing once its usage was taken out. */
    static boolean isEmpty(ObjectNode chunk) {
        return chunk.path("choices").isEmpty();
    }
}
