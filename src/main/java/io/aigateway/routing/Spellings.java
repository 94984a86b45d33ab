package io.aigateway.routing;

import io.aigateway.catalog.Catalog;
import io.aigateway.catalog.Model;
import io.aigateway.catalog.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The models behind names that the catalogue does not have and other gateways use: a lab before the
 * model ({@code meta-llama/…}), the provider behind it ({@code gpt-4o-mini/openai}), a policy, or a
 * gateway that is not there any more.
 */
final class Spellings {

    /** What other gateways put before the name of a rule of theirs. */
    private static final List<String> RULE_PREFIXES = List.of("policy/", "@preset/");

    /** Gateways: what stands behind them is a whole name again. */
    private static final Set<String> GATEWAYS =
            Set.of("litellm", "litellm-proxy", "openrouter", "requesty", "helicone", "vercel");

    /**
     * Labs that serve nothing themselves: OpenRouter and others put them before a model whoever
     * serves it. Anything else before a slash is a provider, or a mistake.
     */
    private static final Set<String> LABS =
            Set.of(
                    "meta-llama",
                    "allenai",
                    "amazon",
                    "arcee-ai",
                    "baidu",
                    "bytedance-seed",
                    "cognitivecomputations",
                    "deepcogito",
                    "eleutherai",
                    "gryphe",
                    "ibm-granite",
                    "inclusionai",
                    "liquid",
                    "meituan",
                    "microsoft",
                    "nousresearch",
                    "sao10k",
                    "tencent",
                    "thedrummer",
                    "thudm",
                    "tngtech",
                    "unsloth");

    private final Catalog catalog;

    Spellings(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The name of our rule that a caller calls by another gateway's word for it. */
    Optional<String> ofRule(String name) {
        return RULE_PREFIXES.stream()
                .filter(name::startsWith)
                .map(prefix -> name.substring(prefix.length()))
                .filter(rest -> catalog.rules().find(rest).isPresent())
                .findFirst();
    }

    /** The models, best first; empty when there are none. */
    List<Model> of(String name, boolean allowUnlisted) {
        List<Model> called = catalog.models().calledUpstream(name);
        if (!called.isEmpty()) {
            return called;
        }
        int slash = name.indexOf('/');
        if (slash < 1) {
            return catalog.models().namesakes(name);
        }
        String first = name.substring(0, slash);
        String rest = name.substring(slash + 1);
        Optional<Provider> provider = catalog.providers().find(first);
        if (provider.isPresent()) {
            return at(provider.get(), name, rest, allowUnlisted);
        }
        Optional<Provider> whose = catalog.providers().whoseNamesBegin(first);
        return whose.isPresent()
                ? at(whose.get(), whose.get().id() + "/" + name, name, allowUnlisted)
                : ofLab(name, first, rest, allowUnlisted);
    }

    /** A gateway without a key is one that the caller has left. */
    private List<Model> at(Provider provider, String name, String rest, boolean allowUnlisted) {
        List<Model> models = new ArrayList<>();
        if (allowUnlisted) {
            catalog.passThrough(name).ifPresent(models::add);
        }
        if (GATEWAYS.contains(provider.id()) && !provider.usable()) {
            models.addAll(behind(rest, allowUnlisted));
        }
        return models;
    }

    private List<Model> behind(String rest, boolean allowUnlisted) {
        return catalog.models().find(rest).map(List::of).orElseGet(() -> of(rest, allowUnlisted));
    }

    private List<Model> ofLab(String name, String lab, String rest, boolean allowUnlisted) {
        String prefix = lab.toLowerCase(Locale.ROOT).replace('_', '-');
        if (GATEWAYS.contains(prefix)) {
            return behind(rest, allowUnlisted);
        }
        int slash = rest.indexOf('/');
        String second = slash < 0 ? rest : rest.substring(0, slash);
        Optional<Provider> provider = catalog.providers().find(second);
        if (provider.isPresent() && slash < 0) {
            return reversed(lab, provider.get(), allowUnlisted);
        }
        return LABS.contains(prefix) ? catalog.models().namesakes(name) : List.of();
    }

    /** Helicone's order: the model, then who serves it. */
    private List<Model> reversed(String model, Provider provider, boolean allowUnlisted) {
        String name = provider.id() + "/" + model;
        Optional<Model> found = catalog.models().find(name);
        if (found.isEmpty() && allowUnlisted) {
            found = catalog.passThrough(name);
        }
        return found.map(List::of).orElse(List.of());
    }
}
