package io.aigateway.migrate.plan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Trees of files in which lines that a migration changes stand between any other lines, with any
 * line ends, with and without byte order mark and last line end.
 */
record RandomTree(Map<String, String> files) {

    private static final List<String> CHANGING =
            List.of(
                    "OPENROUTER_API_KEY=",
                    "export OPENROUTER_API_KEY=\"sk-or-" + "v1-0123456789abcdef0123456789abcdef\"",
                    "OPENROUTER_BASE_URL=https://openrouter.ai/api/v1",
                    "url: https://openrouter.ai/api/v1",
                    "  - \"OPENROUTER_API_KEY=${OPENROUTER_API_KEY:-x}\"",
                    "model: ~anthropic/claude-sonnet-latest",
                    "{\"baseURL\": \"https://openrouter.ai/api/v1\", \"headers\": {\"X-Title\": \"a\"}}",
                    "curl https://openrouter.ai/api/v1/models -H \"Authorization: Bearer $OPENROUTER_API_KEY\"",
                    "curl https://openrouter.ai/api/v1/credits -H 'X-Title: $OPENROUTER_API_KEY'",
                    "headers: {HTTP-Referer: x, X-Title: y}",
                    "spring.ai.openai.base-url=https://openrouter.ai/api",
                    "FROM python # https://openrouter.ai/api/v1");

    private static final List<String> PIECES =
            List.of(
                    " ", "\t", "#", ":", ": ", "=", "- ", "{", "}", "[", "]", "\"", "'", "`", "\\",
                    "$", "|", ">", "&", "*", "!", "%", ",", "abc", "XYZ_0", "é", "漢", "😀",
                    "\u00a0", "//", "/*", "*/", "<<EOF", "{{ x }}");

    private static final List<String> NAMES =
            List.of(
                    ".env",
                    "a.yaml",
                    "compose.yml",
                    "b.json",
                    "c.sh",
                    "Dockerfile",
                    "d.toml",
                    "e.properties",
                    "f.tf",
                    "Makefile",
                    "sub/.env.local",
                    "sub/values.yaml");

    static Arbitrary<RandomTree> any() {
        Arbitrary<String> other =
                Arbitraries.of(PIECES).list().ofMaxSize(12).map(all -> String.join("", all));
        Arbitrary<String> line =
                Arbitraries.frequencyOf(Tuple.of(3, other), Tuple.of(2, Arbitraries.of(CHANGING)));
        Arbitrary<String> end = Arbitraries.of("\n", "\r\n", "\n\n");
        Arbitrary<String> text =
                Combinators.combine(
                                line.list().ofMaxSize(12),
                                end.list().ofSize(12),
                                Arbitraries.of("", "\uFEFF"),
                                Arbitraries.of(true, false))
                        .as(RandomTree::text);
        return Arbitraries.maps(Arbitraries.of(NAMES), text)
                .ofMaxSize(NAMES.size())
                .map(RandomTree::new);
    }

    private static String text(List<String> lines, List<String> ends, String bom, boolean ended) {
        StringBuilder text = new StringBuilder(bom);
        for (int at = 0; at < lines.size(); at++) {
            boolean last = at == lines.size() - 1;
            text.append(lines.get(at)).append(last && !ended ? "" : ends.get(at));
        }
        return text.toString();
    }

    /** Writes it anew below a folder. */
    void writeTo(Path root) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
        }
    }

    /** The files below a folder, each byte a character. */
    static Map<String, String> read(Path root) throws IOException {
        Map<String, String> read = new TreeMap<>();
        try (Stream<Path> found = Files.walk(root)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                read.put(
                        root.relativize(file).toString(),
                        Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return read;
    }
}
