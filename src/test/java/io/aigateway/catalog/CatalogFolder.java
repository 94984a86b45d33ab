package io.aigateway.catalog;

import io.aigateway.config.ConfigFiles;
import io.aigateway.config.Environment;
import io.aigateway.config.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A folder with a small, valid catalogue, of which a test replaces one file. */
final class CatalogFolder {

    static final String PROVIDERS =
            """
            providers:
              - id: openai
                aliases: [text_openai]
                base-url: https://api.openai.com/v1
                api-key: ${OPENAI_API_KEY:}
            """;
    static final String MODELS =
            """
            models:
              - id: openai/gpt-5.4
                aliases: [gpt-5.4]
                price: {input: 2.50, output: 15.00}
              - id: openai/gpt-4o
                price: {input: 2.50, output: 10.00}
            """;
    static final String RULES = "rules: []\n";

    private final Path dir;

    CatalogFolder(Path dir) {
        this.dir = dir;
        write("providers.yaml", PROVIDERS);
        write("models.yaml", MODELS);
        write("rules.yaml", RULES);
    }

    CatalogFolder write(String name, String content) {
        try {
            Files.writeString(dir.resolve(name), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConfigFiles files() {
        return new ConfigFiles(dir);
    }

    Catalog load(Map<String, String> variables) {
        return Catalog.load(files(), Environment.of(variables));
    }

    /** The findings, with the folder taken off the file names. */
    List<String> check() {
        return Catalog.check(files(), Environment.of(Map.of())).stream()
                .map(Finding::toString)
                .map(text -> text.replace(dir + "/", ""))
                .toList();
    }
}
