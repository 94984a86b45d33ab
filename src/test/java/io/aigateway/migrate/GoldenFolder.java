package io.aigateway.migrate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.cli.Aig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One folder of {@code src/test/resources/migrate/<source>/}: {@code before/} as somebody wrote it,
 * {@code after/} as it shall be (the same as before where the folder is called {@code
 * untouched-…}), {@code report.json} with what shall be found, and in {@code flags.txt} more flags,
 * one a line. With {@code GOLDEN_WRITE=word} in the environment the folders whose path holds the
 * word are written anew, to be read by a person before they are kept.
 */
record GoldenFolder(Path path) {

    static final Path ALL = Path.of("src/test/resources/migrate");
    static final String BASE_URL = "https://gw.example/v1";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TOLD =
            List.of("file", "line", "rule", "tier", "before", "after", "path", "fate");

    /** What one run of the verb did. */
    record Run(int exit, String out, String err, JsonNode report) {}

    static List<GoldenFolder> all() {
        try (Stream<Path> found = Files.walk(ALL, 3)) {
            return found.filter(path -> path.endsWith("before"))
                    .map(before -> new GoldenFolder(before.getParent()))
                    .sorted((a, b) -> a.path.compareTo(b.path))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return ALL.relativize(path).toString().replace('\\', '/');
    }

    String source() {
        return path.getParent().getFileName().toString();
    }

    boolean isUntouched() {
        return path.getFileName().toString().startsWith("untouched-");
    }

    /** What the tree shall be afterwards. */
    SortedMap<String, String> expected() {
        return tree(path.resolve(isUntouched() ? "before" : "after"));
    }

    /** What shall be found. */
    JsonNode expectedReport() throws IOException {
        return JSON.readTree(path.resolve("report.json").toFile());
    }

    boolean hasReport() {
        return Files.exists(path.resolve("report.json"));
    }

    /** Puts the tree as it was into a folder. */
    void copyTo(Path work) throws IOException {
        for (Map.Entry<String, String> file : tree(path.resolve("before")).entrySet()) {
            Path to = work.resolve(file.getKey());
            Files.createDirectories(to.getParent());
            Files.write(to, file.getValue().getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** Runs the verb as a person would, and reads its report. */
    Run run(Path work, Path report, String... more) throws IOException {
        List<String> args =
                new ArrayList<>(
                        List.of(
                                "migrate",
                                source(),
                                work.toString(),
                                "--report",
                                report.toString(),
                                "--base-url",
                                BASE_URL));
        args.addAll(List.of(more));
        Path flags = path.resolve("flags.txt");
        if (Files.exists(flags)) {
            args.addAll(Files.readAllLines(flags).stream().filter(l -> !l.isBlank()).toList());
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit =
                Aig.run(
                        args.toArray(String[]::new),
                        new PrintWriter(out),
                        new PrintWriter(err),
                        name -> null,
                        false);
        JsonNode told = Files.exists(report) ? told(JSON.readTree(report.toFile())) : null;
        return new Run(exit, out.toString(), err.toString(), told);
    }

    /** Writes what came out as what shall come out, where somebody asked for it. */
    void accept(Path work, JsonNode report) throws IOException {
        String word = System.getenv("GOLDEN_WRITE");
        if (word == null || !name().contains(word)) {
            return;
        }
        if (!isUntouched()) {
            for (Map.Entry<String, String> file : tree(work).entrySet()) {
                Path to = path.resolve("after").resolve(file.getKey());
                Files.createDirectories(to.getParent());
                Files.write(to, file.getValue().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        Files.writeString(path.resolve("report.json"), report.toPrettyString() + "\n");
    }

    /** A tree as path to bytes, each byte a character. */
    static SortedMap<String, String> tree(Path root) {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(root)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(
                        root.relativize(file).toString().replace('\\', '/'),
                        Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Without the sentences, which may be put better one day. */
    private static JsonNode told(JsonNode report) {
        ObjectNode told = JSON.createObjectNode();
        for (String list : List.of("findings", "settings")) {
            ArrayNode rows = told.putArray(list);
            for (JsonNode row : report.path(list)) {
                ObjectNode kept = rows.addObject();
                TOLD.stream()
                        .filter(field -> !row.path(field).asText().isEmpty())
                        .forEach(field -> kept.set(field, row.get(field)));
            }
        }
        return told;
    }
}
