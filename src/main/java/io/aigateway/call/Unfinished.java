package io.aigateway.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.error.GatewayError;
import io.aigateway.money.Usage;
import java.util.List;

/**
 * An answer that broke off after its caller had part of it, and that another candidate is asked to
 * go on with.
 *
 * @param request what the caller asked for
 * @param by who began it
 * @param envelope what every chunk of it carries, such as its id
 * @param text what the caller has of it
 * @param tokens how many tokens that is, about
 * @param usage what those who wrote it bill for
 * @param firstTokenNanos {@link System#nanoTime} at its first word
 * @param brokeNanos the same when it broke off
 * @param error what the caller is told when nobody can go on with it
 */
public record Unfinished(
        Request request,
        Candidate by,
        ObjectNode envelope,
        String text,
        long tokens,
        Usage usage,
        long firstTokenNanos,
        long brokeNanos,
        GatewayError error) {

    private static final List<String> OUTPUT_LIMITS =
            List.of("max_completion_tokens", "max_tokens", "max_output_tokens");

    public Unfinished {
        if (text.isBlank()) {
            throw new IllegalArgumentException("there is no text to go on with");
        }
    }

    /** What a provider is given to go on from: several refuse one that ends with blanks. */
    public String prefix() {
        return text.stripTrailing();
    }

    /** The blanks that the caller has after that, and must not get twice. */
    public String blanks() {
        return text.substring(prefix().length());
    }

    /** The request with what was said so far as its last message, and with what is left to say. */
    public Request continued() {
        ObjectNode body = request.body().objectNode();
        body.setAll(request.body());
        ArrayNode messages = body.arrayNode();
        request.body().path("messages").forEach(messages::add);
        messages.addObject().put("role", "assistant").put("content", prefix());
        body.set("messages", messages);
        for (String limit : OUTPUT_LIMITS) {
            JsonNode asked = body.path(limit);
            if (asked.isNumber()) {
                body.put(limit, Math.max(1, asked.asLong() - tokens));
            }
        }
        return request.with(body);
    }

    /** Shows nothing of the answer. */
    @Override
    public String toString() {
        return "Unfinished[by " + by.model().id() + ", " + text.length() + " characters]";
    }
}
