package io.aigateway.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.error.Errors;
import io.aigateway.error.PlainName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads a request body, once, into a {@link Request}; what cannot be meant is refused with 400 and
 * the field's name.
 */
public final class RequestReader {

    private static final Set<String> ROLES =
            Set.of("system", "developer", "user", "assistant", "tool", "function");

    /** Who names no model leaves the choice to the gateway. */
    private static final String AUTO = "auto";

    private static final String MODEL = "model";
    private static final int MOST_MESSAGES = 20_000;
    private static final int MOST_MODELS = 8;
    private static final int LONGEST_MODEL_NAME = 256;

    private RequestReader() {}

    /** The request; refused with 400 and the field at fault when it cannot be meant. */
    public static Request read(Api api, byte[] bytes) {
        ObjectNode body = parse(bytes);
        List<String> models = models(body);
        FieldRules.check(api, body);
        switch (api) {
            case CHAT -> checkMessages(body.path("messages"));
            case COMPLETIONS -> require(body, "prompt");
            case EMBEDDINGS -> require(body, "input");
        }
        return new Request(
                api,
                body,
                models,
                body.path("stream").asBoolean(false),
                includeUsage(body),
                Wishes.NONE);
    }

    private static ObjectNode parse(byte[] bytes) {
        try {
            if (Json.readStrict(bytes) instanceof ObjectNode object) {
                return object;
            }
            throw Errors.invalidBody("The request body must be a JSON object.").asException();
        } catch (JsonProcessingException malformed) {
            throw Errors.invalidBody("The request body is not valid JSON" + where(malformed) + ".")
                    .asException();
        } catch (IOException notUtf8) {
            throw Errors.invalidBody("The request body is not valid JSON in UTF-8.").asException();
        }
    }

    /** The place only: the parser's own message may quote what the caller wrote. */
    private static String where(JsonProcessingException malformed) {
        return malformed.getLocation() == null
                ? ""
                : " (line "
                        + malformed.getLocation().getLineNr()
                        + ", column "
                        + malformed.getLocation().getColumnNr()
                        + ")";
    }

    private static List<String> models(ObjectNode body) {
        JsonNode model = body.path("model");
        List<String> names = new ArrayList<>();
        if (model.isArray()) {
            model.forEach(item -> names.add(modelName(item)));
        } else if (!model.isMissingNode() && !model.isNull()) {
            names.add(modelName(model));
        }
        body.path("models").forEach(item -> names.add(modelName(item)));
        if (names.isEmpty() && !body.hasNonNull("model") && !body.hasNonNull("models")) {
            names.add(AUTO);
        }
        if (names.isEmpty() || names.size() > MOST_MODELS) {
            throw Errors.invalidRequest(
                            "model",
                            "'model' must be a model id, or a list of 1 to " + MOST_MODELS + ".")
                    .asException();
        }
        addFallbacks(body.path("fallbacks"), names);
        return names;
    }

    /**
     * LiteLLM's list: a name, {@code {"model": …}} with settings of its own, or {@code {"asked":
     * [names]}} as in its configuration.
     */
    private static void addFallbacks(JsonNode fallbacks, List<String> names) {
        int most = names.size() + MOST_MODELS;
        String first = names.get(0);
        for (JsonNode fallback : fallbacks) {
            if (fallback.isTextual()) {
                names.add(modelName(fallback));
            } else if (fallback.has(MODEL)) {
                names.add(modelName(fallback.path(MODEL)));
            } else {
                fallback.path(first).forEach(name -> names.add(modelName(name)));
            }
            if (names.size() > most) {
                throw Errors.invalidRequest(
                                "fallbacks",
                                "'fallbacks' must name at most " + MOST_MODELS + " models.")
                        .asException();
            }
        }
    }

    private static String modelName(JsonNode value) {
        String name = value.asText();
        boolean good =
                value.isTextual()
                        && !name.isBlank()
                        && name.length() <= LONGEST_MODEL_NAME
                        && PlainName.holds(name);
        if (!good && value.isTextual() && !name.isBlank()) {
            throw Errors.modelNotFound(name, List.of()).asException();
        }
        if (!good) {
            throw Errors.invalidRequest("model", "'model' must be a model id, such as 'demo/echo'.")
                    .asException();
        }
        return name;
    }

    private static void checkMessages(JsonNode messages) {
        if (!messages.isArray() || messages.isEmpty() || messages.size() > MOST_MESSAGES) {
            throw Errors.invalidRequest(
                            "messages",
                            "'messages' must be a list of 1 to " + MOST_MESSAGES + " messages.")
                    .asException();
        }
        for (int i = 0; i < messages.size(); i++) {
            checkMessage(messages.get(i), "messages[" + i + "]");
        }
    }

    private static void checkMessage(JsonNode message, String at) {
        if (!message.isObject()) {
            throw Errors.invalidRequest(
                            at, "'" + at + "' must be an object with 'role' and 'content'.")
                    .asException();
        }
        if (!ROLES.contains(message.path("role").asText())) {
            throw Errors.invalidRequest(
                            at + ".role",
                            "'"
                                    + at
                                    + ".role' must be one of system, developer, user, assistant, tool, function.")
                    .asException();
        }
        JsonNode content = message.path("content");
        if (!content.isTextual()
                && !content.isArray()
                && !content.isNull()
                && !content.isMissingNode()) {
            throw Errors.invalidRequest(
                            at + ".content",
                            "'" + at + ".content' must be a text or a list of parts.")
                    .asException();
        }
        checkParts(content, at);
    }

    private static void checkParts(JsonNode content, String at) {
        for (int i = 0; content.isArray() && i < content.size(); i++) {
            if (!content.get(i).isObject() || !content.get(i).path("type").isTextual()) {
                String part = at + ".content[" + i + "]";
                throw Errors.invalidRequest(part, "'" + part + "' must be an object with a 'type'.")
                        .asException();
            }
        }
    }

    private static void require(ObjectNode body, String field) {
        if (body.path(field).isMissingNode() || body.path(field).isNull()) {
            throw Errors.invalidRequest(field, "'" + field + "' is missing.").asException();
        }
    }

    private static boolean includeUsage(ObjectNode body) {
        return body.path("stream_options").path("include_usage").asBoolean(false)
                || body.path("usage").path("include").asBoolean(false);
    }
}
