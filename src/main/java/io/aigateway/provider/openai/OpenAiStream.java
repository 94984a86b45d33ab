package io.aigateway.provider.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Api;
import io.aigateway.call.Json;
import io.aigateway.provider.StreamTranslator;
import io.aigateway.provider.UpstreamError;
import io.aigateway.provider.UpstreamErrors;
import io.aigateway.provider.UpstreamFailure;
import io.aigateway.stream.SseEvent;
import java.util.List;

/** Reads the chunks of an OpenAI stream; a malformed one is a failure, and is never passed on. */
final class OpenAiStream implements StreamTranslator {

    private static final String DONE = "[DONE]";

    private final Api api;
    private boolean done;

    OpenAiStream(Api api) {
        this.api = api;
    }

    @Override
    public List<ObjectNode> chunks(SseEvent event) {
        if (done || event.data().isBlank()) {
            return List.of();
        }
        if (event.data().trim().equals(DONE)) {
            done = true;
            return List.of();
        }
        if ("error".equals(event.event())) {
            throw new UpstreamFailure(UpstreamErrors.parse(502, event.data()));
        }
        ObjectNode chunk = parse(event.data());
        OpenAiAnswers.normalise(chunk, api, true);
        return List.of(chunk);
    }

    private static ObjectNode parse(String data) {
        try {
            if (Json.read(data) instanceof ObjectNode chunk) {
                return chunk;
            }
        } catch (JsonProcessingException malformed) {
            throw new UpstreamFailure(
                    UpstreamError.unreadable("the provider sent an event that is not JSON"));
        }
        throw new UpstreamFailure(
                UpstreamError.unreadable("the provider sent an event that is not a JSON object"));
    }

    @Override
    public boolean finished() {
        return done;
    }
}
