package io.aigateway.catalog;

import io.aigateway.config.ConfigFiles;
import io.aigateway.config.Environment;
import io.aigateway.config.Findings;
import io.aigateway.config.Located;
import io.aigateway.config.Row;
import io.aigateway.config.RowFile;
import io.aigateway.config.Spelling;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the three files and checks what one row says about another. */
final class CatalogReader {

    private CatalogReader() {}

    /**
     * Reads them.
     *
     * @param before what is in use, whose prices are compared; null at the start
     */
    static Catalog read(
            ConfigFiles files,
            Environment environment,
            Findings findings,
            @Nullable Catalog before) {
        RowFile file = new RowFile(files, environment, findings);
        List<Located<Provider>> providers = ProviderRows.read(file);
        List<Located<Model>> models = ModelRows.read(file);
        List<Located<Rule>> rules = RuleRows.read(file);
        ProviderTable table = ProviderTable.of(values(providers));
        Catalog catalog =
                new Catalog(table, ModelCatalog.of(values(models), table), Rules.of(values(rules)));
        requireUnique("provider", providers, ProviderTable::formsOf);
        requireUnique("model", models, ModelCatalog::formsOf);
        requireUnique("rule", rules, rule -> Set.of(Spelling.alike(rule.model())));
        models.forEach(model -> checkProvider(model, table));
        if (before != null) {
            models.forEach(new PriceJumps(before)::check);
        }
        RuleCheck check = new RuleCheck(catalog);
        rules.forEach(check::check);
        return catalog;
    }

    private static void checkProvider(Located<Model> located, ProviderTable table) {
        Model model = located.value();
        Row row = located.row();
        Provider provider = table.find(model.providerId()).orElse(null);
        if (provider == null) {
            row.error(
                    "provider",
                    "model '%s' names unknown provider '%s'; %s"
                            .formatted(
                                    model.id(),
                                    model.providerId(),
                                    Spelling.advice(model.providerId(), "providers", table.ids())));
        } else if ((provider.wire() == Wire.CAMEL) != (model.route() != null)) {
            row.error(
                    "provider",
                    "model '%s' needs either a route or a provider whose wire is not camel"
                            .formatted(model.id()));
        }
    }

    private static <T> void requireUnique(
            String kind, List<Located<T>> rows, Function<T, Set<String>> formsOf) {
        Map<String, Integer> lines = new HashMap<>();
        for (Located<T> located : rows) {
            for (String form : formsOf.apply(located.value())) {
                Integer earlier = lines.putIfAbsent(form, located.row().line());
                if (earlier != null) {
                    located.row()
                            .error(
                                    "%s '%s' is named twice; the row on line %d has that name"
                                            .formatted(kind, form, earlier));
                }
            }
        }
    }

    private static <T> List<T> values(List<Located<T>> rows) {
        return rows.stream().map(Located::value).toList();
    }
}
