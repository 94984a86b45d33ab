package io.aigateway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Candidate;
import io.aigateway.call.Unfinished;
import java.util.List;

/** Makes the chunks of a second stream those of the first, which broke off. */
final class Continuation {

    /** The caller has heard the role; thoughts belong before the text that it has. */
    private static final List<String> SAID = List.of("role", "reasoning_content", "reasoning");

    private final Unfinished before;
    private final Joint joint;

    Continuation(Unfinished before, Candidate by) {
        this.before = before;
        this.joint = new Joint(Rescue.mayEcho(by) ? before.prefix() : "", before.blanks());
    }

    /** Rewrites a chunk; false when nothing of it is left for the caller. */
    boolean fit(ObjectNode chunk) {
        chunk.setAll(before.envelope());
        chunk.remove("system_fingerprint");
        boolean says = false;
        for (JsonNode choice : chunk.path("choices")) {
            if (choice.path("delta") instanceof ObjectNode delta) {
                boolean last = choice.path("finish_reason").isTextual();
                says |= fit(delta, last) || last;
            }
        }
        return says;
    }

    private boolean fit(ObjectNode delta, boolean last) {
        delta.remove(SAID);
        boolean ends = last || !delta.path("tool_calls").isEmpty();
        String text = joint.next(textOf(delta.path("content"))) + (ends ? joint.rest() : "");
        delta.remove("content");
        if (!text.isEmpty()) {
            delta.put("content", text);
        }
        return !delta.isEmpty();
    }

    /** Mistral's models that think send lists, with thoughts among the texts. */
    private static String textOf(JsonNode content) {
        StringBuilder text = new StringBuilder(content.asText(""));
        content.forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }
}
