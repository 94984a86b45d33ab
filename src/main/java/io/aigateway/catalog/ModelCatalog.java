package io.aigateway.catalog;

import io.aigateway.config.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every model, found by any name that a person would use for it. Immutable; a known name costs one
 * look into a hash table.
 */
public final class ModelCatalog {

    private static final int LONGEST_NAME = 256;

    private final List<Model> models;
    private final ProviderTable providers;
    private final Map<String, Model> byName = new HashMap<>();
    private final Map<String, Model> byAlike = new HashMap<>();
    private final Map<String, List<Model>> byPlainName = new HashMap<>();
    private final Map<String, List<Model>> byUpstream = new HashMap<>();

    private ModelCatalog(List<Model> models, ProviderTable providers) {
        this.models = List.copyOf(models);
        this.providers = providers;
        this.models.forEach(this::indexNames);
        this.models.forEach(this::indexUpstream);
    }

    /** A catalogue of the given models, of which the first one wins where a name is used twice. */
    public static ModelCatalog of(List<Model> models, ProviderTable providers) {
        return new ModelCatalog(models, providers);
    }

    /**
     * The model of a name: an id or an alias; the same ignoring case and with {@code .} and {@code
     * -} alike between digits; the provider's own name for it; and each of these behind any alias
     * of its provider ({@code together_ai/…}).
     */
    public Optional<Model> find(String name) {
        Model exact = byName.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        return name.length() > LONGEST_NAME ? Optional.empty() : findAlike(name);
    }

    /**
     * Ids and aliases that look most like a name, best first, at most {@code n}; empty when nothing
     * is near. A long name is cut first, so the work is bounded.
     */
    public List<String> nearest(String name, int n) {
        return Spelling.nearest(name, byName.keySet(), n);
    }

    /**
     * The models that have the same name at several providers, whatever stands before its last
     * slash: {@code together/zai-org/glm-5} for {@code zai/glm-5}; in the order of the file.
     */
    public List<Model> namesakes(String name) {
        return name.length() > LONGEST_NAME
                ? List.of()
                : byPlainName.getOrDefault(plain(name), List.of());
    }

    /**
     * The models that their providers call exactly so, case and {@code .} for {@code -} aside:
     * {@code together/openai/gpt-oss-20b} for {@code openai/gpt-oss-20b}; in the order of the file.
     */
    public List<Model> calledUpstream(String name) {
        return name.length() > LONGEST_NAME
                ? List.of()
                : byUpstream.getOrDefault(Spelling.alike(name), List.of());
    }

    private static String plain(String name) {
        return Spelling.alike(name.substring(name.lastIndexOf('/') + 1));
    }

    /** All models, in the order of the file. */
    public List<Model> all() {
        return models;
    }

    /** The forms of a model's names that no other model may use. */
    static Set<String> formsOf(Model model) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(Spelling.alike(model.id()));
        model.aliases().forEach(alias -> forms.add(Spelling.alike(alias)));
        return forms;
    }

    private Optional<Model> findAlike(String name) {
        Model alike = byAlike.get(Spelling.alike(name));
        int slash = name.indexOf('/');
        if (alike != null || slash < 0) {
            return Optional.ofNullable(alike);
        }
        return providers
                .find(name.substring(0, slash))
                .map(provider -> provider.id() + name.substring(slash))
                .map(canonical -> byAlike.get(Spelling.alike(canonical)));
    }

    private void indexNames(Model model) {
        byName.putIfAbsent(model.id(), model);
        model.aliases().forEach(alias -> byName.putIfAbsent(alias, model));
        formsOf(model).forEach(form -> byAlike.putIfAbsent(form, model));
        byPlainName.computeIfAbsent(plain(model.id()), name -> new ArrayList<>(1)).add(model);
    }

    private void indexUpstream(Model model) {
        String plain = model.providerId() + "/" + model.upstream();
        byAlike.putIfAbsent(Spelling.alike(plain), model);
        addUpstream(model.upstream(), model);
        providers
                .find(model.providerId())
                .map(provider -> provider.quirks().upstreamName(model.upstream()))
                .filter(upstream -> !upstream.equals(model.upstream()))
                .ifPresent(
                        upstream -> {
                            String whole = model.providerId() + "/" + upstream;
                            byAlike.putIfAbsent(Spelling.alike(whole), model);
                            addUpstream(upstream, model);
                        });
    }

    private void addUpstream(String upstream, Model model) {
        if (model.route() == null) {
            byUpstream
                    .computeIfAbsent(Spelling.alike(upstream), form -> new ArrayList<>(1))
                    .add(model);
        }
    }
}
