package io.aigateway.migrate;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A source's names of models in ours. Only what the gateway does not resolve by itself is changed:
 * it takes names in any case, with dots or hyphens, and under the usual prefixes.
 */
public final class ModelIds {

    private static final Pattern VARIANT =
            Pattern.compile("(.+/.+):(free|nitro|floor|online|thinking|extended|exacto)");
    private static final Pattern VERSION = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SLUG = Pattern.compile("@([^/]+)/(.+)");
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
            case LITELLM -> without(id, "litellm_proxy/");
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
        Matcher variant = VARIANT.matcher(id);
        if (variant.matches()) {
            return manual(
                    "':" + variant.group(2) + "' is a way of OpenRouter's; " + advice(variant));
        }
        return without(id, "~");
    }

    private static String advice(Matcher variant) {
        return switch (variant.group(2)) {
            case "nitro" -> "use " + variant.group(1) + " with routing.policy highest_throughput";
            case "floor" -> "use " + variant.group(1) + " with routing.policy lowest_cost";
            case "free" -> "there are no free models; use " + variant.group(1);
            default -> "use " + variant.group(1) + " and its own settings";
        };
    }

    private static Optional<Fate> portkey(String id, Map<String, String> map) {
        Matcher slug = SLUG.matcher(id);
        if (!slug.matches()) {
            return Optional.empty();
        }
        String provider = map.get(slug.group(1));
        return provider == null
                ? manual(
                        "which provider '@%s' is stands at Portkey; say it with --map %s=PROVIDER"
                                .formatted(slug.group(1), slug.group(1)))
                : changed(provider + "/" + slug.group(2), "the provider that --map names");
    }

    private static Optional<Fate> helicone(String id) {
        if (id.startsWith("!") || id.contains(",!")) {
            return manual("to leave a provider out, list the others in routing.providers");
        }
        return Optional.empty();
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
        if (id.startsWith("policy/")) {
            return manual(
                    "'" + id + "' is kept at Requesty; make a rule of this name in rules.yaml");
        }
        return id.matches(".+/.+@[a-z0-9-]+")
                ? manual("a region is chosen by the base URL of a provider, in providers.yaml")
                : Optional.empty();
    }

    private static Optional<Fate> changed(String after, String why) {
        return Optional.of(new Fate(after, why));
    }

    private static Optional<Fate> manual(String why) {
        return Optional.of(new Fate(null, why));
    }
}
