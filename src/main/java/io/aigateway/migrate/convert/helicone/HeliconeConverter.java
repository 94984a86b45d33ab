package io.aigateway.migrate.convert.helicone;

import io.aigateway.migrate.Conversion;
import io.aigateway.migrate.ConversionContext;
import io.aigateway.migrate.Converter;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.KeyFate;
import io.aigateway.migrate.Source;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.convert.Accounting;
import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.Settings;
import io.aigateway.migrate.convert.Shipped;
import io.aigateway.migrate.convert.UnreadableDocument;
import io.aigateway.migrate.convert.YamlText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The YAML file of Helicone's gateway that people run themselves. Routers that name models become
 * rules of their name. The format is that of the gateway's own {@code config} module, version 0.2,
 * and of "ai-gateway/config" in its documentation.
 */
public final class HeliconeConverter implements Converter {

    /** At the edge of the file: not a chart or another program's file that holds one. */
    private static final Pattern ROUTERS = Pattern.compile("(?m)^\\uFEFF?[\"']?routers[\"']?\\s*:");

    private final Shipped shipped;
    private final Shape shape;

    /** Reads what is known of our side. */
    public HeliconeConverter() {
        this.shipped = new Shipped();
        this.shape = new Shape(shipped);
    }

    @Override
    public Source source() {
        return Source.HELICONE;
    }

    @Override
    public boolean recognises(SourceFile file) {
        return file.kind() == FileKind.YAML
                && ROUTERS.matcher(file.text()).find()
                && file.text().contains("load-balance")
                && isTheirs(file.text());
    }

    @Override
    public Conversion convert(SourceFile file, ConversionContext context) {
        try {
            Optional<Setting> root = Settings.read(file.text());
            if (root.isEmpty()) {
                return new Conversion(new TreeMap<>(), List.of());
            }
            SortedMap<String, String> files = files(root.get(), file, context.choices().map());
            return new Conversion(files, new Accounting(Reasons::of).of(root.get()));
        } catch (UnreadableDocument e) {
            String why = "the file cannot be read: " + e.getMessage();
            return new Conversion(
                    new TreeMap<>(),
                    List.of(new KeyFate(file.shown(), e.line(), KeyFate.Fate.NOT_CARRIED, why)));
        }
    }

    private boolean isTheirs(String text) {
        try {
            return Settings.read(text).filter(shape::fits).isPresent();
        } catch (UnreadableDocument broken) {
            return false;
        }
    }

    private SortedMap<String, String> files(
            Setting root, SourceFile file, Map<String, String> slugs) {
        Set<String> names = Names.of(root);
        Providers providers = new Providers(shipped, slugs);
        Models models = new Models(shipped, providers, names);
        Rules rules = new Rules(names);
        Scope top = providers.top(root.get("providers"));
        offered(root, models, top);
        new Routers(providers, models, rules).read(root, top);
        root.get("global").ifPresent(Middleware::tell);
        root.get("unified-api").ifPresent(Middleware::tell);
        root.get("routers")
                .map(Setting::fields)
                .orElse(Map.of())
                .values()
                .forEach(Middleware::tell);
        String comment =
                "Converted from "
                        + file.shown()
                        + " of Helicone. Callers name a router as their model.";
        return written(comment, providers, models, rules);
    }

    private static void offered(Setting root, Models models, Scope top) {
        root.get("providers")
                .map(Setting::fields)
                .orElse(Map.of())
                .forEach(
                        (name, said) -> {
                            if (top.named(name).isPresent()) {
                                said.get("models")
                                        .ifPresent(list -> models.offered(name, list, top));
                            }
                        });
    }

    private static SortedMap<String, String> written(
            String comment, Providers providers, Models models, Rules rules) {
        SortedMap<String, String> files = new TreeMap<>();
        if (!providers.rows().isEmpty()) {
            files.put("providers.yaml", text(comment, "providers", providers.rows()));
            files.put("models.yaml", text(comment, "models", models.rows()));
        }
        if (!rules.rows().isEmpty()) {
            files.put("rules.yaml", text(comment, "rules", rules.rows()));
        }
        return files;
    }

    private static String text(String comment, String key, List<Map<String, Object>> rows) {
        YamlText text = new YamlText(List.of(comment), key);
        rows.forEach(text::row);
        return text.toString();
    }
}
