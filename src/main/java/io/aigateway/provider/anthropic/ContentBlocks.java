package io.aigateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A message's content as the API's blocks; blank texts, which the API refuses, are left out. */
final class ContentBlocks {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ContentBlocks() {}

    static ArrayNode of(JsonNode content, String path) {
        ArrayNode blocks = NODES.arrayNode();
        if (content.isTextual()) {
            addText(content.asText(""), blocks);
        } else if (content.isArray()) {
            for (int i = 0; i < content.size(); i++) {
                addPart(content.path(i), path + ".content[" + i + "]", blocks);
            }
        } else if (!content.isNull() && !content.isMissingNode()) {
            throw Parameters.refusal(
                    path + ".content", "content must be a text or a list of parts");
        }
        return blocks;
    }

    static ObjectNode text(String text) {
        return NODES.objectNode().put("type", "text").put("text", text);
    }

    private static void addText(String text, ArrayNode blocks) {
        if (!text.isBlank()) {
            blocks.add(text(text));
        }
    }

    private static void addPart(JsonNode part, String path, ArrayNode blocks) {
        ObjectNode block = block(part, path);
        if (block == null) {
            return;
        }
        if (part.path("cache_control").isObject()) {
            block.set("cache_control", part.path("cache_control").deepCopy());
        }
        blocks.add(block);
    }

    private static @Nullable ObjectNode block(JsonNode part, String path) {
        String type = part.path("type").asText("");
        return switch (type) {
            case "text" -> textOrNothing(part.path("text").asText(""));
            case "refusal" -> textOrNothing(part.path("refusal").asText(""));
            case "image_url" -> Media.image(part.path("image_url"), path);
            case "file" -> Media.file(part.path("file"), path);
            case "input_audio" ->
                    throw Parameters.refusal(path, "Anthropic models do not take audio");
            default ->
                    throw Parameters.refusal(
                            path + ".type",
                            "content type must be text, image_url or file for an Anthropic model,"
                                    + " but was '"
                                    + type
                                    + "'");
        };
    }

    private static @Nullable ObjectNode textOrNothing(String text) {
        return text.isBlank() ? null : text(text);
    }
}
