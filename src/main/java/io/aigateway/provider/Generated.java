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
    private long toolCalls;
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
        content(index, message.path("content"));
        add(texts, index, message.path("refusal"));
        JsonNode thought = message.path("reasoning_content");
        add(thoughts, index, thought.isTextual() ? thought : message.path("reasoning"));
        for (JsonNode tool : message.path("tool_calls")) {
            toolCalls += tool.path("function").hasNonNull("name") ? 1 : 0;
            add(texts, index, tool.path("function").path("name"));
            add(texts, index, tool.path("function").path("arguments"));
        }
        add(texts, index, message.at("/audio/transcript"));
        audioCharacters += message.at("/audio/data").asText("").length();
    }

    /** A text, or a list of parts: Mistral sends {@code thinking} among them. */
    private void content(int index, JsonNode content) {
        add(texts, index, content);
        for (JsonNode part : content) {
            add(texts, index, part.path("text"));
            for (JsonNode thought : part.path("thinking")) {
                add(thoughts, index, thought.path("text"));
            }
        }
    }

    private static void add(Map<Integer, StringBuilder> to, int index, JsonNode text) {
        if (text.isTextual()) {
            to.computeIfAbsent(index, any -> new StringBuilder()).append(text.textValue());
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

    /** How many answers there are, whole or in part. */
    int choices() {
        return Math.max(texts.size(), thoughts.size());
    }

    /** How many tools were called. */
    long toolCalls() {
        return toolCalls;
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
