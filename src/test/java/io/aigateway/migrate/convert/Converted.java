package io.aigateway.migrate.convert;

import io.aigateway.catalog.Catalog;
import io.aigateway.check.SettingsCheck;
import io.aigateway.config.ConfigFiles;
import io.aigateway.config.Environment;
import io.aigateway.config.Finding;
import io.aigateway.config.Findings;
import io.aigateway.migrate.Choices;
import io.aigateway.migrate.Conversion;
import io.aigateway.migrate.ConversionContext;
import io.aigateway.migrate.Converter;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.KeyFate;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A conversion, with what {@code aig check} finds in its result. */
public record Converted(Conversion conversion, List<Finding> findings) {

    /** Converts one file that may include others. */
    public static Converted of(Converter converter, String name, Map<String, String> files) {
        Conversion conversion = converter.convert(file(name, files.get(name)), including(files));
        return new Converted(conversion, check(conversion.files()));
    }

    /** Converts a text that stands alone. */
    public static Converted of(Converter converter, String text) {
        return of(converter, "config.yaml", Map.of("config.yaml", text));
    }

    /** A file as the scanner would give it. */
    public static SourceFile file(String name, String text) {
        FileKind kind = name.endsWith(".json") ? FileKind.JSON : FileKind.YAML;
        return new SourceFile(Path.of(name), text, StandardCharsets.UTF_8, kind);
    }

    private static ConversionContext including(Map<String, String> files) {
        return new ConversionContext() {
            @Override
            public Optional<SourceFile> included(SourceFile from, String name) {
                return Optional.ofNullable(files.get(name)).map(text -> file(name, text));
            }

            @Override
            public Choices choices() {
                return Choices.none();
            }

            @Override
            public Target target() {
                return Target.at("http://localhost:8080");
            }
        };
    }

    /** What {@code aig check} finds, with no variable set. */
    public static List<Finding> check(Map<String, String> files) {
        try {
            Path folder = Files.createTempDirectory("converted");
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
            ConfigFiles config = new ConfigFiles(folder);
            Findings findings = new Findings();
            SettingsCheck.check(config, findings);
            List<Finding> found = new ArrayList<>(findings.all());
            found.addAll(Catalog.check(config, Environment.of(Map.of())));
            delete(folder);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** The document of a name. */
    public String file(String name) {
        return conversion.files().getOrDefault(name, "");
    }

    /** The catalogue that the result makes. */
    public Catalog catalog() {
        try {
            Path folder = Files.createTempDirectory("converted");
            for (Map.Entry<String, String> file : conversion.files().entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
            Catalog catalog = Catalog.load(new ConfigFiles(folder), Environment.of(Map.of()));
            delete(folder);
            return catalog;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What became of each setting, by its path. */
    public Map<String, KeyFate> fates() {
        Map<String, KeyFate> fates = new LinkedHashMap<>();
        conversion.fates().forEach(fate -> fates.put(fate.path(), fate));
        return fates;
    }

    /**
     * The values of a document that are not covered by exactly one fate: its own, or that of the
     * mapping or list around it. Computed from the document alone.
     */
    public static List<String> miscounted(String document, List<KeyFate> fates) {
        Map<String, Integer> told = new HashMap<>();
        fates.forEach(fate -> told.merge(fate.path(), 1, Integer::sum));
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> known = new HashMap<>();
        Settings.read(document)
                .ifPresent(
                        root ->
                                root.fields()
                                        .values()
                                        .forEach(value -> count(value, 0, told, known, wrong)));
        fates.stream()
                .filter(fate -> !known.containsKey(fate.path()))
                .forEach(fate -> wrong.add("no such setting: " + fate.path()));
        fates.stream()
                .filter(
                        fate ->
                                known.containsKey(fate.path())
                                        && known.get(fate.path()) != fate.line())
                .forEach(fate -> wrong.add("line of " + fate.path()));
        return wrong;
    }

    private static void count(
            Setting value,
            int above,
            Map<String, Integer> told,
            Map<String, Integer> known,
            List<String> wrong) {
        known.put(value.path(), value.line());
        int here = above + told.getOrDefault(value.path(), 0);
        if (value.isLeaf()) {
            if (here != 1) {
                wrong.add(here + " fates of " + value.path());
            }
            return;
        }
        value.fields().values().forEach(part -> count(part, here, told, known, wrong));
        value.items().forEach(part -> count(part, here, told, known, wrong));
    }
}
