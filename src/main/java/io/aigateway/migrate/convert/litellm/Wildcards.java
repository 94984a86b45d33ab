package io.aigateway.migrate.convert.litellm;

import io.aigateway.migrate.convert.Connection;
import io.aigateway.migrate.convert.ModelBook;
import io.aigateway.migrate.convert.ProviderBook;
import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.Shipped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Wildcards. {@code openai/*} is our provider {@code openai}, whose models are passed through;
 * {@code team-x/*} in front of {@code openai/*} is a provider {@code team-x} with the address and
 * key of OpenAI. The models that we ship for them are listed too, for their prices.
 */
final class Wildcards {

    private static final String ANY = "*";
    private static final String LISTED =
            "the models that are known are listed with their prices; others pass through at no known price";

    private final Shipped shipped;
    private final ProviderBook providers;
    private final ModelBook models;
    private final Map<String, String> kinds = new LinkedHashMap<>();
    private final Set<String> catchAll = new LinkedHashSet<>();
    private final Map<String, String> made = new LinkedHashMap<>();

    Wildcards(Shipped shipped, ProviderBook providers, ModelBook models) {
        this.shipped = shipped;
        this.providers = providers;
        this.models = models;
    }

    /** Whether any model passes through that is not listed. */
    boolean any() {
        return !kinds.isEmpty();
    }

    /** Gives a wildcard its provider, or tells why it has none. */
    void reserve(Deployment wildcard) {
        Setting name = wildcard.entry().whole().get("model_name").orElseThrow();
        Setting model = wildcard.entry().param("model").orElseThrow();
        String upstream = wildcard.served().upstream();
        String pattern = wildcard.name();
        boolean oneStarEach = stars(pattern) == 1 && stars(upstream) == 1 && upstream.endsWith(ANY);
        if (pattern.equals(ANY) && oneStarEach) {
            catchAll(wildcard, model);
        } else if (oneStarEach && pattern.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,39}/\\*")) {
            named(wildcard, pattern.substring(0, pattern.length() - 2), name, model);
        } else {
            name.dropped("of patterns, only PROVIDER/* and * have an equal");
            model.dropped("of patterns, only PROVIDER/* and * have an equal");
        }
    }

    private void named(Deployment wildcard, String prefix, Setting name, Setting model) {
        String kind = wildcard.connection().kind();
        boolean isItself =
                shipped.provider(prefix).map(row -> row.get("id")).filter(kind::equals).isPresent();
        String id = isItself ? kind : ProviderBook.slug(prefix);
        Connection connection = connection(wildcard);
        if (kinds.containsKey(id) || !providers.reserve(connection, id)) {
            name.dropped("there is a provider '" + id + "' already; one stands behind a pattern");
            model.dropped("there is a provider '" + id + "' already; one stands behind a pattern");
            return;
        }
        kinds.put(id, kind);
        name.carried("the prefix of a provider");
        model.changed(LISTED);
    }

    private void catchAll(Deployment wildcard, Setting model) {
        boolean everybody = model.text().orElse("").equals(ANY);
        if (everybody) {
            shipped.providers().forEach(row -> everybody("" + row.get("id")));
        } else {
            Connection connection = connection(wildcard);
            String id = providers.id(connection, List.of("any"));
            kinds.putIfAbsent(id, connection.kind());
            catchAll.add(id);
        }
        model.changed(
                "names with a provider pass through; of bare names, those that are listed are known");
    }

    private void everybody(String kind) {
        if (!kind.equals("demo") && providers.reserve(Connection.to(kind), kind)) {
            kinds.put(kind, kind);
            catchAll.add(kind);
        }
    }

    private static Connection connection(Deployment wildcard) {
        String upstream = wildcard.served().upstream();
        String prefix = upstream.substring(0, upstream.length() - 1);
        return prefix.isEmpty()
                ? wildcard.connection()
                : wildcard.connection().withModelPrefix(prefix);
    }

    /** Lists the models that we ship for the kinds of provider behind the wildcards. */
    void addShippedModels() {
        List<String> ids = new ArrayList<>(kinds.keySet());
        for (Map<String, Object> row : shipped.models()) {
            String shippedId = "" + row.get("id");
            int slash = shippedId.indexOf('/');
            for (String id : ids) {
                if (shippedId.substring(0, slash).equals(kinds.get(id))) {
                    String own = id + shippedId.substring(slash);
                    models.addShipped(own, row, catchAll.contains(id));
                }
            }
        }
    }

    /** The id of a model that a wildcard lets through; it is listed from now on. */
    Optional<String> model(String name) {
        Optional<String> listed = models.named(name).or(() -> Optional.ofNullable(made.get(name)));
        int slash = name.indexOf('/');
        if (listed.isPresent() || slash < 1 || !ModelBook.isName(name)) {
            return any() ? listed : Optional.empty();
        }
        String prefix = name.substring(0, slash);
        String kind = shipped.provider(prefix).map(row -> "" + row.get("id")).orElse(prefix);
        String id = kinds.containsKey(prefix) ? prefix : kind;
        if (!kinds.containsKey(id)) {
            return Optional.empty();
        }
        String made = models.id(id, name.substring(slash + 1), "", Map.of());
        this.made.put(name, made);
        return Optional.of(made);
    }

    private static long stars(String text) {
        return text.chars().filter(c -> c == '*').count();
    }
}
