package io.aigateway.migrate.convert.helicone;

import io.aigateway.migrate.Conversion;
import io.aigateway.migrate.ConversionContext;
import io.aigateway.migrate.Converter;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.Source;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.SettingsFile;
import io.aigateway.migrate.convert.Shipped;
import io.aigateway.migrate.convert.YamlText;
import java.util.Map;
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
                && SettingsFile.fits(file.text(), shape::fits);
    }

    @Override
    public Conversion convert(SourceFile file, ConversionContext context) {
        return SettingsFile.converted(
                file, root -> files(root, file, context.choices().map()), Reasons::of);
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
            files.put("providers.yaml", YamlText.of(comment, "providers", providers.rows()));
            files.put("models.yaml", YamlText.of(comment, "models", models.rows()));
        }
        if (!rules.rows().isEmpty()) {
            files.put("rules.yaml", YamlText.of(comment, "rules", rules.rows()));
        }
        return files;
    }
}
