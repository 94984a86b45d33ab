package io.aigateway.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every provider, found by id or alias. Immutable. */
public final class ProviderTable {

    private final List<Provider> providers;
    private final Map<String, Provider> byName = new HashMap<>();
    private final Map<String, Provider> bySegment = new HashMap<>();

    private ProviderTable(List<Provider> providers) {
        this.providers = List.copyOf(providers);
        this.providers.forEach(this::index);
    }

    /**
     * A table of the given providers, of which the first one wins where a name is used twice, and
     * of {@link Provider#CAMEL}.
     */
    public static ProviderTable of(List<Provider> providers) {
        List<Provider> all = new ArrayList<>(providers);
        if (all.stream().noneMatch(provider -> provider.id().equals(Provider.CAMEL.id()))) {
            all.add(Provider.CAMEL);
        }
        return new ProviderTable(all);
    }

    /**
     * The provider with that id or alias; case does not matter, nor whether {@code -} or {@code _}.
     */
    public Optional<Provider> find(String idOrAlias) {
        Provider exact = byName.get(idOrAlias);
        return Optional.ofNullable(exact != null ? exact : byName.get(form(idOrAlias)));
    }

    /**
     * The provider whose own names of models begin with this segment: {@code accounts} for
     * Fireworks, whose prefix is {@code accounts/fireworks/models/}.
     */
    public Optional<Provider> whoseNamesBegin(String segment) {
        return Optional.ofNullable(bySegment.get(segment));
    }

    /** All providers, in the order of the file. */
    public List<Provider> all() {
        return providers;
    }

    /** The ids of all providers. */
    public List<String> ids() {
        return providers.stream().map(Provider::id).toList();
    }

    /** The forms of a provider's names that no other provider may use. */
    static Set<String> formsOf(Provider provider) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(form(provider.id()));
        provider.aliases().forEach(alias -> forms.add(form(alias)));
        return forms;
    }

    private void index(Provider provider) {
        byName.putIfAbsent(provider.id(), provider);
        formsOf(provider).forEach(form -> byName.putIfAbsent(form, provider));
        String prefix = provider.quirks().modelPrefix();
        int slash = prefix.indexOf('/');
        if (slash > 0) {
            bySegment.putIfAbsent(prefix.substring(0, slash), provider);
        }
    }

    private static String form(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
