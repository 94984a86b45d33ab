package io.aigateway.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Api;
import io.aigateway.call.Json;
import io.aigateway.stream.SseEvent;
import io.aigateway.stream.SseWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;

/**
 * The chunks of an answer that came whole, from a provider that does not know streams: its caller
 * asked for one, and the provider bills for the answer. Each choice is told in one chunk, and its
 * end in another. One instance for one answer.
 */
final class WholeAsStream implements StreamTranslator {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final boolean chat;
    private final ObjectNode reply;
    private boolean finished;

    /**
     * Of an answer in the OpenAI shape.
     *
     * @throws UpstreamFailure when a choice does not say why it ended
     */
    WholeAsStream(Api api, ObjectNode reply) {
        this.chat = api == Api.CHAT;
        this.reply = reply;
        for (JsonNode choice : reply.path("choices")) {
            if (!choice.path("finish_reason").isTextual()) {
                throw new UpstreamFailure(
                        UpstreamError.unreadable("the provider's answer has no finish reason"));
            }
        }
    }

    /** The answer as the bytes of a stream, for which this is the translator. */
    InputStream bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (JsonNode choice : reply.path("choices")) {
            bytes.writeBytes(SseWriter.event(chunk(said(choice))));
            bytes.writeBytes(SseWriter.event(chunk(ended(choice))));
        }
        ObjectNode last = envelope();
        last.putArray("choices");
        last.set("usage", reply.path("usage"));
        bytes.writeBytes(SseWriter.event(last));
        bytes.writeBytes(SseWriter.done());
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    @Override
    public List<ObjectNode> chunks(SseEvent event) {
        if (event.isDone()) {
            finished = true;
            return List.of();
        }
        try {
            return List.of((ObjectNode) Json.read(event.data()));
        } catch (JsonProcessingException ownWords) {
            throw new IllegalStateException("a chunk could not be read again", ownWords);
        }
    }

    @Override
    public boolean finished() {
        return finished;
    }

    private ObjectNode envelope() {
        ObjectNode envelope = reply.deepCopy();
        envelope.remove(List.of("choices", "usage"));
        return envelope.put("object", chat ? "chat.completion.chunk" : "text_completion");
    }

    private ObjectNode chunk(ObjectNode choice) {
        ObjectNode chunk = envelope();
        chunk.putArray("choices").add(choice);
        return chunk;
    }

    private ObjectNode said(JsonNode choice) {
        ObjectNode said = choice.deepCopy();
        said.putNull("finish_reason");
        if (chat && said.remove("message") instanceof ObjectNode message) {
            said.set("delta", numbered(message));
        }
        return said;
    }

    private ObjectNode ended(JsonNode choice) {
        ObjectNode ended = NODES.objectNode();
        ended.set(
                "index", choice.path("index").isInt() ? choice.path("index") : NODES.numberNode(0));
        if (chat) {
            ended.putObject("delta");
        } else {
            ended.put("text", "");
        }
        ended.set("finish_reason", choice.path("finish_reason"));
        return ended;
    }

    /** In a stream, calls of tools are put together by their index. */
    private static ObjectNode numbered(ObjectNode message) {
        if (message.path("tool_calls") instanceof ArrayNode calls) {
            for (int at = 0; at < calls.size(); at++) {
                if (calls.get(at) instanceof ObjectNode call) {
                    call.put("index", at);
                }
            }
        }
        return message;
    }
}
