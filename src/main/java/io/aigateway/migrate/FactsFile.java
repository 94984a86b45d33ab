package io.aigateway.migrate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads the facts of a source from the class path. */
final class FactsFile {

    private static final Set<String> KEYS =
            Set.of(
                    "needles",
                    "api-bases",
                    "root-bases",
                    "manual-bases",
                    "local-bases",
                    "named-bases",
                    "foreign-hosts",
                    "key-variables",
                    "admin-key-variables",
                    "url-variables",
                    "key-prefixes",
                    "manual-paths",
                    "headers",
                    "images",
                    "packages");

    private final String name;
    private final Map<?, ?> tree;

    private FactsFile(String name, Map<?, ?> tree) {
        this.name = name;
        this.tree = tree;
    }

    static SourceFacts read(Source source) {
        String name = "META-INF/aigateway/migrate/" + source.word() + ".yaml";
        try (InputStream in = FactsFile.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            Object tree = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            return new FactsFile(name, (Map<?, ?>) tree).facts(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SourceFacts facts(Source source) {
        for (Object key : tree.keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalStateException(name + ": unknown key '" + key + "'");
            }
        }
        Map<String, String> manualBases = texts(tree.get("manual-bases"));
        return new SourceFacts(
                source,
                list("needles"),
                longestFirst(manualBases.keySet()),
                list("root-bases"),
                manualBases,
                patterns("local-bases"),
                patterns("named-bases"),
                list("foreign-hosts"),
                list("key-variables"),
                list("admin-key-variables"),
                list("url-variables"),
                list("key-prefixes"),
                texts(tree.get("manual-paths")).entrySet().stream()
                        .map(entry -> new ManualPath(entry.getKey(), entry.getValue()))
                        .toList(),
                Map.copyOf(texts(tree.get("headers"))),
                list("images"),
                packages());
    }

    private List<String> longestFirst(Set<String> manualBases) {
        return Stream.of(list("api-bases"), list("root-bases"), manualBases)
                .flatMap(bases -> bases.stream())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private Map<String, List<String>> packages() {
        Map<String, List<String>> packages = new LinkedHashMap<>();
        if (tree.get("packages") instanceof Map<?, ?> byLanguage) {
            byLanguage.forEach((key, value) -> packages.put(text(key), strings(value)));
        }
        return packages;
    }

    private List<Pattern> patterns(String key) {
        return list(key).stream()
                .map(regex -> Pattern.compile(regex, Pattern.CASE_INSENSITIVE))
                .toList();
    }

    private List<String> list(String key) {
        return strings(tree.get(key));
    }

    private List<String> strings(@Nullable Object value) {
        return value instanceof List<?> items ? items.stream().map(this::text).toList() : List.of();
    }

    private Map<String, String> texts(@Nullable Object value) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, text) -> texts.put(text(key), text(text)));
        }
        return texts;
    }

    private String text(@Nullable Object value) {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new IllegalStateException(name + ": not a text: " + value);
    }
}
