package io.aigateway.migrate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A source's names of models in ours. What the running gateway understands as it is meant is left
 * alone: it takes names in any case, with dots or hyphens, under the usual prefixes, and with most
 * of what other gateways write into them. Whether it does is asked of its own code, see {@link
 * RunTime}. What it serves only in part, or only by a rule that somebody writes, is told.
 */
public final class ModelIds {

    private static final Pattern VARIANT = Pattern.compile("(.+/.+):([a-z]+)");
    private static final Pattern PRESET = Pattern.compile("([^@]*)@preset/(.+)");
    private static final Pattern REGION = Pattern.compile(".+/.+@[a-z0-9-]+");
    private static final String OPENROUTER_PRESET = "openrouter/@preset/";
    private static final String POLICY = "policy/";
    private static final Pattern VERSION = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SLUG = Pattern.compile("@([^/]+)/(.+)");
    private static final Set<String> CLOUDS =
            Set.of("bedrock", "vertex", "vertex_ai", "sagemaker", "sagemaker_chat");
    private static final String FIREWORKS_OWN = "accounts/fireworks/models/";

    private ModelIds() {}

    /**
     * What becomes of a name.
     *
     * @param after the name with us; null when a person decides
     * @param why the reason
     */
    public record Fate(@Nullable String after, String why) {}

    /** What becomes of a model's name; empty when it stays as it is. */
    public static Optional<Fate> of(String id, Migration migration) {
        if (id.isBlank() || id.contains(" ") || id.contains("$") || id.contains("{")) {
            return Optional.empty();
        }
        return switch (migration.facts().source()) {
            case LITELLM -> without(id, "litellm_proxy/").or(() -> unserved(id, id));
            case OPENROUTER -> openRouter(id);
            case PORTKEY -> portkey(id, migration.choices().map());
            case HELICONE -> helicone(id);
            case TOGETHER -> under("together/", id);
            case REPLICATE -> replicate(id);
            case FIREWORKS -> fireworks(id);
            case REQUESTY -> requesty(id);
        };
    }

    private static Optional<Fate> without(String id, String prefix) {
        return id.startsWith(prefix)
                ? changed(id.substring(prefix.length()), "the gateway needs no '" + prefix + "'")
                : Optional.empty();
    }

    private static Optional<Fate> openRouter(String id) {
        if (id.equals("openrouter/auto")) {
            return changed("auto", "the gateway's own choice of a model");
        }
        if (id.startsWith(OPENROUTER_PRESET)) {
            return without(id, "openrouter/");
        }
        Matcher preset = PRESET.matcher(id);
        if (preset.matches()) {
            return manual(
                    preset.group(1).isEmpty()
                            ? servedByARule(id)
                            : "is served as %s, without the preset; ask for '@preset/%s', which a rule of rules.yaml serves"
                                    .formatted(preset.group(1), preset.group(2)));
        }
        Matcher variant = VARIANT.matcher(id);
        if (variant.matches() && !ignoredIn(id).isEmpty()) {
            return manual(
                    "is served as %s, for ':%s' has no effect here; %s"
                            .formatted(variant.group(1), variant.group(2), advice(variant)));
        }
        return without(id, "~");
    }

    private static String advice(Matcher variant) {
        return variant.group(2).equals("free")
                ? "no model is free, so it costs what its provider takes"
                : "use the model's own settings";
    }

    private static String servedByARule(String name) {
        return "'%s' is served by a rule of this name; a stub of it goes into rules.yaml (--config-out), to be filled in"
                .formatted(name);
    }

    /** What of a name has no effect when the gateway is asked for it. */
    private static List<String> ignoredIn(String id) {
        return RunTime.ofName(id).ignored();
    }

    private static Optional<Fate> portkey(String id, Map<String, String> map) {
        Matcher slug = SLUG.matcher(id);
        if (!slug.matches()) {
            return Optional.empty();
        }
        String provider = map.get(slug.group(1));
        if (provider == null && ignoredIn(id).isEmpty()) {
            return Optional.empty();
        }
        return provider == null
                ? manual(
                        "which provider '@%s' is stands at Portkey; say it with --map %s=PROVIDER"
                                .formatted(slug.group(1), slug.group(1)))
                : changed(provider + "/" + slug.group(2), "the provider that --map names");
    }

    private static Optional<Fate> helicone(String id) {
        List<String> models =
                Arrays.stream(id.split(",")).filter(one -> !one.startsWith("!")).toList();
        if (models.isEmpty()) {
            return manual("leaves providers out, but names no model; put one behind it");
        }
        return models.stream().flatMap(one -> heliconeModel(one).stream()).findFirst();
    }

    /** {@code MODEL/PROVIDER/CREDENTIAL}, of which the last stands at Helicone. */
    private static Optional<Fate> heliconeModel(String id) {
        String[] parts = id.split("/");
        if (parts.length == 3 && RunTime.ofName(id).refused() != null) {
            return manual(
                    "'%s' is a credential or a deployment at Helicone: call %s/%s, with its key in providers.yaml"
                            .formatted(parts[2], parts[1], parts[0]));
        }
        return parts.length == 2 ? unserved(parts[1] + "/" + parts[0], id) : Optional.empty();
    }

    /** Clouds that other gateways call in their own form, which the shipped providers do not. */
    private static Optional<Fate> unserved(String id, String written) {
        String cloud = id.substring(0, Math.max(0, id.indexOf('/')));
        return CLOUDS.contains(cloud) && RunTime.ofName(written).refused() != null
                ? manual(
                        "nobody serves '%s' here, a call is a 404: name a provider of providers.yaml, or add a row '%s'"
                                .formatted(written, cloud))
                : Optional.empty();
    }

    private static Optional<Fate> under(String prefix, String id) {
        return id.startsWith(prefix) || !id.contains("/")
                ? Optional.empty()
                : changed(prefix + id, "the provider stands first in a model's name");
    }

    private static Optional<Fate> replicate(String id) {
        return VERSION.matcher(id).matches()
                ? manual("a version alone names no model; name one that the gateway has")
                : Optional.empty();
    }

    private static Optional<Fate> fireworks(String id) {
        if (id.startsWith(FIREWORKS_OWN)) {
            return changed(
                    "fireworks/" + id.substring(FIREWORKS_OWN.length()), "the model's name here");
        }
        return id.startsWith("accounts/")
                ? changed("fireworks/" + id, "the provider stands first in a model's name")
                : Optional.empty();
    }

    private static Optional<Fate> requesty(String id) {
        if (id.startsWith(POLICY)) {
            return manual(servedByARule(id));
        }
        Optional<Fate> unserved = unserved(id, id);
        if (unserved.isPresent()) {
            return unserved;
        }
        return REGION.matcher(id).matches() && !ignoredIn(id).isEmpty()
                ? manual(
                        "is served, but not in that region: a region is chosen by the base URL of a provider, in providers.yaml")
                : Optional.empty();
    }

    private static Optional<Fate> changed(String after, String why) {
        return Optional.of(new Fate(after, why));
    }

    private static Optional<Fate> manual(String why) {
        return Optional.of(new Fate(null, why));
    }
}
