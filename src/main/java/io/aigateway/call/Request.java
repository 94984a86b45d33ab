package io.aigateway.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What the caller asks for, read once from the wire.
 *
 * @param api the operation
 * @param body the caller's JSON, never changed after it was read
 * @param models the model names asked for, in order of preference; at least one
 * @param stream true when the answer is wanted event by event
 * @param includeUsage true when a stream is to end with a usage chunk
 * @param wishes what it says in the words of other gateways
 */
public record Request(
        Api api,
        ObjectNode body,
        List<String> models,
        boolean stream,
        boolean includeUsage,
        Wishes wishes) {

    public Request {
        models = List.copyOf(models);
        if (models.isEmpty()) {
            throw new IllegalArgumentException("a request names at least one model");
        }
    }

    /** The same, with what it says in the words of other gateways. */
    public Request wishing(Wishes more) {
        return new Request(api, body, models, stream, includeUsage, more);
    }

    /** The same, with another body. */
    Request with(ObjectNode other) {
        return new Request(api, other, models, stream, includeUsage, wishes);
    }

    /** The models to ask for: those of its wishes, else those of its body. */
    public List<String> wanted() {
        return wishes.names().isEmpty() ? models : wishes.names();
    }

    /** The model asked for first. */
    public String model() {
        return models.get(0);
    }

    /** Shows neither prompt nor parameters. */
    @Override
    public String toString() {
        return "Request[" + api + ", " + models + (stream ? ", stream" : "") + "]";
    }
}
