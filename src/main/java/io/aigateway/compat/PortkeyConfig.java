package io.aigateway.compat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.account.ProviderKeys;
import io.aigateway.catalog.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A configuration of Portkey's that came with a call: a tree of fallbacks and shares whose leaves
 * are providers, read as the order in which models are asked. Addresses in it are never followed.
 */
final class PortkeyConfig {

    private static final int DEEPEST = 6;

    /** Where a leaf leaves the model to the body. */
    static final String AS_ASKED = "";

    private static final Set<String> HANDLED =
            Set.of(
                    "strategy",
                    "mode",
                    "targets",
                    "options",
                    "weight",
                    "provider",
                    "virtual_key",
                    "virtualKey",
                    "api_key",
                    "apiKey",
                    "override_params",
                    "overrideParams",
                    "retry",
                    "request_timeout",
                    "requestTimeout",
                    "name");

    private final Draft draft;
    private final Shares shares;

    PortkeyConfig(Draft draft, Shares shares) {
        this.draft = draft;
        this.shares = shares;
    }

    /** Takes the whole tree; 400 when it cannot be meant. */
    void read(JsonNode config) {
        leaves(config, 0, null).forEach(draft::target);
    }

    private List<String> leaves(JsonNode node, int depth, @Nullable String model) {
        if (!node.isObject() || depth > DEEPEST) {
            throw Draft.mistake(
                    "x-portkey-config", "be a tree of objects, at most " + DEEPEST + " deep");
        }
        settings(node);
        String inherited = model(node, model);
        JsonNode targets = either(node, "targets", "options");
        if (targets.isEmpty()) {
            return List.of(leaf(node, inherited));
        }
        List<String> models = new ArrayList<>();
        for (JsonNode target : ordered(node, targets)) {
            models.addAll(leaves(target, depth + 1, inherited));
            if (models.size() > Draft.MOST_NAMES) {
                break;
            }
        }
        return models;
    }

    /** What else a node says: how long, how often, and what has no effect here. */
    private void settings(JsonNode node) {
        JsonNode millis = either(node, "request_timeout", "requestTimeout");
        if (!millis.isMissingNode()) {
            PortkeyWords.timeout("x-portkey-config.request_timeout", millis.asText(), draft);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!HANDLED.contains(field.getKey())) {
                draft.ignore("x-portkey-config." + field.getKey());
            }
        }
        for (Map.Entry<String, JsonNode> field :
                either(node, "override_params", "overrideParams").properties()) {
            if (!field.getKey().equals("model")) {
                draft.ignore("x-portkey-config.override_params." + field.getKey());
            }
        }
    }

    private static @Nullable String model(JsonNode node, @Nullable String inherited) {
        JsonNode own = either(node, "override_params", "overrideParams").path("model");
        return own.isTextual() && !own.asText().isBlank() ? own.asText() : inherited;
    }

    private List<JsonNode> ordered(JsonNode node, JsonNode targets) {
        List<JsonNode> all = new ArrayList<>();
        targets.forEach(all::add);
        if (all.size() > Draft.MOST_NAMES) {
            throw Draft.mistake(
                    "x-portkey-config", "name at most " + Draft.MOST_NAMES + " targets");
        }
        JsonNode mode = node.path("strategy").path("mode");
        return switch (mode.isMissingNode() ? node.path("mode").asText() : mode.asText()) {
            case "fallback" -> all;
            case "loadbalance" ->
                    shares.order(all, all.stream().map(PortkeyConfig::share).toList());
            case "", "single" -> all.subList(0, 1);
            default -> {
                draft.ignore("x-portkey-config.strategy");
                yield all;
            }
        };
    }

    private static double share(JsonNode target) {
        double weight = target.path("weight").asDouble(1);
        return Double.isFinite(weight) ? Math.min(weight, 1e9) : 1;
    }

    /** The model of a leaf, at its provider where that is known here. */
    private String leaf(JsonNode node, @Nullable String model) {
        String slug = either(node, "virtual_key", "virtualKey").asText("");
        String named = slug.isEmpty() ? node.path("provider").asText("") : slug;
        Provider provider = named.isEmpty() ? null : draft.provider(named).orElse(null);
        String asked = model == null ? AS_ASKED : model;
        if (provider == null) {
            if (!named.isEmpty()) {
                draft.ignore("x-portkey-config.provider " + named);
            }
            return asked;
        }
        key(either(node, "api_key", "apiKey").asText(""), provider);
        return asked.startsWith("@") ? asked : provider.id() + "/" + asked;
    }

    /** The caller's own key at a provider is used there and nowhere else. */
    private void key(String secret, Provider provider) {
        if (!secret.isEmpty() && ProviderKeys.couldBeSecret(secret)) {
            draft.key(provider.id(), secret);
        }
    }

    private static JsonNode either(JsonNode node, String name, String older) {
        JsonNode value = node.path(name);
        return value.isMissingNode() ? node.path(older) : value;
    }
}
