package io.aigateway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was generated for a caller, whole or piece by piece, kept for counting. Each of several
 * choices is kept apart, since its pieces come between those of the others.
 */
final class Generated {

    /** No provider returns more choices; what is beyond counts as one more. */
    private static final int MOST_CHOICES = 128;

    private final Map<Integer, StringBuilder> texts = new TreeMap<>();
    private final Map<Integer, StringBuilder> thoughts = new TreeMap<>();
    private long audioCharacters;

    /** A whole answer. */
    static Generated in(JsonNode reply) {
        Generated generated = new Generated();
        reply.path("choices").forEach(generated::add);
        return generated;
    }

    /** A choice of an answer or of a chunk. */
    void add(JsonNode choice) {
        int index = Math.min(Math.max(choice.path("index").asInt(0), 0), MOST_CHOICES);
        add(texts, index, choice.path("text"));
        add(index, choice.path("delta"));
        add(index, choice.path("message"));
    }

    private void add(int index, JsonNode message) {
        if (message.isMissingNode()) {
            return;
        }
        add(texts, index, message.path("content"));
        add(texts, index, message.path("refusal"));
        JsonNode thought = message.path("reasoning_content");
        add(thoughts, index, thought.isTextual() ? thought : message.path("reasoning"));
        for (JsonNode tool : message.path("tool_calls")) {
            add(texts, index, tool.path("function").path("name"));
            add(texts, index, tool.path("function").path("arguments"));
        }
        add(texts, index, message.at("/audio/transcript"));
        audioCharacters += message.at("/audio/data").asText("").length();
    }

    /** A text, or the texts of a list of parts. */
    private static void add(Map<Integer, StringBuilder> to, int index, JsonNode text) {
        if (text.isTextual()) {
            to.computeIfAbsent(index, any -> new StringBuilder()).append(text.textValue());
        } else if (text.isArray()) {
            text.forEach(part -> add(to, index, part.path("text")));
        }
    }

    /** What can be read, one text for each choice. */
    Iterable<StringBuilder> texts() {
        return texts.values();
    }

    /** The reasoning that was shown, one text for each choice. */
    Iterable<StringBuilder> thoughts() {
        return thoughts.values();
    }

    /** How many bytes of sound there are. */
    long audioBytes() {
        return audioCharacters * 3 / 4;
    }

    /** True when nothing came at all. */
    boolean isNothing() {
        return texts.isEmpty() && thoughts.isEmpty() && audioCharacters == 0;
    }
}
