package io.aigateway.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.stream.SseEvent;
import java.util.List;
import java.util.Optional;

/** Turns the events of one upstream stream into OpenAI chunks; one instance for one stream. */
public interface StreamTranslator {

    /**
     * What an upstream event means in OpenAI's terms.
     *
     * @return {@code chat.completion.chunk} objects, in order; often none
     * @throws UpstreamFailure when the event tells of an error, or cannot be understood
     */
    List<ObjectNode> chunks(SseEvent event);

    /** Whether the answer is complete; a stream that ends before that was cut off. */
    boolean finished();

    /**
     * The usage told so far, in OpenAI's shape: what a stream that breaks can be settled with. Its
     * prompt part holds from the first event on, its completion part only at the end.
     */
    default Optional<ObjectNode> usageSoFar() {
        return Optional.empty();
    }
}
