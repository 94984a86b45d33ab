package io.aigateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.error.GatewayError;
import io.aigateway.error.GatewayException;
import io.aigateway.provider.GatewayFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The parameters of one chat request, and the warnings about those that cannot be passed on. */
final class Parameters {

    /** Parameters that change nothing in the answer, or that the gateway itself has read. */
    private static final Set<String> SILENT =
            Set.of(
                    "metadata",
                    "store",
                    "stream_options",
                    "prompt_cache_key",
                    "prompt_cache_options",
                    "prompt_cache_retention");

    /** Warnings travel in a header, whose size is bounded. */
    private static final int MAX_WARNINGS = 16;

    private static final int MAX_SENTENCE = 200;

    private final ObjectNode chat;
    private final AnthropicOptions options;
    private final Set<String> taken = new HashSet<>(SILENT);
    private final List<String> warnings = new ArrayList<>();

    Parameters(ObjectNode chat, AnthropicOptions options) {
        this.chat = chat;
        this.options = options;
        taken.addAll(GatewayFields.NAMES);
    }

    AnthropicOptions options() {
        return options;
    }

    /** The parameter, or a missing node when it is absent, null, or refused by the model. */
    JsonNode take(String name) {
        JsonNode value = chat.path(name);
        boolean first = taken.add(name);
        if (value.isNull() || value.isMissingNode()) {
            return MissingNode.getInstance();
        }
        if (options.unsupported().contains(name)) {
            if (first) {
                warnDropped(name, "not supported by " + options.model());
            }
            return MissingNode.getInstance();
        }
        return value;
    }

    /** The parameter even when the model refuses it, for whoever has another way to follow it. */
    JsonNode takeAnyway(String name) {
        taken.add(name);
        return chat.path(name);
    }

    /** Adds a warning; names a caller made up must not break out of the header it travels in. */
    void warn(String sentence) {
        if (warnings.size() < MAX_WARNINGS) {
            warnings.add(cut(sentence).replaceAll("[^ -~]", "?"));
        }
    }

    void warnDropped(String name, String reason) {
        warn("dropped " + name + ": " + reason);
    }

    /** All warnings, with one for each parameter that nobody took. */
    List<String> warnings() {
        chat.fields()
                .forEachRemaining(
                        entry -> {
                            if (!taken.contains(entry.getKey()) && says(entry.getValue())) {
                                warnDropped(
                                        entry.getKey(), "the Messages API has no such parameter");
                            }
                        });
        return warnings;
    }

    /** {@code logprobs: false} or {@code presence_penalty: 0} ask for nothing. */
    private static boolean says(JsonNode value) {
        boolean off = value.isBoolean() && !value.asBoolean();
        boolean zero = value.isNumber() && value.asDouble() == 0;
        boolean empty = value.isContainerNode() && value.isEmpty();
        return !(value.isNull() || off || zero || empty);
    }

    /** A request that cannot be put into the Messages API's terms. */
    static GatewayException refusal(String field, String message) {
        return new GatewayError(400, "invalid_request_error", cut(message))
                .about(field)
                .asException();
    }

    private static String cut(String text) {
        return text.length() <= MAX_SENTENCE ? text : text.substring(0, MAX_SENTENCE);
    }
}
