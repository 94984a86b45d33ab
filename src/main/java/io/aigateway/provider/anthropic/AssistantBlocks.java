package io.aigateway.provider.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An earlier answer as blocks, in the order the API requires: thoughts, text, tool calls. Thoughts
 * are replayed only when they are signed; the API refuses others. They are read from {@code
 * thinking_blocks} (ours and LiteLLM's), {@code reasoning_details} (OpenRouter's), or {@code
 * reasoning_content} with {@code reasoning_signature}.
 */
final class AssistantBlocks {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Numbers in arguments keep their digits. */
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private AssistantBlocks() {}

    static ArrayNode of(JsonNode message, String path) {
        ArrayNode blocks = thoughts(message);
        ArrayNode content = ContentBlocks.of(message.path("content"), path);
        blocks.addAll(content);
        if (content.isEmpty()) {
            blocks.addAll(ContentBlocks.of(message.path("refusal"), path));
        }
        JsonNode calls = message.path("tool_calls");
        for (int i = 0; i < calls.size(); i++) {
            blocks.add(toolUse(calls.path(i), path + ".tool_calls[" + i + "]"));
        }
        return blocks;
    }

    private static ArrayNode thoughts(JsonNode message) {
        ArrayNode blocks = NODES.arrayNode();
        message.path("thinking_blocks").forEach(block -> addSigned(block, blocks));
        if (blocks.isEmpty()) {
            message.path("reasoning_details").forEach(detail -> addDetail(detail, blocks));
        }
        if (blocks.isEmpty()) {
            addThought(message.path("reasoning_content"), message, "reasoning_signature", blocks);
        }
        return blocks;
    }

    private static void addSigned(JsonNode block, ArrayNode blocks) {
        if (block.path("type").asText().equals("redacted_thinking")) {
            addRedacted(block.path("data"), blocks);
        } else {
            addThought(block.path("thinking"), block, "signature", blocks);
        }
    }

    private static void addDetail(JsonNode detail, ArrayNode blocks) {
        if (detail.path("type").asText().equals("reasoning.encrypted")) {
            addRedacted(detail.path("data"), blocks);
        } else {
            addThought(detail.path("text"), detail, "signature", blocks);
        }
    }

    private static void addThought(
            JsonNode text, JsonNode holder, String signatureField, ArrayNode blocks) {
        String signature = holder.path(signatureField).asText("");
        if (text.isTextual() && holder.path(signatureField).isTextual() && !signature.isEmpty()) {
            blocks.addObject()
                    .put("type", "thinking")
                    .put("thinking", text.asText())
                    .put("signature", signature);
        }
    }

    private static void addRedacted(JsonNode data, ArrayNode blocks) {
        if (data.isTextual()) {
            blocks.addObject().put("type", "redacted_thinking").put("data", data.asText());
        }
    }

    private static ObjectNode toolUse(JsonNode call, String path) {
        JsonNode function = call.path("function");
        if (!function.path("name").isTextual() || !call.path("id").isTextual()) {
            throw Parameters.refusal(path, "a tool call must have an id and a function.name");
        }
        ObjectNode block = NODES.objectNode().put("type", "tool_use");
        block.set("id", call.path("id"));
        block.set("name", function.path("name"));
        block.set("input", input(function.path("arguments"), path + ".function.arguments"));
        if (call.path("cache_control").isObject()) {
            block.set("cache_control", call.path("cache_control").deepCopy());
        }
        return block;
    }

    private static ObjectNode input(JsonNode arguments, String path) {
        JsonNode parsed = arguments.isTextual() ? parsed(arguments.asText()) : arguments;
        if (parsed.isNull() || arguments.isMissingNode()) {
            return NODES.objectNode();
        }
        if (parsed instanceof ObjectNode object) {
            return object.deepCopy();
        }
        throw Parameters.refusal(path, "arguments must be a JSON object, written as a text");
    }

    private static JsonNode parsed(String arguments) {
        if (arguments.isBlank()) {
            return NODES.nullNode();
        }
        try {
            return JSON.readTree(arguments);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
