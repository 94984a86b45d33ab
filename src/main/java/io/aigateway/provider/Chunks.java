package io.aigateway.provider;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Api;
import io.aigateway.call.Call;
import io.aigateway.money.Usage;
import org.jspecify.annotations.Nullable;

/** Answers and chunks in the OpenAI shape, for models that live inside the gateway. */
public final class Chunks {

    private final Call call;

    public Chunks(Call call) {
        this.call = call;
    }

    /** A whole answer of one choice. */
    public ObjectNode whole(String text, String finishReason, Usage usage) {
        ObjectNode answer = envelope(isChat() ? "chat.completion" : "text_completion");
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
        if (isChat()) {
            choice.putObject("message").put("role", "assistant").put("content", text);
        } else {
            choice.put("text", text);
        }
        choice.put("finish_reason", finishReason);
        return withUsage(answer, usage);
    }

    /** One chunk of a stream; the last one carries a finish reason. */
    public ObjectNode chunk(String text, @Nullable String finishReason) {
        ObjectNode chunk = envelope(isChat() ? "chat.completion.chunk" : "text_completion");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        if (isChat()) {
            choice.putObject("delta").put("role", "assistant").put("content", text);
        } else {
            choice.put("text", text);
        }
        choice.put("finish_reason", finishReason);
        return chunk;
    }

    /** The chunk at the end of a stream that tells the usage. */
    public ObjectNode usageChunk(Usage usage) {
        ObjectNode chunk = envelope("chat.completion.chunk");
        chunk.putArray("choices");
        return withUsage(chunk, usage);
    }

    private boolean isChat() {
        return call.request().api() == Api.CHAT;
    }

    private ObjectNode envelope(String object) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", "chatcmpl-" + call.id())
                .put("object", object)
                .put("created", call.receivedAt().getEpochSecond())
                .put("model", call.candidate().model().id());
    }

    private static ObjectNode withUsage(ObjectNode node, Usage usage) {
        node.putObject("usage")
                .put("prompt_tokens", usage.input())
                .put("completion_tokens", usage.output())
                .put("total_tokens", usage.total());
        return node;
    }
}
