package io.aigateway.migrate.convert.portkey;

import io.aigateway.migrate.convert.Choice;
import io.aigateway.migrate.convert.Connection;
import io.aigateway.migrate.convert.ModelBook;
import io.aigateway.migrate.convert.ProviderBook;
import io.aigateway.migrate.convert.SecretNames;
import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.Shipped;
import io.aigateway.migrate.convert.WebAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ends of the tree: each is one model of one provider. Their providers and models. */
final class Leaves {

    private static final String NO_PRICE =
            "its price is not known: write it into models.yaml, or its calls are refused under a budget";
    private static final String NO_URL = "https://set-%s-base-url.invalid";
    private static final String OLLAMA = "ollama";
    private static final String DEMO = "demo";

    private final Shipped shipped;
    private final Map<String, String> slugs;
    private final ProviderBook providers;
    private final ModelBook models = new ModelBook(Set.of());
    private final SecretNames secrets = new SecretNames();

    /**
     * @param slugs which provider a slug of theirs means, as the person said it
     */
    Leaves(Shipped shipped, Map<String, String> slugs) {
        this.shipped = shipped;
        this.slugs = slugs;
        this.providers = new ProviderBook(shipped);
    }

    /** The rows of the providers. */
    List<Map<String, Object>> providers() {
        return providers.rows();
    }

    /** The rows of the models. */
    List<Map<String, Object>> models() {
        return models.rows();
    }

    /** What a leaf comes to; empty, and told, when its provider or model is not known. */
    Optional<Choice> choice(Setting leaf, Inherited around) {
        Optional<Setting> named = leaf.first("virtual_key", "virtualKey", "provider");
        Named one = Named.of(named.flatMap(Setting::text), around.model().flatMap(Setting::text));
        Optional<String> kind =
                one.slug().flatMap(this::kind).map(known -> atYourHost(known, leaf));
        if (kind.isEmpty()) {
            leaf.dropped("the provider is not known: say who it is with --map SLUG=PROVIDER");
            return Optional.empty();
        }
        if (one.model().isEmpty() || one.model().get().contains("${")) {
            leaf.dropped(
                    "it names no model, and a rule leads to models: write one into override_params");
            return Optional.empty();
        }
        String slug = one.slug().orElse("");
        Connection connection = connection(leaf, kind.get(), slug, around);
        tell(leaf, kind.get());
        return Optional.of(model(connection, slug, one.model().get(), around));
    }

    private Choice model(Connection connection, String slug, String model, Inherited around) {
        String kind = connection.kind();
        String id = providers.id(connection, List.of(hint(slug, kind)));
        boolean isTheirs = connection.baseUrl() == null;
        Map<String, Object> facts = isTheirs ? shipped.facts(kind, model) : Map.of();
        if (!facts.containsKey("price")) {
            around.model().ifPresent(one -> one.changed(NO_PRICE));
        }
        return new Choice.One(models.id(id, model, "", facts));
    }

    /** A server of one's own that speaks as OpenAI does has none of OpenAI's own ways. */
    private static String atYourHost(String kind, Setting leaf) {
        boolean isYours = leaf.get("custom_host").isPresent();
        return isYours && kind.equals("openai") ? "openai_like" : kind;
    }

    private static void tell(Setting leaf, String kind) {
        for (String key : List.of("provider", "virtual_key", "virtualKey")) {
            leaf.get(key)
                    .ifPresent(
                            named -> {
                                if (named.text().orElse("").equals(kind)) {
                                    named.carried("");
                                } else {
                                    named.changed("the provider " + kind + " in providers.yaml");
                                }
                            });
        }
    }

    /** A slug is what somebody called an integration: mapped, or told from how it begins. */
    private Optional<String> kind(String slug) {
        String word = slugs.getOrDefault(slug, slug);
        while (!word.isEmpty()) {
            Optional<String> found = known(word);
            if (found.isPresent()) {
                return found;
            }
            int end = Math.max(word.lastIndexOf('-'), word.lastIndexOf('_'));
            word = word.substring(0, Math.max(0, end));
        }
        return Optional.empty();
    }

    /** The shipped provider of a name; the one for demonstrations serves nobody's configuration. */
    Optional<String> known(String name) {
        return shipped.provider(name).map(row -> "" + row.get("id")).filter(id -> !id.equals(DEMO));
    }

    /** What a slug says beyond its provider. */
    private static String hint(String slug, String kind) {
        String form = Shipped.form(slug);
        String rest = form.startsWith(kind + "-") ? form.substring(kind.length() + 1) : form;
        return rest.equals(kind) ? "" : rest;
    }

    private Connection connection(Setting leaf, String kind, String slug, Inherited around) {
        String url = leaf.get("custom_host").map(host -> url(host, kind)).orElse(null);
        String key = key(leaf, kind, slug);
        Map<String, String> timeouts = new LinkedHashMap<>();
        around.millis().ifPresent(millis -> timeouts.put("first-byte", millis + "ms"));
        return new Connection(kind, url, key, null, Map.of(), timeouts, null);
    }

    /** An address that cannot be read leads nowhere, not to the well-known server of that name. */
    private static String url(Setting host, String kind) {
        Optional<String> url = host.text().filter(WebAddress::isPlain);
        if (url.isEmpty()) {
            host.changed("this is no plain http(s) URL: write the right one into providers.yaml");
            return NO_URL.formatted(Shipped.form(kind).replaceAll("[^a-z0-9]", "-"));
        }
        String bare = url.get().replaceFirst("/+$", "");
        boolean isBare = kind.equals(OLLAMA) && !bare.endsWith("/v1");
        String whole = isBare ? bare + "/v1" : bare;
        if (isBare) {
            host.changed("the path that our wire needs is part of it: " + whole);
        } else {
            host.carried("the base-url of the provider");
        }
        return whole;
    }

    /** Where the key is read from: each slug has a key of its own, which Portkey keeps. */
    private @Nullable String key(Setting leaf, String kind, String slug) {
        String usual = shipped.keyVariable(kind);
        String wanted = usual.isEmpty() ? kind + "_API_KEY" : usual;
        Optional<Setting> written = leaf.get("api_key").filter(key -> key.text().isPresent());
        if (written.isEmpty() && usual.isEmpty()) {
            return null;
        }
        String secret = written.flatMap(Setting::text).orElse("slug " + slug);
        String name = secrets.nameOf(secret, wanted);
        written.ifPresent(key -> key.changed(SecretNames.advice(name)));
        if (written.isEmpty() && !slug.equals(kind)) {
            leaf.first("virtual_key", "virtualKey", "provider")
                    .ifPresent(
                            named ->
                                    named.changed(
                                            "the provider " + kind + "; put its key into " + name));
        }
        return name.equals(usual) ? null : "${" + name + ":}";
    }

    /** A provider's slug and a model, which may both stand in the model's name. */
    private record Named(Optional<String> slug, Optional<String> model) {

        static Named of(Optional<String> slug, Optional<String> model) {
            String name = model.orElse("");
            int slash = name.indexOf('/');
            if (name.startsWith("@") && slash > 1) {
                String rest = name.substring(slash + 1);
                return new Named(
                        Optional.of(name.substring(1, slash)),
                        Optional.of(rest).filter(text -> !text.isBlank()));
            }
            return new Named(slug.map(word -> word.replaceFirst("^@", "")), model);
        }
    }
}
