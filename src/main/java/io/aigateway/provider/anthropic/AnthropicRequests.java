package io.aigateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.provider.Translation;

/**
 * Turns OpenAI chat requests into requests of Anthropic's Messages API. What the API has no word
 * for is dropped with a warning; what would change the meaning of the answer is refused.
 */
public final class AnthropicRequests {

    private AnthropicRequests() {}

    /**
     * The request for the Messages API; {@code chat} is left as it is.
     *
     * @throws io.aigateway.error.GatewayException 400, naming the field, when the request cannot be
     *     put into the API's terms: audio, several choices, tools other than functions, no messages
     */
    public static Translation translate(ObjectNode chat, AnthropicOptions options) {
        Parameters parameters = new Parameters(chat, options);
        refuseSeveralChoices(parameters);
        parameters.take("model");
        Conversation conversation = Conversation.of(parameters.take("messages"), parameters);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("model", options.model());
        body.put("max_tokens", maxTokens(parameters));
        apply(parameters, conversation, body);
        return new Translation(body, parameters.warnings());
    }

    /** Tools come before thinking, which a forced tool rules out, and thinking before sampling. */
    private static void apply(Parameters parameters, Conversation conversation, ObjectNode body) {
        OutputFormat.apply(parameters, conversation, body);
        conversation.writeTo(body);
        AnthropicTools.apply(parameters, body);
        ReasoningEffort.apply(parameters, conversation, body);
        Sampling.apply(parameters, body);
        applyAccounting(parameters, body);
        if (parameters.take("stream").asBoolean()) {
            body.put("stream", true);
        }
    }

    private static void refuseSeveralChoices(Parameters parameters) {
        JsonNode n = parameters.take("n");
        if (n.isNumber() && n.asInt() > 1) {
            throw Parameters.refusal(
                    "n", "n is " + n.asText("") + ", but Anthropic models give one choice a call");
        }
    }

    private static int maxTokens(Parameters parameters) {
        JsonNode current = parameters.take("max_completion_tokens");
        JsonNode older = parameters.take("max_tokens");
        JsonNode asked = current.isMissingNode() ? older : current;
        if (asked.isMissingNode()) {
            return parameters.options().defaultMaxTokens();
        }
        if (!asked.canConvertToInt() || asked.asInt() <= 0 || !asked.isIntegralNumber()) {
            throw Parameters.refusal(
                    current.isMissingNode() ? "max_tokens" : "max_completion_tokens",
                    "the output limit must be a positive whole number, but was " + asked);
        }
        return asked.asInt();
    }

    private static void applyAccounting(Parameters parameters, ObjectNode body) {
        JsonNode safety = parameters.take("safety_identifier");
        JsonNode user = parameters.take("user");
        JsonNode id = safety.isTextual() ? safety : user;
        if (id.isTextual() && !id.asText("").isBlank()) {
            body.putObject("metadata").put("user_id", id.asText(""));
        }
        applyServiceTier(parameters, body);
        JsonNode cache = parameters.take("cache_control");
        if (cache.isObject()) {
            body.set("cache_control", cache.deepCopy());
        }
    }

    private static void applyServiceTier(Parameters parameters, ObjectNode body) {
        String tier = parameters.take("service_tier").asText("");
        switch (tier) {
            case "" -> {}
            case "auto" -> body.put("service_tier", "auto");
            case "default", "standard_only" -> body.put("service_tier", "standard_only");
            default ->
                    parameters.warnDropped(
                            "service_tier", "Anthropic has 'auto' and 'default', not " + tier);
        }
    }
}
