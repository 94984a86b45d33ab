package io.aigateway.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Request;
import io.aigateway.catalog.Rules;
import java.util.Iterator;
import java.util.Set;

/** Fields of a request's body that other gateways' clients send. */
final class BodyWords {

    /** Those that have an effect here. */
    private static final Set<String> HEEDED =
            Set.of("provider", "requesty", "timeout", "num_retries", "disable_fallbacks", "preset");

    /** Those that have none, and are never sent on to a provider. */
    private static final Set<String> WITHOUT_EFFECT =
            Set.of(
                    "transforms",
                    "plugins",
                    "session_id",
                    "trace",
                    "context_window_fallback_dict",
                    "caching",
                    "cache",
                    "mock_response",
                    "mock_testing_fallbacks",
                    "mock_testing_context_window_fallbacks",
                    "mock_testing_content_policy_fallbacks",
                    "mock_testing_rate_limit_error",
                    "drop_params",
                    "additional_drop_params",
                    "allowed_openai_params",
                    "litellm_metadata");

    private BodyWords() {}

    /** True when a body has such a field. */
    static boolean in(ObjectNode body) {
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (HEEDED.contains(name) || WITHOUT_EFFECT.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** Takes what the body says. */
    static void read(Request request, Draft draft) {
        ObjectNode body = request.body();
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (body.path(name).isNull()) {
                continue;
            }
            if (HEEDED.contains(name)) {
                heed(name, body.path(name), draft);
            } else if (WITHOUT_EFFECT.contains(name)) {
                draft.ignore(name);
            }
        }
    }

    private static void heed(String name, JsonNode value, Draft draft) {
        switch (name) {
            case "provider" -> OpenRouterWords.provider(value, draft);
            case "requesty" -> RequestyWords.body(value, draft);
            case "timeout" -> LiteLlmWords.timeout(name, value, draft);
            case "num_retries" -> LiteLlmWords.retries(name, value, draft);
            case "disable_fallbacks" -> {
                if (value.asBoolean(false)) {
                    draft.withoutFallback();
                }
            }
            default -> preset(value.asText(), draft);
        }
    }

    /** OpenRouter keeps presets by name, we keep rules. */
    private static void preset(String name, Draft draft) {
        Rules rules = draft.catalog().rules();
        if (rules.find("@preset/" + name).isPresent()) {
            draft.target("@preset/" + name);
        } else if (rules.find(name).isPresent()) {
            draft.target(name);
        } else {
            draft.ignore("preset " + name);
        }
    }
}
