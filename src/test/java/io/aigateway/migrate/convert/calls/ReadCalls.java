package io.aigateway.migrate.convert.calls;

import io.aigateway.catalog.Catalog;
import io.aigateway.config.ConfigFiles;
import io.aigateway.config.Environment;
import io.aigateway.config.Finding;
import io.aigateway.migrate.Conversion;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.KeyFate;
import io.aigateway.migrate.Source;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.convert.Converted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a tree of files comes to.
 *
 * @param rules the {@code rules.yaml} that is made of it; empty when there is none
 * @param fates what becomes of each field and name, file after file
 */
record ReadCalls(String rules, List<KeyFate> fates) {

    private static final Map<String, FileKind> KINDS =
            Map.ofEntries(
                    Map.entry("py", FileKind.PYTHON),
                    Map.entry("ts", FileKind.TYPESCRIPT),
                    Map.entry("java", FileKind.JAVA),
                    Map.entry("kt", FileKind.KOTLIN),
                    Map.entry("ipynb", FileKind.NOTEBOOK),
                    Map.entry("json", FileKind.JSON),
                    Map.entry("yaml", FileKind.YAML),
                    Map.entry("env", FileKind.DOTENV),
                    Map.entry("go", FileKind.GO),
                    Map.entry("rb", FileKind.RUBY),
                    Map.entry("sh", FileKind.SHELL));

    /** Of files by their names, with nothing below {@code --config-out}. */
    static ReadCalls of(Source source, Map<String, String> files) {
        return of(source, files, null);
    }

    /** The same with rules that somebody has already. */
    static ReadCalls of(Source source, Map<String, String> files, @Nullable String there) {
        List<SourceFile> read = new ArrayList<>();
        new TreeMap<>(files).forEach((name, text) -> read.add(file(name, text)));
        Map<SourceFile, Conversion> converted =
                new CallConverter(source, "There")
                        .convert(read, document -> Optional.ofNullable(there));
        List<KeyFate> fates = new ArrayList<>();
        converted.values().forEach(one -> fates.addAll(one.fates()));
        String rules =
                converted.values().stream()
                        .flatMap(one -> one.files().values().stream())
                        .findFirst()
                        .orElse("");
        return new ReadCalls(rules, fates);
    }

    private static SourceFile file(String name, String text) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        FileKind kind = KINDS.getOrDefault(ending, FileKind.OTHER);
        return new SourceFile(Path.of(name), text, StandardCharsets.UTF_8, kind);
    }

    /** The fates as {@code line path FATE}. */
    List<String> told() {
        return fates.stream().map(one -> one.line() + " " + one.path() + " " + one.fate()).toList();
    }

    /** What {@code aig check} finds in the rules. */
    List<Finding> findings() {
        return Converted.check(Map.of("rules.yaml", rules));
    }

    /** The shipped catalogue with these rules. */
    Catalog catalog() {
        try {
            Path folder = Files.createTempDirectory("rules");
            Path file = Files.writeString(folder.resolve("rules.yaml"), rules);
            Catalog catalog = Catalog.load(new ConfigFiles(folder), Environment.of(Map.of()));
            Files.delete(file);
            Files.delete(folder);
            return catalog;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
