package io.aigateway.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Api;
import io.aigateway.provider.FinishReasons;
import io.aigateway.provider.UpstreamError;
import io.aigateway.provider.UpstreamFailure;

/**
 * What answers and chunks must look like so that a caller's client can read them: clients take
 * {@code choices} for a list of objects, and fail in their own ways where it is not. Gaps that
 * providers leave on purpose are filled (Azure sends chunks without a {@code delta}, and withheld
 * answers without a {@code message}); of anything else the provider is said to have failed.
 */
final class AnswerShape {

    /** No provider gives more answers to one request. */
    private static final int MOST_CHOICES = 1_024;

    private AnswerShape() {}

    /**
     * Requires that of a whole answer, or of a chunk.
     *
     * @throws UpstreamFailure when it is not one
     */
    static void require(ObjectNode answer, Api api, boolean isChunk) {
        JsonNode choices = answer.path("choices");
        boolean none = isChunk && (choices.isMissingNode() || choices.isNull());
        if (api == Api.EMBEDDINGS || none) {
            return;
        }
        if (!choices.isArray()) {
            throw unreadable("choices is not a list");
        }
        for (JsonNode choice : choices) {
            choice(choice, api, isChunk);
        }
    }

    private static void choice(JsonNode node, Api api, boolean isChunk) {
        if (!(node instanceof ObjectNode choice)) {
            throw unreadable("a choice is not an object");
        }
        JsonNode index = choice.path("index");
        boolean absurd = index.isNumber() && (index.asLong() < 0 || index.asLong() > MOST_CHOICES);
        if (absurd) {
            throw unreadable("a choice has an index that cannot be");
        }
        if (api == Api.COMPLETIONS) {
            text(choice);
        } else {
            content(choice, isChunk ? "delta" : "message", isChunk);
        }
    }

    private static void text(ObjectNode choice) {
        if (choice.hasNonNull("text") && !choice.path("text").isTextual()) {
            throw unreadable("the text of a choice is not one");
        }
    }

    private static void content(ObjectNode choice, String field, boolean isChunk) {
        JsonNode content = choice.path(field);
        if (content.isObject()) {
            return;
        }
        boolean left = content.isMissingNode() || content.isNull();
        boolean withheld =
                FinishReasons.CONTENT_FILTER.equals(
                        FinishReasons.toOpenAi(choice.path("finish_reason").asText("")));
        if (!left || !(isChunk || withheld)) {
            throw unreadable("a choice has no " + field);
        }
        ObjectNode filled = choice.putObject(field);
        if (!isChunk) {
            filled.put("role", "assistant").putNull("content");
        }
    }

    private static UpstreamFailure unreadable(String what) {
        return new UpstreamFailure(
                UpstreamError.unreadable("the provider's answer cannot be read: " + what));
    }
}
