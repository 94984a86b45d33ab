package io.aigateway.catalog;

import io.aigateway.config.Located;
import io.aigateway.config.Row;
import io.aigateway.config.RowFile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code models.yaml}. */
final class ModelRows {

    static final String FILE = "models.yaml";

    private ModelRows() {}

    static List<Located<Model>> read(RowFile file) {
        return file.read(FILE, "models", ModelRows::model);
    }

    private static Optional<Model> model(Row row) {
        return row.build(
                () -> {
                    String id = row.text("id");
                    @Nullable String route = row.optionalText("route");
                    Set<String> capabilities = capabilities(row);
                    return new Model(
                            id,
                            row.parsed("provider", text -> text, provider(id, route)),
                            row.parsed("upstream", text -> text, afterSlash(id)),
                            row.texts("aliases"),
                            PriceRows.price(row, !isEmbedding(capabilities)),
                            limits(row),
                            rate(row),
                            capabilities,
                            new LinkedHashSet<>(row.texts("unsupported")),
                            route);
                });
    }

    private static boolean isEmbedding(Set<String> capabilities) {
        return capabilities.equals(Set.of(Capability.EMBEDDINGS));
    }

    private static Set<String> capabilities(Row row) {
        return row.has("capabilities")
                ? new LinkedHashSet<>(row.texts("capabilities"))
                : Set.of(Capability.CHAT);
    }

    private static String provider(String id, @Nullable String route) {
        return route == null ? id.substring(0, Math.max(0, id.indexOf('/'))) : Provider.CAMEL.id();
    }

    private static String afterSlash(String id) {
        return id.substring(id.indexOf('/') + 1);
    }

    private static Limits limits(Row model) {
        Row row = model.row("limits");
        if (row == null) {
            return Limits.UNKNOWN;
        }
        return row.build(
                        () ->
                                new Limits(
                                        row.count("context"),
                                        row.count("output"),
                                        row.count("default-output")))
                .orElse(Limits.UNKNOWN);
    }

    private static Rate rate(Row model) {
        Row row = model.row("rate");
        if (row == null) {
            return Rate.UNLIMITED;
        }
        return row.build(() -> new Rate(row.count("rpm"), row.count("tpm"), row.count("parallel")))
                .orElse(Rate.UNLIMITED);
    }
}
