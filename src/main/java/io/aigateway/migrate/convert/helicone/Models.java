package io.aigateway.migrate.convert.helicone;

import io.aigateway.config.Spelling;
import io.aigateway.migrate.convert.Choice;
import io.aigateway.migrate.convert.ModelBook;
import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.Shipped;
import io.aigateway.migrate.convert.helicone.Providers.Provided;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The models that a file names, {@code provider/model} or the model alone. */
final class Models {

    private static final String NO_PRICE =
            "a price is not known: write it into models.yaml, or its calls are refused under a budget";
    private static final String NO_NAMES = "these are no names of models";

    private final Shipped shipped;
    private final Providers providers;
    private final Set<String> ruleNames;
    private final ModelBook book;
    private final Map<String, String> offeredBy = new HashMap<>();

    /**
     * @param ruleNames names of rules, in the form of {@link Spelling#alike}: no model gets them
     */
    Models(Shipped shipped, Providers providers, Set<String> ruleNames) {
        this.shipped = shipped;
        this.providers = providers;
        this.ruleNames = ruleNames;
        this.book = new ModelBook(ruleNames);
    }

    /** The rows. */
    List<Map<String, Object>> rows() {
        return book.rows();
    }

    /** Lists what a provider offers, and tells it. */
    void offered(String provider, Setting list, Scope scope) {
        Optional<Provided> provided = providers.named(provider, scope);
        if (provided.isEmpty() || !list.isLeaf()) {
            list.dropped(NO_NAMES);
            return;
        }
        boolean priced = true;
        for (String name : list.texts()) {
            offeredBy.putIfAbsent(Spelling.alike(name), provider);
            priced &= !isName(name) || model(provided.get(), name).isPriced();
        }
        if (!list.texts().stream().allMatch(Models::isName)) {
            list.changed("what cannot be a model's name is left out");
        } else if (priced) {
            list.carried("rows of models.yaml");
        } else {
            list.changed(NO_PRICE);
        }
    }

    /** Lists what we know of a provider, as any of its models may be asked for. */
    void all(Provided provided) {
        String kind = provided.connection().kind();
        for (Map<String, Object> row : shipped.models()) {
            String id = "" + row.get("id");
            if (id.startsWith(kind + "/") && provided.connection().baseUrl() == null) {
                book.addShipped(provided.id() + id.substring(kind.length()), row, true);
            }
        }
    }

    /** The model of a name; empty when nobody here serves it. */
    Optional<Found> named(String name, Scope scope) {
        int slash = name.indexOf('/');
        Optional<Provided> provided =
                slash < 1 ? Optional.empty() : providers.named(name.substring(0, slash), scope);
        if (provided.isPresent()) {
            return Optional.of(name.substring(slash + 1))
                    .filter(Models::isName)
                    .map(rest -> model(provided.get(), rest));
        }
        return isName(name) ? bare(name, scope) : Optional.empty();
    }

    private Optional<Found> bare(String name, Scope scope) {
        String offering = offeredBy.get(Spelling.alike(name));
        if (offering != null) {
            return providers.named(offering, scope).map(provided -> model(provided, name));
        }
        return shipped.model(name)
                .map(row -> "" + row.get("id"))
                .flatMap(id -> providers.named(id.substring(0, id.indexOf('/')), scope))
                .map(provided -> model(provided, name));
    }

    private Found model(Provided provided, String name) {
        String kind = provided.connection().kind();
        boolean isTheirs = provided.connection().baseUrl() == null;
        String known = isTheirs ? known(kind, name) : name;
        Map<String, Object> facts = isTheirs ? shipped.facts(kind, known) : Map.of();
        String upstream = isTheirs ? upstream(kind, known) : name;
        String id =
                listed(provided.id() + "/" + known)
                        .orElseGet(() -> book.id(provided.id(), upstream, "", facts));
        String written = provided.id() + "/" + name;
        if (!ruleNames.contains(Spelling.alike(written))) {
            book.alias(id, written);
        }
        return new Found(id, provided.id(), facts.containsKey("price"));
    }

    /** The row that a provider's model has already, unless a rule hides it. */
    private Optional<String> listed(String name) {
        String provider = name.substring(0, name.indexOf('/') + 1);
        return book.named(name)
                .filter(id -> id.startsWith(provider))
                .filter(id -> !ruleNames.contains(Spelling.alike(id)));
    }

    /** A model's name in our list, when it is one that we know. */
    private String known(String kind, String name) {
        return shipped.model(kind + "/" + name)
                .or(() -> shipped.model(name))
                .map(row -> "" + row.get("id"))
                .filter(id -> id.startsWith(kind + "/"))
                .map(id -> id.substring(kind.length() + 1))
                .orElse(name);
    }

    /** The provider's own name for it. */
    private String upstream(String kind, String known) {
        return shipped.model(kind + "/" + known)
                .map(row -> row.get("upstream"))
                .map(String::valueOf)
                .orElse(known);
    }

    private static boolean isName(String name) {
        return !name.isBlank() && !name.contains("${");
    }

    /**
     * A model that can be asked.
     *
     * @param id its id here
     * @param provider the id of its provider
     * @param isPriced whether its price is known
     */
    record Found(String id, String provider, boolean isPriced) {

        /** The model as the part of a rule. */
        Choice choice() {
            return new Choice.One(id);
        }

        /** Tells of a model whose price is not known. */
        void tell(Setting named) {
            if (!isPriced) {
                named.changed(NO_PRICE);
            }
        }
    }
}
