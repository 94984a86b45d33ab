package io.aigateway.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Api;
import io.aigateway.provider.FinishReasons;
import io.aigateway.provider.UpstreamError;
import io.aigateway.provider.UpstreamErrors;
import io.aigateway.provider.UpstreamFailure;

/** What compatible providers write differently in their answers and chunks. */
final class OpenAiAnswers {

    private OpenAiAnswers() {}

    /**
     * Rewrites an answer or chunk in place, so that its finish reasons are those of the OpenAI API.
     *
     * @throws UpstreamFailure when the finish reason, or an {@code error} in place of an answer,
     *     says that the provider failed, or when it is no answer of this API
     */
    static void normalise(ObjectNode answer, Api api, boolean isChunk) {
        if (answer.path("error").isObject() || answer.path("error").isTextual()) {
            throw new UpstreamFailure(UpstreamErrors.parse(statusIn(answer), answer.toString()));
        }
        AnswerShape.require(answer, api, isChunk);
        for (JsonNode choice : answer.path("choices")) {
            String reason =
                    choice.path("finish_reason").isTextual()
                            ? choice.path("finish_reason").asText()
                            : null;
            if (FinishReasons.isFailure(reason)) {
                throw new UpstreamFailure(
                        UpstreamError.unreadable("the provider ended the answer with an error"));
            }
            if (reason != null && choice instanceof ObjectNode object) {
                object.put("finish_reason", FinishReasons.toOpenAi(reason));
            }
        }
    }

    /**
     * OpenRouter tells errors under a status of 200, with the real status as a number in {@code
     * error.code}.
     */
    private static int statusIn(ObjectNode answer) {
        int code = answer.path("error").path("code").asInt(502);
        return code >= 400 && code <= 599 ? code : 502;
    }
}
