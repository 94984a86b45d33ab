package io.aigateway.migrate.convert;

import io.aigateway.config.ConfigFiles;
import io.aigateway.config.Spelling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The rows of the providers and models that we ship, as they are written. Immutable. */
public final class Shipped {

    private static final List<String> FACTS =
            List.of("price", "limits", "capabilities", "unsupported");

    private final Map<String, Map<String, Object>> providers = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> models = new LinkedHashMap<>();
    private final List<Map<String, Object>> allProviders = new ArrayList<>();
    private final List<Map<String, Object>> allModels = new ArrayList<>();

    /** Reads the files in the jar. */
    public Shipped() {
        ConfigFiles files = new ConfigFiles(null);
        rows(files.read("providers.yaml").text(), "providers", this::provider);
        rows(files.read("models.yaml").text(), "models", this::model);
    }

    /** The provider of an id or alias; case does not matter, nor whether {@code -} or {@code _}. */
    public Optional<Map<String, Object>> provider(String name) {
        return Optional.ofNullable(providers.get(form(name)));
    }

    /** All providers. */
    public List<Map<String, Object>> providers() {
        return allProviders;
    }

    /** The model of an id, an alias, or a provider's own name for it behind the provider's id. */
    public Optional<Map<String, Object>> model(String name) {
        return Optional.ofNullable(models.get(Spelling.alike(name)));
    }

    /** All models. */
    public List<Map<String, Object>> models() {
        return allModels;
    }

    private void provider(Map<String, Object> row) {
        allProviders.add(row);
        providers.putIfAbsent(form("" + row.get("id")), row);
        texts(row, "aliases").forEach(alias -> providers.putIfAbsent(form(alias), row));
    }

    private void model(Map<String, Object> row) {
        allModels.add(row);
        String id = "" + row.get("id");
        models.putIfAbsent(Spelling.alike(id), row);
        texts(row, "aliases").forEach(alias -> models.putIfAbsent(Spelling.alike(alias), row));
        String upstream = id.substring(0, id.indexOf('/') + 1) + row.get("upstream");
        if (row.containsKey("upstream")) {
            models.putIfAbsent(Spelling.alike(upstream), row);
        }
    }

    /** Price, limits and the like of a provider's model; empty when we do not know it. */
    public Map<String, Object> facts(String provider, String model) {
        Map<String, Object> facts = new LinkedHashMap<>();
        model(provider + "/" + model)
                .ifPresent(
                        row ->
                                FACTS.forEach(
                                        key -> {
                                            Object value = row.get(key);
                                            if (value != null) {
                                                facts.put(key, value);
                                            }
                                        }));
        return facts;
    }

    /** Where a provider's key is read from; empty when it takes none. */
    public String keyTemplate(String provider) {
        Object template = provider(provider).map(row -> row.get("api-key")).orElse(null);
        return template == null ? "" : "" + template;
    }

    /** The variable that a provider's own SDK reads; empty when it takes no key. */
    public String keyVariable(String provider) {
        return keyTemplate(provider).replaceFirst("^\\$\\{([^:}]*).*$", "$1");
    }

    /** A list of a row; empty when it has none. */
    public static List<String> texts(Map<String, Object> row, String key) {
        return row.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The form in which names of providers are compared. */
    public static String form(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void rows(String text, String key, Consumer<Map<String, Object>> taker) {
        Setting root = Settings.read(text).orElseThrow();
        for (Setting row : root.get(key).orElseThrow().items()) {
            Map<String, Object> plain = new LinkedHashMap<>();
            row.fields().forEach((name, value) -> plain.put(name, plain(value)));
            taker.accept(plain);
        }
    }

    private static Object plain(Setting setting) {
        if (setting.isList()) {
            return setting.items().stream().map(Shipped::plain).toList();
        }
        if (!setting.fields().isEmpty()) {
            Map<String, Object> plain = new LinkedHashMap<>();
            setting.fields().forEach((name, value) -> plain.put(name, plain(value)));
            return plain;
        }
        Optional<BigDecimal> number = setting.isQuoted() ? Optional.empty() : setting.number();
        return number.<Object>map(value -> value)
                .or(() -> setting.isQuoted() ? Optional.empty() : setting.flag().map(flag -> flag))
                .orElseGet(() -> setting.text().orElse(""));
    }
}
