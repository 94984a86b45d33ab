package io.aigateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** {@code response_format}: a schema the API enforces, or an instruction where it cannot. */
final class OutputFormat {

    private static final String NAME = "response_format";

    private OutputFormat() {}

    static void apply(Parameters parameters, Conversation conversation, ObjectNode body) {
        boolean enforced = !parameters.options().unsupported().contains(NAME);
        JsonNode schema = schema(parameters.takeAnyway(NAME));
        if (schema == null) {
            return;
        }
        if (enforced) {
            ObjectNode format = body.withObject("/output_config").putObject("format");
            format.put("type", "json_schema").set("schema", schema);
        } else {
            instruct(schema, parameters, conversation);
        }
    }

    private static void instruct(
            JsonNode schema, Parameters parameters, Conversation conversation) {
        conversation.instruct(
                "Answer with one JSON value and nothing else, without code fences. It must match"
                        + " this JSON Schema: "
                        + schema);
        parameters.warn(
                NAME
                        + " is only an instruction: "
                        + parameters.options().model()
                        + " does not enforce schemas");
    }

    private static @Nullable JsonNode schema(JsonNode format) {
        String type = format.path("type").asText("");
        return switch (type) {
            case "", "text" -> null;
            case "json_object" -> anyObject();
            case "json_schema" -> given(format.at("/json_schema/schema"));
            default ->
                    throw Parameters.refusal(
                            NAME,
                            "response_format must be text, json_object or json_schema, but was '"
                                    + type
                                    + "'");
        };
    }

    private static ObjectNode anyObject() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "object")
                .put("additionalProperties", true);
    }

    private static JsonNode given(JsonNode schema) {
        if (!schema.isObject()) {
            throw Parameters.refusal(NAME, "response_format.json_schema must hold a schema");
        }
        return schema.deepCopy();
    }
}
