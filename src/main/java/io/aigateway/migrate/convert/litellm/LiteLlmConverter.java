package io.aigateway.migrate.convert.litellm;

import io.aigateway.migrate.Conversion;
import io.aigateway.migrate.ConversionContext;
import io.aigateway.migrate.Converter;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.KeyFate;
import io.aigateway.migrate.Source;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.convert.Accounting;
import io.aigateway.migrate.convert.BudgetScript;
import io.aigateway.migrate.convert.SecretNames;
import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.Shipped;
import io.aigateway.migrate.convert.UnreadableDocument;
import io.aigateway.migrate.convert.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * LiteLLM's {@code config.yaml}: providers, models, rules, settings, and budgets as a script. What
 * it means is told in LiteLLM's documentation, "proxy/config_settings" and the pages beside it.
 */
public final class LiteLlmConverter implements Converter {

    /** At the edge of a YAML file: not a chart that holds such a file among its values. */
    private static final Pattern SECTION =
            Pattern.compile(
                    "(?m)(^|^\\s*\\{\\s*)[\"']?(model_list|litellm_settings|router_settings)[\"']?\\s*:"
                            + "|^general_settings\\s*:(?s:.*)(master_key|database_url|os\\.environ/)");

    private static final Pattern VARIABLE =
            Pattern.compile("os\\.environ/([A-Za-z_][A-Za-z0-9_]*)");

    private final Shipped shipped;
    private final LiteLlmFacts facts;

    /** Reads what is known of both languages. */
    public LiteLlmConverter() {
        this.shipped = new Shipped();
        this.facts = new LiteLlmFacts();
    }

    @Override
    public Source source() {
        return Source.LITELLM;
    }

    @Override
    public boolean recognises(SourceFile file) {
        boolean isData = file.kind() == FileKind.YAML || file.kind() == FileKind.JSON;
        return isData && SECTION.matcher(file.text()).find();
    }

    @Override
    public Conversion convert(SourceFile file, ConversionContext context) {
        try {
            return converted(new Input(file, context), file);
        } catch (UnreadableDocument e) {
            String why = "the file cannot be read: " + e.getMessage();
            return new Conversion(
                    new TreeMap<>(),
                    List.of(new KeyFate(file.shown(), e.line(), KeyFate.Fate.NOT_CARRIED, why)));
        }
    }

    private Conversion converted(Input input, SourceFile file) {
        SecretNames secrets = new SecretNames();
        VARIABLE.matcher(file.text()).results().forEach(found -> secrets.reads(found.group(1)));
        ModelStrings strings = new ModelStrings(shipped, facts);
        TimeLimits limits = new TimeLimits(input);
        Connections connections = new Connections(shipped, facts, secrets, limits);
        Deployments deployments = new Deployments(input, strings, connections);
        Models models =
                new Models(deployments, connections, shipped, new PublicNames(input, deployments));
        Router router = new Router(input, models);
        BudgetScript budgets = new BudgetScript();
        new Spending(budgets, models, strings).read(input);
        SortedMap<String, String> files = new TreeMap<>();
        new Properties(input, models).text().ifPresent(text -> files.put(Properties.FILE, text));
        write(files, file, models, deployments, router);
        if (!budgets.isEmpty()) {
            files.put(BudgetScript.FILE, budgets.toString());
        }
        return new Conversion(files, fates(input));
    }

    private List<KeyFate> fates(Input input) {
        List<KeyFate> fates = new ArrayList<>();
        for (Setting document : input.documents()) {
            fates.addAll(new Accounting(facts::reason).of(document));
        }
        return fates;
    }

    private static void write(
            SortedMap<String, String> files,
            SourceFile file,
            Models models,
            Deployments deployments,
            Router router) {
        String from = "Converted from " + file.shown() + " of LiteLLM.";
        List<Map<String, Object>> rules = router.rules().rows();
        boolean anyModels = !models.models().rows().isEmpty();
        if (anyModels || !deployments.leftOut().isEmpty() || !models.providers().isEmpty()) {
            files.put("providers.yaml", YamlText.of(from, "providers", models.providers().rows()));
            YamlText text = new YamlText(List.of(from), "models");
            models.models().rows().forEach(text::row);
            deployments.leftOut().forEach((name, behind) -> text.comment(leftOut(name, behind)));
            files.put("models.yaml", text.toString());
        }
        if (!rules.isEmpty()) {
            files.put("rules.yaml", YamlText.of(from, "rules", rules));
        }
    }

    private static List<String> leftOut(String name, List<String> behind) {
        List<String> lines = new ArrayList<>();
        lines.add("left out: " + name);
        behind.forEach(line -> lines.add("  " + line));
        return lines;
    }
}
