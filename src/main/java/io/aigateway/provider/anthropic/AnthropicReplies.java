package io.aigateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.provider.FinishReasons;
import io.aigateway.provider.UpstreamError;
import io.aigateway.provider.UpstreamErrors;
import io.aigateway.provider.UpstreamFailure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns replies of the Messages API into OpenAI's {@code chat.completion}. Texts become one {@code
 * content}; thoughts become {@code reasoning_content} and, with their signatures, {@code
 * thinking_blocks}, which a later request may bring back. Citations and the blocks of tools that
 * run at Anthropic have no OpenAI form and are left out.
 */
public final class AnthropicReplies {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Clock clock;

    /**
     * Translates replies.
     *
     * @param clock what {@code created} is taken from
     */
    public AnthropicReplies(Clock clock) {
        this.clock = clock;
    }

    /**
     * The reply as a {@code chat.completion}; {@code id} and {@code model} are Anthropic's.
     *
     * @throws UpstreamFailure when it is an error, or not a reply of the Messages API at all
     */
    public ObjectNode completion(JsonNode reply) {
        requireReply(reply);
        requireEnd(reply);
        ObjectNode completion = NODES.objectNode();
        completion.put("id", reply.path("id").asText(""));
        completion.put("object", "chat.completion");
        completion.put("created", clock.instant().getEpochSecond());
        completion.put("model", reply.path("model").asText(""));
        completion.putArray("choices").add(choice(reply));
        if (reply.path("usage").isObject()) {
            completion.set("usage", AnthropicUsage.toOpenAi(reply.path("usage")));
        }
        return completion;
    }

    private static void requireReply(JsonNode reply) {
        if (UpstreamErrors.isError(reply)) {
            throw new UpstreamFailure(UpstreamErrors.parse(200, reply));
        }
        if (!reply.path("content").isArray()) {
            throw new UpstreamFailure(
                    UpstreamError.unreadable("the reply has no content: not a Messages reply"));
        }
    }

    /** A reply that does not say why it ended may be cut off anywhere. */
    private static void requireEnd(JsonNode reply) {
        if (!reply.path("stop_reason").isTextual()) {
            throw new UpstreamFailure(UpstreamError.unreadable("the reply has no stop reason"));
        }
    }

    private static ObjectNode choice(JsonNode reply) {
        ObjectNode choice = NODES.objectNode().put("index", 0);
        choice.set("message", message(reply));
        choice.putNull("logprobs");
        return choice.put(
                "finish_reason", FinishReasons.toOpenAi(reply.path("stop_reason").asText("")));
    }

    private static ObjectNode message(JsonNode reply) {
        String text = joined(reply, "text");
        String thoughts = joined(reply, "thinking");
        ArrayNode calls = NODES.arrayNode();
        of("tool_use", reply).forEach(block -> calls.add(call(block)));
        ObjectNode message = NODES.objectNode().put("role", "assistant");
        message.put("content", text.isEmpty() && !calls.isEmpty() ? null : text);
        message.set("refusal", refusal(reply));
        if (!thoughts.isEmpty()) {
            message.put("reasoning_content", thoughts);
        }
        putUnlessEmpty("thinking_blocks", thinkingBlocks(reply), message);
        putUnlessEmpty("tool_calls", calls, message);
        return message;
    }

    /** The texts of all blocks of a type, in the field that has the type's name. */
    private static String joined(JsonNode reply, String type) {
        StringBuilder text = new StringBuilder();
        of(type, reply).forEach(block -> text.append(block.path(type).asText("")));
        return text.toString();
    }

    private static List<JsonNode> of(String type, JsonNode reply) {
        List<JsonNode> blocks = new ArrayList<>();
        for (JsonNode block : reply.path("content")) {
            if (block.path("type").asText("").equals(type)) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    /** Signed and redacted thoughts, in the order they must be replayed in. */
    private static ArrayNode thinkingBlocks(JsonNode reply) {
        ArrayNode blocks = NODES.arrayNode();
        for (JsonNode block : reply.path("content")) {
            if (block.path("type").asText("").endsWith("thinking")) {
                blocks.add(block.deepCopy());
            }
        }
        return blocks;
    }

    private static void putUnlessEmpty(String name, ArrayNode values, ObjectNode message) {
        if (!values.isEmpty()) {
            message.set(name, values);
        }
    }

    private static JsonNode refusal(JsonNode reply) {
        JsonNode explanation = reply.at("/stop_details/explanation");
        return explanation.isTextual() ? explanation : NODES.nullNode();
    }

    private static ObjectNode call(JsonNode block) {
        ObjectNode call = NODES.objectNode();
        call.put("id", block.path("id").asText(""));
        call.put("type", "function");
        call.putObject("function")
                .put("name", block.path("name").asText(""))
                .put("arguments", arguments(block.path("input")));
        return call;
    }

    /** Tool input as OpenAI writes it: JSON in a text. */
    static String arguments(JsonNode input) {
        return input.isObject() ? input.toString() : "{}";
    }
}
