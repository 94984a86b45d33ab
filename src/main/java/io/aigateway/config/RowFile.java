package io.aigateway.config;

import io.aigateway.error.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A configuration file that is one list of rows under one key, such as {@code providers:}. */
public final class RowFile {

    private final ConfigFiles files;
    private final Environment environment;
    private final Findings findings;

    /** Reads from the given files; what is wrong with them goes to the findings. */
    public RowFile(ConfigFiles files, Environment environment, Findings findings) {
        this.files = files;
        this.environment = environment;
        this.findings = findings;
    }

    /**
     * The rows of a file, each made into a value; a row with a mistake is left out and noted.
     *
     * @param name the file, such as {@code providers.yaml}
     * @param key the key that holds the list
     * @param maker makes a value of a row, or nothing when the row has a mistake
     */
    public <T> List<Located<T>> read(String name, String key, Function<Row, Optional<T>> maker) {
        List<Located<T>> values = new ArrayList<>();
        for (Row row : rows(name, key)) {
            maker.apply(row).ifPresent(value -> values.add(new Located<>(value, row)));
        }
        return values;
    }

    private List<Row> rows(String name, String key) {
        ConfigText file;
        try {
            file = files.read(name);
        } catch (ConfigException e) {
            String source = files.source(name);
            findings.error(source, 1, String.valueOf(e.getMessage()).replace(source + ":1: ", ""));
            return List.of();
        }
        int errors = findings.errors();
        Node document = YamlTree.read(file, findings);
        if (document == null) {
            return findings.errors() > errors ? List.of() : empty(file.source(), key);
        }
        return rows(
                new RowContext(file.source(), environment, findings).row("the file", document),
                key);
    }

    private List<Row> rows(@Nullable Row top, String key) {
        if (top == null) {
            return List.of();
        }
        if (!top.has(key)) {
            top.error("'" + key + "' is missing; write the rows under " + key + ":");
        }
        List<Row> rows = top.rows(key);
        top.build(() -> rows);
        return rows;
    }

    private List<Row> empty(String source, String key) {
        findings.error(source, 1, "the file is empty; write the rows under " + key + ":");
        return List.of();
    }
}
