package io.aigateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** One content block of a stream, from its start to its stop, as OpenAI deltas. */
abstract class StreamBlock {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The block that {@code content_block_start} opens; {@code callIndex} is for a tool call. */
    static StreamBlock of(JsonNode start, int callIndex) {
        return switch (start.path("type").asText("")) {
            case "text" -> new Text(start);
            case "thinking" -> new Thought(start);
            case "redacted_thinking" -> new RedactedThought(start);
            case "tool_use" -> new Call(start, callIndex);
            default -> new Skipped();
        };
    }

    /** A text block, for a delta whose start never came. */
    static StreamBlock text() {
        return new Text(NODES.objectNode());
    }

    boolean isCall() {
        return false;
    }

    /** What is to be said when the block opens. */
    Optional<ObjectNode> opened() {
        return Optional.empty();
    }

    /** What a {@code content_block_delta} says. */
    abstract Optional<ObjectNode> delta(JsonNode delta);

    /** What is left to be said when the block closes. */
    Optional<ObjectNode> closed() {
        return Optional.empty();
    }

    private static Optional<ObjectNode> said(String field, String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(NODES.objectNode().put(field, text));
    }

    private static Optional<ObjectNode> thinkingBlock(JsonNode block) {
        ObjectNode delta = NODES.objectNode();
        delta.putArray("thinking_blocks").add(block);
        return Optional.of(delta);
    }

    private static final class Text extends StreamBlock {
        private final String start;

        Text(JsonNode start) {
            this.start = start.path("text").asText("");
        }

        @Override
        Optional<ObjectNode> opened() {
            return said("content", start);
        }

        @Override
        Optional<ObjectNode> delta(JsonNode delta) {
            return said("content", delta.path("text").asText(""));
        }
    }

    /** Told as it comes; told again, whole and with its signature, at the end, to be replayed. */
    private static final class Thought extends StreamBlock {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder signature = new StringBuilder();

        Thought(JsonNode start) {
            text.append(start.path("thinking").asText(""));
            signature.append(start.path("signature").asText(""));
        }

        @Override
        Optional<ObjectNode> opened() {
            return said("reasoning_content", text.toString());
        }

        @Override
        Optional<ObjectNode> delta(JsonNode delta) {
            signature.append(delta.path("signature").asText(""));
            String more = delta.path("thinking").asText("");
            text.append(more);
            return said("reasoning_content", more);
        }

        @Override
        Optional<ObjectNode> closed() {
            if (signature.isEmpty()) {
                return Optional.empty();
            }
            return thinkingBlock(
                    NODES.objectNode()
                            .put("type", "thinking")
                            .put("thinking", text.toString())
                            .put("signature", signature.toString()));
        }
    }

    private static final class RedactedThought extends StreamBlock {
        private final JsonNode block;

        RedactedThought(JsonNode block) {
            this.block = block;
        }

        @Override
        Optional<ObjectNode> delta(JsonNode delta) {
            return Optional.empty();
        }

        @Override
        Optional<ObjectNode> closed() {
            return thinkingBlock(block);
        }
    }

    /** A tool call; one without arguments sends no JSON at all, or all of it with its start. */
    private static final class Call extends StreamBlock {
        private final JsonNode start;
        private final int index;
        private boolean argued;

        Call(JsonNode start, int index) {
            this.start = start;
            this.index = index;
        }

        @Override
        boolean isCall() {
            return true;
        }

        @Override
        Optional<ObjectNode> opened() {
            ObjectNode delta = NODES.objectNode();
            ObjectNode call = delta.putArray("tool_calls").addObject().put("index", index);
            call.put("id", start.path("id").asText("")).put("type", "function");
            call.putObject("function")
                    .put("name", start.path("name").asText(""))
                    .put("arguments", "");
            return Optional.of(delta);
        }

        @Override
        Optional<ObjectNode> delta(JsonNode delta) {
            return argue(delta.path("partial_json").asText(""));
        }

        @Override
        Optional<ObjectNode> closed() {
            return argued
                    ? Optional.empty()
                    : argue(AnthropicReplies.arguments(start.path("input")));
        }

        private Optional<ObjectNode> argue(String json) {
            if (json.isEmpty()) {
                return Optional.empty();
            }
            argued = true;
            ObjectNode delta = NODES.objectNode();
            ObjectNode call = delta.putArray("tool_calls").addObject().put("index", index);
            call.putObject("function").put("arguments", json);
            return Optional.of(delta);
        }
    }

    /** Tools that run at Anthropic, compaction and the like have no OpenAI form. */
    private static final class Skipped extends StreamBlock {

        @Override
        Optional<ObjectNode> delta(JsonNode delta) {
            return Optional.empty();
        }
    }
}
