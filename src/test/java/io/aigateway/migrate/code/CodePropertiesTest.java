package io.aigateway.migrate.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for programs of all kinds, whatever stands around the places that matter. */
class CodePropertiesTest {

    private static final Path FOLDERS = Path.of("src/test/resources/migrate");

    /** Everything that is edited elsewhere, in a comment. */
    private static final String NOISE =
            " 😀 OPENROUTER_API_KEY LITELLM_API_KEY https://openrouter.ai/api/v1 \"X-Title\": https://api.together.xyz/v1";

    /** One program of a golden folder. */
    record Sample(Source source, FileKind kind, Path file) {

        String text() {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return file.toString();
        }
    }

    @Property(tries = 150)
    void commentsStayAsTheyAreAndTheSecondRunIsEmpty(
            @ForAll("samples") Sample sample, @ForAll Random random, @ForAll boolean windows) {
        // Given
        Rewriting rewriting = new Rewriting(sample.source(), sample.kind(), false);
        String text = withComments(sample, random);
        String before = windows ? "\uFEFF" + text.replace("\n", "\r\n") : text;

        // When
        String after = rewriting.after(before);

        // Then
        assertThat(comments(sample.kind(), after)).isEqualTo(comments(sample.kind(), before));
        assertThat(rewriting.edits(after)).isEmpty();
        assertThat(after.replace("\r\n", "").contains("\n")).isEqualTo(!windows);
    }

    @Property(tries = 150)
    void whatIsNotEditedStaysAndNoTwoEditsMeet(
            @ForAll("samples") Sample sample, @ForAll Random random, @ForAll boolean aggressive) {
        // Given
        Rewriting rewriting = new Rewriting(sample.source(), sample.kind(), aggressive);
        String before = withComments(sample, random);

        // When
        List<Proposal> edits = rewriting.edits(before);

        // Then
        int end = 0;
        for (Proposal edit : edits) {
            assertThat(edit.start()).isGreaterThanOrEqualTo(end);
            end = edit.end();
        }
        assertThat(end).isLessThanOrEqualTo(before.length());
    }

    @Property(tries = 200)
    void whatIsNoProgramAtAllDoesNoHarm(
            @ForAll("samples") Sample sample, @ForAll String noise, @ForAll Random random) {
        // Given
        Rewriting rewriting = new Rewriting(sample.source(), sample.kind(), true);
        String text = sample.text();
        int at = random.nextInt(text.length() + 1);
        String before = text.substring(0, at) + noise + text.substring(at);

        // When
        String after = rewriting.after(before);

        // Then
        assertThat(after).isNotNull();
    }

    @Provide
    Arbitrary<Sample> samples() {
        return Arbitraries.of(all());
    }

    private static List<Sample> all() {
        List<Sample> samples = new ArrayList<>();
        for (Source source : Source.values()) {
            try (Stream<Path> found = Files.walk(FOLDERS.resolve(source.word()))) {
                found.filter(path -> path.toString().contains("before"))
                        .filter(Files::isRegularFile)
                        .sorted()
                        .forEach(path -> kind(path, source, samples));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return samples;
    }

    private static void kind(Path path, Source source, List<Sample> samples) {
        String name = path.toString();
        switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "py" -> samples.add(new Sample(source, FileKind.PYTHON, path));
            case "ts" -> samples.add(new Sample(source, FileKind.TYPESCRIPT, path));
            case "tsx" -> samples.add(new Sample(source, FileKind.TSX, path));
            case "js", "mjs", "jsx" -> samples.add(new Sample(source, FileKind.JAVASCRIPT, path));
            case "java" -> samples.add(new Sample(source, FileKind.JAVA, path));
            case "kt" -> samples.add(new Sample(source, FileKind.KOTLIN, path));
            case "go" -> samples.add(new Sample(source, FileKind.GO, path));
            case "rb" -> samples.add(new Sample(source, FileKind.RUBY, path));
            default -> {}
        }
    }

    /** A comment behind some of the lines; not within strings, for there it would be none. */
    private static String withComments(Sample sample, Random random) {
        String mark =
                sample.kind() == FileKind.PYTHON || sample.kind() == FileKind.RUBY ? "#" : "//";
        StringBuilder text = new StringBuilder();
        boolean within = false;
        for (String line : sample.text().split("\n", -1)) {
            text.append(line).append('\n');
            int quotes = line.split("\"\"\"", -1).length - 1;
            within ^= quotes % 2 == 1;
            boolean markup = line.contains("<");
            if (!within && !markup && sample.kind() != FileKind.TSX && random.nextInt(3) == 0) {
                text.append(mark).append(NOISE).append(random.nextInt()).append('\n');
            }
        }
        return text.substring(0, text.length() - 1);
    }

    private static List<String> comments(FileKind kind, String text) {
        return Program.of(text, Dialect.of(kind)).nodes().stream()
                .filter(node -> node.type().contains("comment"))
                .map(node -> node.in(text).strip())
                .toList();
    }
}
