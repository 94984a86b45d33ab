package io.aigateway.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.error.Errors;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which values the known request fields take; unknown fields are left alone. A null counts as
 * absent.
 */
final class FieldRules {

    private static final long MOST_TOKENS = 10_000_000;
    private static final String INPUTS =
            "a text, or a list of texts, of token ids or of lists of token ids; a list must not be empty";

    private static final Map<String, Rule> COMMON = new LinkedHashMap<>();
    private static final Map<String, Rule> CHAT = new LinkedHashMap<>();
    private static final Map<String, Rule> COMPLETIONS = new LinkedHashMap<>();
    private static final Map<String, Rule> EMBEDDINGS = new LinkedHashMap<>();

    static {
        COMMON.put("stream", rule("true or false", JsonNode::isBoolean));
        COMMON.put("stream_options", rule("an object", JsonNode::isObject));
        COMMON.put("user", rule("a text", JsonNode::isTextual));
        COMMON.put("metadata", rule("an object", JsonNode::isObject));
        COMMON.put("models", rule("a list of model ids", v -> v.isArray() && textOrTexts(v)));
        COMMON.put("fallbacks", rule("a list, or false", v -> v.isArray() || v.isBoolean()));
        COMMON.put("tags", rule("a text or a list of texts", FieldRules::textOrTexts));
        COMMON.put("provider_key_id", rule("a text", JsonNode::isTextual));
        COMMON.put("temperature", between("0", "2"));
        COMMON.put("top_p", between("0", "1"));
        COMMON.put("presence_penalty", between("-2", "2"));
        COMMON.put("frequency_penalty", between("-2", "2"));
        COMMON.put("n", integer(1, 128));
        COMMON.put("max_tokens", integer(1, MOST_TOKENS));
        COMMON.put("max_completion_tokens", integer(1, MOST_TOKENS));
        COMMON.put("seed", rule("an integer", JsonNode::isIntegralNumber));
        COMMON.put("stop", rule("a text or a list of texts", FieldRules::textOrTexts));
        COMMON.put("logit_bias", rule("an object", JsonNode::isObject));

        CHAT.put("tools", rule("a list of objects", FieldRules::objects));
        CHAT.put("functions", rule("a list of objects", FieldRules::objects));
        CHAT.put("tool_choice", rule("a text or an object", v -> v.isTextual() || v.isObject()));
        CHAT.put("parallel_tool_calls", rule("true or false", JsonNode::isBoolean));
        CHAT.put("response_format", rule("an object", JsonNode::isObject));
        CHAT.put("reasoning_effort", rule("a text", JsonNode::isTextual));
        CHAT.put("logprobs", rule("true or false", JsonNode::isBoolean));
        CHAT.put("top_logprobs", integer(0, 20));
        CHAT.put("modalities", rule("a list of texts", v -> v.isArray() && textOrTexts(v)));

        COMPLETIONS.put("prompt", rule(INPUTS, FieldRules::inputs));
        COMPLETIONS.put("suffix", rule("a text", JsonNode::isTextual));
        COMPLETIONS.put("echo", rule("true or false", JsonNode::isBoolean));
        COMPLETIONS.put("best_of", integer(1, 128));

        EMBEDDINGS.put("input", rule(INPUTS, FieldRules::inputs));
        EMBEDDINGS.put(
                "encoding_format",
                rule(
                        "'float' or 'base64'",
                        v -> v.asText().equals("float") || v.asText().equals("base64")));
        EMBEDDINGS.put("dimensions", integer(1, 100_000));
    }

    private FieldRules() {}

    /** Refuses, with 400 and the field's name, the first value that does not fit. */
    static void check(Api api, ObjectNode body) {
        check(COMMON, body);
        check(
                switch (api) {
                    case CHAT -> CHAT;
                    case COMPLETIONS -> COMPLETIONS;
                    case EMBEDDINGS -> EMBEDDINGS;
                },
                body);
    }

    private static void check(Map<String, Rule> rules, ObjectNode body) {
        rules.forEach(
                (field, rule) -> {
                    JsonNode value = body.path(field);
                    if (!value.isMissingNode() && !value.isNull() && !rule.fits().test(value)) {
                        throw Errors.invalidRequest(
                                        field, "'" + field + "' must be " + rule.expected() + ".")
                                .asException();
                    }
                });
    }

    private static Rule rule(String expected, Predicate<JsonNode> fits) {
        return new Rule(expected, fits);
    }

    private static Rule integer(long least, long most) {
        return rule(
                "an integer from " + least + " to " + most,
                v ->
                        v.isIntegralNumber()
                                && v.canConvertToLong()
                                && v.asLong() >= least
                                && v.asLong() <= most);
    }

    private static Rule between(String least, String most) {
        BigDecimal low = new BigDecimal(least);
        BigDecimal high = new BigDecimal(most);
        return rule(
                "a number from " + least + " to " + most,
                v ->
                        v.isNumber()
                                && v.decimalValue().compareTo(low) >= 0
                                && v.decimalValue().compareTo(high) <= 0);
    }

    private static boolean textOrTexts(JsonNode value) {
        return value.isTextual() || allOf(value, JsonNode::isTextual);
    }

    /** Objects are pictures and the like, for models that take them. */
    private static boolean inputs(JsonNode value) {
        return value.isTextual()
                || tokens(value)
                || (!value.isEmpty()
                        && allOf(
                                value,
                                item -> item.isTextual() || item.isObject() || tokens(item)));
    }

    private static boolean tokens(JsonNode value) {
        return !value.isEmpty()
                && allOf(
                        value,
                        token ->
                                token.isIntegralNumber()
                                        && token.canConvertToInt()
                                        && token.asInt() >= 0);
    }

    private static boolean objects(JsonNode value) {
        return allOf(value, JsonNode::isObject);
    }

    private static boolean allOf(JsonNode value, Predicate<JsonNode> test) {
        if (!value.isArray()) {
            return false;
        }
        for (JsonNode item : value) {
            if (!test.test(item)) {
                return false;
            }
        }
        return true;
    }

    private record Rule(String expected, Predicate<JsonNode> fits) {}
}
