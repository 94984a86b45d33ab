package io.aigateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.cli.Aig;
import io.aigateway.migrate.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the guides show as before and after is what {@code aig migrate} makes of it. */
class MigrationGuidesTest {

    private static final Path GUIDES = Path.of("docs/migrate");
    private static final String BASE_URL = "http://127.0.0.1:8080/v1";
    private static final Pattern BEFORE = Pattern.compile("before: (\\S+)(.*)");

    /** The sections that findings point to. */
    private static final List<String> SECTIONS =
            List.of(
                    "Base URL",
                    "Variables",
                    "Keys",
                    "Models",
                    "Headers",
                    "Clients",
                    "Containers",
                    "What behaves differently",
                    "What is not carried over");

    @TempDir Path folder;

    /**
     * Two blocks of a guide.
     *
     * @param source what is left behind
     * @param file the name of the file that both stand for
     * @param flags what the tool is told besides
     * @param before the file as it was
     * @param after as the tool leaves it; the same where a person moves it
     */
    record Pair(String source, String file, List<String> flags, String before, String after) {

        @Override
        public String toString() {
            return source + " " + file;
        }
    }

    static List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (Source source : Source.values()) {
            List<DocBlock> blocks = DocFiles.blocksOf(GUIDES.resolve(source.word() + ".md"));
            for (int at = 0; at + 1 < blocks.size(); at++) {
                pair(source, blocks.get(at), blocks.get(at + 1), pairs);
            }
        }
        return pairs;
    }

    private static void pair(Source source, DocBlock first, DocBlock second, List<Pair> pairs) {
        for (String note : first.notes()) {
            Matcher before = BEFORE.matcher(note);
            boolean byHand = before.matches() && second.has("by hand: " + before.group(1));
            if (byHand || (before.matches() && second.has("after: " + before.group(1)))) {
                List<String> flags = new ArrayList<>(List.of(before.group(2).strip().split(" ")));
                flags.removeIf(String::isEmpty);
                pairs.add(
                        new Pair(
                                source.word(),
                                before.group(1),
                                flags,
                                first.text(),
                                byHand ? first.text() : second.text()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theToolMakesTheSecondOfTheFirst(Pair pair) throws IOException {
        // Given
        Path file = folder.resolve(pair.file());
        Files.writeString(file, pair.before());
        List<String> line =
                new ArrayList<>(List.of("migrate", pair.source(), folder.toString(), "--yes"));
        line.addAll(List.of("--no-backup", "--base-url", BASE_URL));
        line.addAll(pair.flags());
        StringWriter said = new StringWriter();

        // When
        int exit =
                Aig.run(
                        line.toArray(String[]::new),
                        new PrintWriter(said),
                        new PrintWriter(said),
                        name -> null,
                        false);

        // Then
        assertThat(exit).as(said.toString()).isZero();
        assertThat(Files.readString(file)).isEqualTo(pair.after());
        assertThat(said.toString())
                .contains(pair.after().equals(pair.before()) ? pair.file() + ":" : "rewritten");
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void everySourceHasAPairInBothLanguages(Source source) {
        // Given
        List<Pair> pairs = pairs();

        // When
        List<String> files =
                pairs.stream()
                        .filter(pair -> pair.source().equals(source.word()))
                        .map(pair -> pair.file().replaceFirst(".*\\.", ""))
                        .toList();

        // Then
        assertThat(files).contains("py", "ts");
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void everyGuideHasTheSectionsThatFindingsPointTo(Source source) {
        // Given
        Path guide = GUIDES.resolve(source.word() + ".md");

        // When
        List<String> headings =
                DocFiles.lines(guide).stream()
                        .filter(text -> text.startsWith("##"))
                        .map(text -> text.replaceFirst("#+ ", ""))
                        .toList();

        // Then
        assertThat(headings).containsAll(SECTIONS);
    }
}
