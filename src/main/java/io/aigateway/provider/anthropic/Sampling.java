package io.aigateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Temperature, {@code top_p}, {@code top_k} and stop sequences. */
final class Sampling {

    private static final String TEMPERATURE = "temperature";
    private static final String TOP_P = "top_p";
    private static final String TOP_K = "top_k";
    private static final double LEAST_TOP_P_WHEN_THINKING = 0.95;

    private Sampling() {}

    static void apply(Parameters parameters, ObjectNode body) {
        applyStops(parameters, body);
        JsonNode temperature = parameters.take(TEMPERATURE);
        JsonNode topP = parameters.take(TOP_P);
        JsonNode topK = parameters.take(TOP_K);
        if (thinks(body)) {
            applyWhileThinking(parameters, temperature, topP, topK, body);
            return;
        }
        applyTemperature(parameters, temperature, body);
        applyTopP(parameters, temperature, topP, body);
        if (topK.isIntegralNumber()) {
            body.set(TOP_K, topK);
        }
    }

    private static boolean thinks(ObjectNode body) {
        String type = body.at("/thinking/type").asText();
        return type.equals("enabled") || type.equals("adaptive");
    }

    /** OpenAI's scale ends at 2, Anthropic's at 1. */
    private static void applyTemperature(
            Parameters parameters, JsonNode temperature, ObjectNode body) {
        if (!temperature.isNumber()) {
            return;
        }
        double value = temperature.asDouble();
        if (value >= 0 && value <= 1) {
            body.set(TEMPERATURE, temperature);
            return;
        }
        int clamped = value < 0 ? 0 : 1;
        body.put(TEMPERATURE, clamped);
        parameters.warn(
                "temperature " + temperature.asText() + " was set to " + clamped + ": 0 to 1");
    }

    /** Models from Claude Opus 4.1 on refuse the two together. */
    private static void applyTopP(
            Parameters parameters, JsonNode temperature, JsonNode topP, ObjectNode body) {
        if (!topP.isNumber()) {
            return;
        }
        if (!temperature.isNumber()) {
            body.set(TOP_P, topP);
        } else if (topP.asDouble() != 1) {
            parameters.warnDropped(TOP_P, "Anthropic models take temperature or top_p, not both");
        }
    }

    private static void applyWhileThinking(
            Parameters parameters,
            JsonNode temperature,
            JsonNode topP,
            JsonNode topK,
            ObjectNode body) {
        if (temperature.isNumber() && temperature.asDouble() != 1) {
            parameters.warnDropped(TEMPERATURE, "the model thinks");
        }
        if (!topK.isMissingNode()) {
            parameters.warnDropped(TOP_K, "the model thinks");
        }
        if (topP.isNumber() && topP.asDouble() >= LEAST_TOP_P_WHEN_THINKING) {
            body.set(TOP_P, topP);
        } else if (!topP.isMissingNode()) {
            parameters.warnDropped(TOP_P, "the model thinks, and takes 0.95 to 1 only");
        }
    }

    private static void applyStops(Parameters parameters, ObjectNode body) {
        JsonNode stop = parameters.take("stop");
        ArrayNode sequences = JsonNodeFactory.instance.arrayNode();
        if (stop.isTextual()) {
            addStop(parameters, stop, sequences);
        } else {
            stop.forEach(sequence -> addStop(parameters, sequence, sequences));
        }
        if (!sequences.isEmpty()) {
            body.set("stop_sequences", sequences);
        }
    }

    private static void addStop(Parameters parameters, JsonNode stop, ArrayNode sequences) {
        if (stop.asText("").isBlank()) {
            parameters.warnDropped("a stop sequence", "Anthropic refuses blank ones");
        } else {
            sequences.add(stop.asText());
        }
    }
}
