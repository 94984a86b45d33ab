package io.aigateway.migrate.convert.calls;

import io.aigateway.config.Spelling;
import io.aigateway.migrate.Conversion;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.KeyFate;
import io.aigateway.migrate.KeyFate.Fate;
import io.aigateway.migrate.Source;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.TreeConverter;
import io.aigateway.migrate.Written;
import io.aigateway.migrate.code.CodeReading;
import io.aigateway.migrate.convert.SettingValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What calls say about their own routing: of OpenRouter the lists of models, the wishes about
 * providers and the presets, of Requesty the policies. They become rules, and each field is told.
 */
public final class CallConverter implements TreeConverter {

    /** Clients of OpenRouter's that write the names of fields as the wire wants them. */
    private static final Set<String> TRANSLATING = Set.of("@openrouter/sdk", "@openrouter/agent");

    private static final String RULES = "rules.yaml";
    private static final Set<FileKind> DATA =
            Set.of(FileKind.JSON, FileKind.YAML, FileKind.HELM, FileKind.KUBERNETES);
    private static final String LEFT =
            "could not be worked through: look by hand for what its calls say of their routing";
    private static final Comparator<KeyFate> IN_ORDER = Comparator.comparingInt(KeyFate::line);

    private final Source source;
    private final String name;
    private final SourceFacts facts;
    private final Kept kept;

    /**
     * Reads the words of a source.
     *
     * @param source one that keeps policies or presets
     * @param name what it calls itself
     */
    public CallConverter(Source source, String name) {
        this.source = source;
        this.name = name;
        this.facts = SourceFacts.of(source);
        this.kept =
                Kept.of(source)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "source must keep something, but was " + source));
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public List<String> needles() {
        return List.of(kept.prefix());
    }

    @Override
    public String bodyNeedle() {
        return source == Source.OPENROUTER ? "\"messages\"" : "";
    }

    /**
     * What one file says.
     *
     * @param bodies the calls in it that say something about routing
     * @param mentions the names in it
     * @param unread what is told of that which could not be worked through
     */
    private record Said(
            SourceFile file, List<Body> bodies, List<Mention> mentions, List<KeyFate> unread) {}

    @Override
    public Map<SourceFile, Conversion> convert(
            List<SourceFile> files, Function<String, Optional<String>> written) {
        List<Said> all = files.parallelStream().map(this::saidOrLeft).toList();
        Optional<Set<String>> there = written.apply(RULES).map(ExistingRules::names);
        Stubs stubs = new Stubs(name, kept);
        Map<SourceFile, List<KeyFate>> fates = new LinkedHashMap<>();
        for (Said said : all) {
            said.mentions.forEach(stubs::add);
            List<KeyFate> told = new ArrayList<>(said.unread);
            said.mentions.forEach(mention -> told.add(fate(mention, there)));
            said.bodies.forEach(body -> told.addAll(fates(said.file, body, stubs, there)));
            if (!told.isEmpty()) {
                fates.put(said.file, told.stream().sorted(IN_ORDER).toList());
            }
        }
        boolean writes = there.isEmpty() && !stubs.isEmpty();
        Map<SourceFile, Conversion> conversions = new LinkedHashMap<>();
        fates.forEach(
                (file, told) -> {
                    boolean first = conversions.isEmpty() && writes;
                    TreeMap<String, String> documents = new TreeMap<>();
                    if (first) {
                        documents.put(RULES, stubs.text());
                    }
                    conversions.put(file, new Conversion(documents, told));
                });
        return conversions;
    }

    /** One file must not end the work on all others. */
    private Said saidOrLeft(SourceFile file) {
        try {
            return said(file);
        } catch (RuntimeException | StackOverflowError unforeseen) {
            return new Said(
                    file,
                    List.of(),
                    List.of(),
                    List.of(new KeyFate(file.shown(), 1, Fate.NOT_CARRIED, LEFT)));
        }
    }

    private Said said(SourceFile file) {
        boolean sources = facts.concerns(file.text());
        boolean names = file.text().contains(kept.prefix());
        boolean routes = source == Source.OPENROUTER && Bodies.mayBeIn(file.text());
        boolean body = routes && file.kind() == FileKind.JSON;
        if (!(routes && sources) && !names && !body) {
            return new Said(file, List.of(), List.of(), List.of());
        }
        if (CodeReading.takes(file.kind())) {
            return ofProgram(file, sources);
        }
        List<Body> bodies = new ArrayList<>();
        if (sources || body) {
            bodies.addAll(Bodies.among(data(file), false));
            bodies.removeIf(one -> !sources && !(one.has("messages") && one.has("model")));
        }
        return new Said(file, bodies, Mentions.in(file, kept, bodies), List.of());
    }

    private Said ofProgram(SourceFile file, boolean sources) {
        CodeReading reading = CodeReading.of(file, facts);
        TextBodies texts = TextBodies.in(reading);
        List<Body> bodies = new ArrayList<>();
        if (sources) {
            bodies.addAll(Bodies.among(reading.objects(), true));
            bodies.addAll(Bodies.among(texts.objects(), false));
        }
        return new Said(
                file,
                bodies,
                Mentions.in(file, kept, reading, bodies, texts.objects(), facts),
                sources && source == Source.OPENROUTER ? texts.unread() : List.of());
    }

    private static List<Written> data(SourceFile file) {
        if (file.kind() == FileKind.SHELL) {
            return CurlBodies.in(file);
        }
        return DATA.contains(file.kind()) ? SettingValues.objects(file.text()) : List.of();
    }

    private List<KeyFate> fates(
            SourceFile file, Body body, Stubs stubs, Optional<Set<String>> there) {
        if (source != Source.OPENROUTER) {
            return List.of();
        }
        String rule =
                Chain.of(body, source.word())
                        .map(models -> stubs.chain(models, file.shown() + ":" + line(body)))
                        .filter(called -> there.map(names -> isIn(called, names)).orElse(true))
                        .orElse("");
        boolean translated = TRANSLATING.stream().anyMatch(file.text()::contains);
        return new CallFates(body, translated).all(rule);
    }

    private static int line(Body body) {
        return body.get("models").or(() -> body.get("provider")).map(Written::line).orElse(1);
    }

    private KeyFate fate(Mention mention, Optional<Set<String>> there) {
        boolean written = there.map(names -> isIn(mention.rule(), names)).orElse(false);
        Fate fate = written ? Fate.CARRIED : there.isEmpty() ? Fate.CHANGED : Fate.NOT_CARRIED;
        String why =
                written
                        ? "the rule of this name in rules.yaml"
                        : there.isEmpty()
                                ? "a stub in rules.yaml: put the models of the %s there"
                                        .formatted(kept.word())
                                : "rules.yaml is there already and stays as it is: add a rule '%s'"
                                        .formatted(mention.rule());
        if (!mention.model().isEmpty()) {
            fate = Fate.NOT_CARRIED;
            why =
                    "is served as %s, without the preset: ask for '%s' (%s)"
                            .formatted(mention.model(), mention.rule(), why);
        }
        return new KeyFate(mention.path(), mention.line(), fate, why);
    }

    private static boolean isIn(String rule, Set<String> names) {
        return names.contains(Spelling.alike(rule));
    }

    /** The names of rules that somebody has already, in the form in which names are compared. */
    private static final class ExistingRules {

        private ExistingRules() {}

        static Set<String> names(String rules) {
            Set<String> names = new HashSet<>();
            for (Written row : SettingValues.objects(rules)) {
                row.get("model").ifPresent(model -> names.add(Spelling.alike(model.text())));
            }
            return names;
        }
    }
}
