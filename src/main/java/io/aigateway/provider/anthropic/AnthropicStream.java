package io.aigateway.provider.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.provider.FinishReasons;
import io.aigateway.provider.StreamTranslator;
import io.aigateway.provider.UpstreamError;
import io.aigateway.provider.UpstreamErrors;
import io.aigateway.provider.UpstreamFailure;
import io.aigateway.stream.SseEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns one stream of the Messages API into OpenAI chunks. The first chunk, which carries the role,
 * comes with the first word of the answer and not before: until then another provider can still be
 * tried. When the stop reason comes, a chunk with {@code finish_reason} and then one with {@code
 * usage} and no choices are given.
 *
 * <p>Not safe for use by several threads.
 */
public final class AnthropicStream implements StreamTranslator {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final long created;
    private final ObjectNode usage = NODES.objectNode();
    private final Map<Integer, StreamBlock> open = new TreeMap<>();
    private final List<ObjectNode> chunks = new ArrayList<>();
    private String id = "";
    private String model;
    private String startedWith = "";
    private int calls;
    private boolean spoke;
    private boolean finished;

    /**
     * A translator for one stream.
     *
     * @param clock what {@code created} is taken from, once
     * @param model the model to name when the stream does not
     */
    public AnthropicStream(Clock clock, String model) {
        this.created = clock.instant().getEpochSecond();
        this.model = model;
    }

    @Override
    public List<ObjectNode> chunks(SseEvent event) {
        if (finished || event.data().isBlank() || event.isDone()) {
            return List.of();
        }
        take(read(event));
        List<ObjectNode> ready = List.copyOf(chunks);
        chunks.clear();
        return ready;
    }

    @Override
    public boolean finished() {
        return finished;
    }

    @Override
    public Optional<ObjectNode> usageSoFar() {
        return usage.isEmpty() ? Optional.empty() : Optional.of(AnthropicUsage.toOpenAi(usage));
    }

    private static JsonNode read(SseEvent event) {
        try {
            return JSON.readTree(event.data());
        } catch (JsonProcessingException e) {
            throw new UpstreamFailure(
                    UpstreamError.unreadable("the stream holds an event that is not JSON"));
        }
    }

    private void take(JsonNode event) {
        switch (event.path("type").asText("")) {
            case "message_start" -> start(event.path("message"));
            case "content_block_start" -> openBlock(event);
            case "content_block_delta" -> continueBlock(event);
            case "content_block_stop" -> closeBlock(event.path("index").asInt());
            case "message_delta" -> end(event);
            case "message_stop" -> stop();
            default -> refuseErrors(event);
        }
    }

    private static void refuseErrors(JsonNode event) {
        if (event.path("type").asText("").equals("error") || UpstreamErrors.isError(event)) {
            throw new UpstreamFailure(UpstreamErrors.parse(200, event));
        }
    }

    /** Some upstreams repeat the start; one that starts over after a word was said is broken. */
    private void start(JsonNode message) {
        String newId = message.path("id").asText("");
        if (spoke && !newId.equals(id)) {
            throw new UpstreamFailure(
                    UpstreamError.unreadable("the stream started a second message"));
        }
        if (!newId.equals(id)) {
            open.clear();
            calls = 0;
        }
        id = newId;
        model = message.path("model").asText(model);
        addUsage(message.path("usage"));
        if (!spoke) {
            startedWith = message.path("stop_reason").asText("");
            sayContent(message.path("content"));
        }
    }

    /** An answer that a tool at Anthropic has called for comes whole, within its start. */
    private void sayContent(JsonNode content) {
        for (JsonNode block : content) {
            StreamBlock whole = StreamBlock.of(block, calls);
            calls += whole.isCall() ? 1 : 0;
            whole.opened().ifPresent(this::say);
            whole.closed().ifPresent(this::say);
        }
    }

    private void openBlock(JsonNode event) {
        StreamBlock block = StreamBlock.of(event.path("content_block"), calls);
        calls += block.isCall() ? 1 : 0;
        open.put(event.path("index").asInt(), block);
        block.opened().ifPresent(this::say);
    }

    private void continueBlock(JsonNode event) {
        open.computeIfAbsent(event.path("index").asInt(), index -> StreamBlock.text())
                .delta(event.path("delta"))
                .ifPresent(this::say);
    }

    private void closeBlock(int index) {
        StreamBlock block = open.remove(index);
        if (block != null) {
            block.closed().ifPresent(this::say);
        }
    }

    private void end(JsonNode event) {
        addUsage(event.path("usage"));
        JsonNode reason = event.at("/delta/stop_reason");
        if (reason.isTextual()) {
            finish(reason.asText(""), event.at("/delta/stop_details/explanation"));
        }
    }

    /** An answer that does not say why it ended may be cut off anywhere. */
    private void stop() {
        if (startedWith.isEmpty()) {
            throw new UpstreamFailure(
                    UpstreamError.unreadable("the stream ended without a stop reason"));
        }
        finish(startedWith, NODES.missingNode());
    }

    private void finish(String reason, JsonNode refusal) {
        List.copyOf(open.keySet()).forEach(this::closeBlock);
        ObjectNode delta = NODES.objectNode();
        if (refusal.isTextual()) {
            delta.set("refusal", refusal);
        }
        say(delta, FinishReasons.toOpenAi(reason));
        usageSoFar().ifPresent(this::sayUsage);
        finished = true;
    }

    /** Counts are cumulative: the newest wins, and one that is not repeated stays. */
    private void addUsage(JsonNode newest) {
        newest.fields()
                .forEachRemaining(
                        field -> {
                            if (!field.getValue().isNull()) {
                                usage.set(field.getKey(), field.getValue());
                            }
                        });
    }

    private void say(ObjectNode delta) {
        say(delta, null);
    }

    private void say(ObjectNode delta, @Nullable String finishReason) {
        ObjectNode first = NODES.objectNode();
        if (!spoke) {
            first.put("role", "assistant");
        }
        spoke = true;
        ObjectNode chunk = chunk();
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", first.setAll(delta));
        choice.put("finish_reason", finishReason);
        chunks.add(chunk);
    }

    private void sayUsage(ObjectNode openAi) {
        ObjectNode chunk = chunk();
        chunk.putArray("choices");
        chunk.set("usage", openAi);
        chunks.add(chunk);
    }

    private ObjectNode chunk() {
        return NODES.objectNode()
                .put("id", id)
                .put("object", "chat.completion.chunk")
                .put("created", created)
                .put("model", model);
    }
}
