package io.aigateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of a request in the API's form: system texts apart, user and assistant in turns, the
 * user first, tool results before what the user says beside them.
 */
final class Conversation {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String CACHE_CONTROL = "cache_control";
    private static final String TOOL_RESULT = "tool_result";

    private final ArrayNode system = NODES.arrayNode();
    private final List<Turn> turns = new ArrayList<>();

    private Conversation() {}

    static Conversation of(JsonNode messages, Parameters parameters) {
        Conversation conversation = new Conversation();
        for (int i = 0; i < messages.size(); i++) {
            conversation.add(messages.path(i), "messages[" + i + "]");
        }
        if (conversation.turns.isEmpty()) {
            throw Parameters.refusal(
                    "messages", "messages must be a list with at least one user message");
        }
        conversation.startWithTheUser(parameters);
        conversation.endWithoutBlanks();
        return conversation;
    }

    /** Adds a text to what the system says. */
    void instruct(String text) {
        system.add(ContentBlocks.text(text));
    }

    /**
     * Whether the newest answer calls tools and its thoughts are not there: a model that thinks
     * with a budget then refuses to go on thinking.
     */
    boolean lacksThoughts() {
        for (int i = turns.size() - 1; i >= 0; i--) {
            if (turns.get(i).role().equals("assistant")) {
                ArrayNode blocks = turns.get(i).blocks();
                boolean thinks = isThought(blocks.path(0));
                return !thinks && has(blocks, "tool_use");
            }
        }
        return false;
    }

    void writeTo(ObjectNode body) {
        if (!system.isEmpty()) {
            body.set("system", systemField());
        }
        ArrayNode messages = body.putArray("messages");
        for (Turn turn : turns) {
            ObjectNode message = messages.addObject().put("role", turn.role());
            message.set("content", resultsFirst(turn.blocks()));
        }
    }

    private void add(JsonNode message, String path) {
        String role = message.path("role").asText("");
        switch (role) {
            case "system", "developer" -> addSystem(message, path);
            case "user" ->
                    addTurn("user", ContentBlocks.of(message.path("content"), path), message);
            case "assistant" -> addTurn(role, AssistantBlocks.of(message, path), message);
            case "tool" -> addTurn("user", toolResult(message, path), message);
            default ->
                    throw Parameters.refusal(
                            path + ".role",
                            "role must be system, developer, user, assistant or tool, but was '"
                                    + role
                                    + "'");
        }
    }

    private void addSystem(JsonNode message, String path) {
        ArrayNode blocks = ContentBlocks.of(message.path("content"), path);
        for (JsonNode block : blocks) {
            if (!block.path("type").asText("").equals("text")) {
                throw Parameters.refusal(
                        path + ".content", "a " + role(message) + " message can hold text only");
            }
        }
        markCache(blocks, message);
        system.addAll(blocks);
    }

    private void addTurn(String role, ArrayNode blocks, JsonNode message) {
        if (blocks.isEmpty()) {
            return;
        }
        markCache(blocks, message);
        boolean goesOn = !turns.isEmpty() && turns.get(turns.size() - 1).role().equals(role);
        if (goesOn) {
            turns.get(turns.size() - 1).blocks().addAll(blocks);
        } else {
            turns.add(new Turn(role, blocks));
        }
    }

    private static ArrayNode toolResult(JsonNode message, String path) {
        JsonNode id = message.path("tool_call_id");
        if (!id.isTextual()) {
            throw Parameters.refusal(
                    path + ".tool_call_id", "a tool message must name the call it answers");
        }
        ObjectNode block = NODES.objectNode().put("type", TOOL_RESULT);
        block.put("tool_use_id", id.asText(""));
        JsonNode content = message.path("content");
        if (content.isTextual() && !content.asText("").isEmpty()) {
            block.set("content", content);
        } else if (content.isArray() && !content.isEmpty()) {
            block.set("content", ContentBlocks.of(content, path));
        }
        if (message.path("is_error").asBoolean()) {
            block.put("is_error", true);
        }
        return NODES.arrayNode().add(block);
    }

    /**
     * A mark on a message (OpenRouter's and LiteLLM's convention) means the end of that message.
     */
    private static void markCache(ArrayNode blocks, JsonNode message) {
        JsonNode mark = message.path(CACHE_CONTROL);
        if (mark.isObject() && blocks.path(blocks.size() - 1) instanceof ObjectNode last) {
            last.set(CACHE_CONTROL, mark.deepCopy());
        }
    }

    private void startWithTheUser(Parameters parameters) {
        if (turns.get(0).role().equals("assistant")) {
            turns.add(0, new Turn("user", NODES.arrayNode().add(ContentBlocks.text("."))));
            parameters.warn("added a user message '.': Anthropic models let the user speak first");
        }
    }

    /** An answer to go on from must not end with blanks: the API refuses it. */
    private void endWithoutBlanks() {
        Turn last = turns.get(turns.size() - 1);
        JsonNode block = last.blocks().path(last.blocks().size() - 1);
        if (last.role().equals("assistant")
                && block instanceof ObjectNode text
                && text.path("text").isTextual()) {
            text.put("text", text.path("text").asText("").stripTrailing());
        }
    }

    private JsonNode systemField() {
        List<String> texts = new ArrayList<>();
        for (JsonNode block : system) {
            if (block.has(CACHE_CONTROL)) {
                return system;
            }
            texts.add(block.path("text").asText(""));
        }
        return NODES.textNode(String.join("\n\n", texts));
    }

    private static ArrayNode resultsFirst(ArrayNode blocks) {
        ArrayNode ordered = NODES.arrayNode();
        blocks.forEach(block -> addIf(isResult(block), block, ordered));
        blocks.forEach(block -> addIf(!isResult(block), block, ordered));
        return ordered;
    }

    private static void addIf(boolean wanted, JsonNode block, ArrayNode blocks) {
        if (wanted) {
            blocks.add(block);
        }
    }

    private static boolean isResult(JsonNode block) {
        return block.path("type").asText("").equals(TOOL_RESULT);
    }

    private static boolean isThought(JsonNode block) {
        return block.path("type").asText("").endsWith("thinking");
    }

    private static boolean has(ArrayNode blocks, String type) {
        for (JsonNode block : blocks) {
            if (block.path("type").asText("").equals(type)) {
                return true;
            }
        }
        return false;
    }

    private static String role(JsonNode message) {
        return message.path("role").asText("");
    }

    private record Turn(String role, ArrayNode blocks) {}
}
