package io.aigateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tools, which of them may be called, and whether several at once. */
final class AnthropicTools {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AnthropicTools() {}

    static void apply(Parameters parameters, ObjectNode body) {
        JsonNode asked = parameters.take("tool_choice");
        JsonNode parallel = parameters.take("parallel_tool_calls");
        ArrayNode tools = tools(parameters.take("tools"), allowed(asked));
        if (tools.isEmpty()) {
            return;
        }
        body.set("tools", tools);
        boolean oneByOne = parallel.isBoolean() && !parallel.asBoolean();
        ObjectNode choice = oneByOne ? oneByOne(choice(asked)) : choice(asked);
        if (choice != null) {
            body.set("tool_choice", choice);
        }
    }

    private static ObjectNode oneByOne(@Nullable ObjectNode choice) {
        ObjectNode base = choice == null ? typed("auto") : choice;
        return base.path("type").asText("").equals("none")
                ? base
                : base.put("disable_parallel_tool_use", true);
    }

    /** Whether the model must call a tool, which does not go together with thinking. */
    static boolean isForced(ObjectNode body) {
        return Set.of("any", "tool").contains(body.at("/tool_choice/type").asText(""));
    }

    private static ArrayNode tools(JsonNode tools, Set<String> allowed) {
        ArrayNode translated = NODES.arrayNode();
        for (int i = 0; i < tools.size(); i++) {
            ObjectNode tool = tool(tools.path(i), "tools[" + i + "]");
            if (allowed.isEmpty() || allowed.contains(tool.path("name").asText(""))) {
                translated.add(tool);
            }
        }
        return translated;
    }

    private static ObjectNode tool(JsonNode tool, String path) {
        JsonNode function = tool.path("function");
        String type = tool.path("type").asText("");
        if (!type.equals("function") || !function.path("name").isTextual()) {
            throw Parameters.refusal(
                    path,
                    "an Anthropic model takes tools of type 'function' with a function.name, but"
                            + " the type was '%s'".formatted(type));
        }
        ObjectNode translated = NODES.objectNode();
        translated.set("name", function.path("name"));
        copy(function, "description", translated);
        translated.set("input_schema", schema(function.path("parameters")));
        copy(function, "strict", translated);
        copy(function, "cache_control", translated);
        copy(tool, "cache_control", translated);
        return translated;
    }

    /** The API wants an object schema, also for a function without parameters. */
    private static ObjectNode schema(JsonNode parameters) {
        ObjectNode schema = NODES.objectNode();
        if (parameters instanceof ObjectNode given && !given.isEmpty()) {
            schema.setAll(given.deepCopy());
        } else {
            schema.putObject("properties");
        }
        return schema.has("type") ? schema : schema.put("type", "object");
    }

    private static void copy(JsonNode from, String field, ObjectNode to) {
        JsonNode value = from.path(field);
        if (!value.isMissingNode() && !value.isNull()) {
            to.set(field, value.deepCopy());
        }
    }

    private static @Nullable ObjectNode choice(JsonNode asked) {
        return asked.isObject() ? namedChoice(asked) : plainChoice(asked.asText(""));
    }

    private static @Nullable ObjectNode plainChoice(String asked) {
        return switch (asked) {
            case "" -> null;
            case "auto", "none" -> typed(asked);
            case "required" -> typed("any");
            default ->
                    throw Parameters.refusal(
                            "tool_choice",
                            "tool_choice must be auto, none, required or a function, but was '"
                                    + asked
                                    + "'");
        };
    }

    private static @Nullable ObjectNode namedChoice(JsonNode asked) {
        if (asked.path("type").asText("").equals("allowed_tools")) {
            return plainChoice(asked.at("/allowed_tools/mode").asText("auto"));
        }
        JsonNode name = asked.at("/function/name");
        if (!name.isTextual()) {
            throw Parameters.refusal("tool_choice", "tool_choice must name a function");
        }
        return typed("tool").put("name", name.asText(""));
    }

    /** The names in {@code allowed_tools}; empty means all. */
    private static Set<String> allowed(JsonNode choice) {
        Set<String> names = new HashSet<>();
        choice.at("/allowed_tools/tools")
                .forEach(tool -> names.add(tool.at("/function/name").asText("")));
        return names;
    }

    private static ObjectNode typed(String type) {
        return NODES.objectNode().put("type", type);
    }
}
