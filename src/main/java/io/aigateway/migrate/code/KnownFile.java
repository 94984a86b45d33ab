package io.aigateway.migrate.code;

import io.aigateway.migrate.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads what is known of a source's packages from the class path: by family of languages. */
final class KnownFile {

    private static final Set<String> KEYS =
            Set.of(
                    "names",
                    "becomes",
                    "url",
                    "key",
                    "form",
                    "options",
                    "tier",
                    "model-prefix",
                    "first",
                    "rename",
                    "gone",
                    "methods",
                    "members",
                    "headers",
                    "constant",
                    "manual",
                    "reads",
                    "calls-models",
                    "keeps-models");

    private static final Map<Source, Map<Dialect.Family, List<Known>>> READ =
            new ConcurrentHashMap<>();

    private KnownFile() {}

    /** What is known for a family of languages. */
    static List<Known> of(Source source, Dialect.Family family) {
        return READ.computeIfAbsent(source, KnownFile::read).getOrDefault(family, List.of());
    }

    private static Map<Dialect.Family, List<Known>> read(Source source) {
        String name = "META-INF/aigateway/migrate/code/" + source.word() + ".yaml";
        try (InputStream in = KnownFile.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            Object tree = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            return families((Map<?, ?>) tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Dialect.Family, List<Known>> families(Map<?, ?> tree) {
        Map<Dialect.Family, List<Known>> families = new LinkedHashMap<>();
        tree.forEach(
                (family, rows) -> {
                    List<Known> known = new ArrayList<>();
                    ((List<?>) rows).forEach(row -> known.add(known((Map<?, ?>) row)));
                    families.put(
                            Dialect.Family.valueOf(text(family).toUpperCase(Locale.ROOT)), known);
                });
        return families;
    }

    private static Known known(Map<?, ?> row) {
        for (Object key : row.keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalStateException("unknown key '" + key + "'");
            }
        }
        String form = text(row.get("form"));
        return new Known(
                list(row.get("names")),
                list(row.get("becomes")),
                text(row.get("url")),
                text(row.get("key")),
                form.isEmpty() ? Known.Form.V1 : Known.Form.valueOf(form.toUpperCase(Locale.ROOT)),
                Boolean.TRUE.equals(row.get("options")),
                "suggested".equals(row.get("tier")),
                text(row.get("model-prefix")),
                text(row.get("first")),
                texts(row.get("rename")),
                texts(row.get("gone")),
                texts(row.get("methods")),
                texts(row.get("members")),
                texts(row.get("headers")),
                "url".equals(row.get("constant")),
                text(row.get("manual")),
                list(row.get("reads")),
                Boolean.TRUE.equals(row.get("calls-models")),
                Boolean.TRUE.equals(row.get("keeps-models")));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static List<String> list(@Nullable Object value) {
        return value instanceof List<?> items
                ? items.stream().map(KnownFile::text).toList()
                : List.of();
    }

    private static Map<String, String> texts(@Nullable Object value) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, text) -> texts.put(text(key), text(text)));
        }
        return texts;
    }
}
