package io.aigateway.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aigateway.migrate.Choices;
import io.aigateway.migrate.Source;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.Target;
import io.aigateway.migrate.text.TextRewriters;
import io.aigateway.migrate.tree.Scanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many files, written several at a time. */
class ApplyingTest {

    private static final int FILES = 100;
    private static final String OLD = "OPENROUTER_BASE_URL=https://openrouter.ai/api/v1\n";
    private static final String NEW = "AIGATEWAY_BASE_URL=https://gw.example/v1\n";

    @TempDir Path root;

    @BeforeEach
    void aTree() throws IOException {
        for (int at = 0; at < FILES; at++) {
            Files.writeString(file(at), OLD);
        }
    }

    @Test
    void eachIsWrittenAndTold() throws IOException {
        // Given
        Plan plan = plan();
        Queue<Integer> told = new ConcurrentLinkedQueue<>();
        Disk disk = Disk.ofThisMachine();

        // When
        Applying.Applied applied =
                new Applying(plan, true, disk, (done, all) -> told.add(done)).apply();

        // Then
        assertThat(applied.files()).isEqualTo(FILES);
        assertThat(told).hasSize(FILES).contains(1, FILES);
        for (int at = 0; at < FILES; at++) {
            assertThat(file(at)).hasContent(NEW);
            assertThat(original(at)).hasContent(OLD);
        }
    }

    @Test
    void whereFilesHaveOneNameOnlyTheOriginalIsACopy() throws IOException {
        // Given
        Disk disk = new Limited(Integer.MAX_VALUE);

        // When
        new Applying(plan(), true, disk, (done, all) -> {}).apply();

        // Then
        for (int at = 0; at < FILES; at++) {
            assertThat(file(at)).hasContent(NEW);
            assertThat(original(at)).hasContent(OLD);
        }
    }

    @Test
    void afterADiskIsFullEachIsAsItWasOrAsItShallBeAndTheRestIsNotBegun() throws IOException {
        // Given
        Applying applying = new Applying(plan(), false, new Limited(20), (done, all) -> {});

        // When
        assertThatThrownBy(applying::apply).isInstanceOf(IOException.class).hasMessage("full");

        // Then
        List<String> now = List.of(OLD, NEW);
        int written = 0;
        for (int at = 0; at < FILES; at++) {
            String text = Files.readString(file(at));
            assertThat(text).isIn(now);
            written += text.equals(NEW) ? 1 : 0;
        }
        assertThat(written).isEqualTo(20);
        try (var files = Files.list(root)) {
            assertThat(files).hasSize(FILES);
        }
    }

    private Path file(int at) {
        return root.resolve("f" + at + ".env");
    }

    private Path original(int at) {
        return root.resolve("f" + at + ".env" + Applying.BACKUP);
    }

    private Plan plan() throws IOException {
        Path out = root.resolve("aigateway");
        return new Planner(
                        root,
                        SourceFacts.of(Source.OPENROUTER),
                        Target.at("https://gw.example"),
                        Choices.none(),
                        TextRewriters.all(),
                        List.of())
                .plan(new Scanner(root, false, false, out).scan(), out, (done, all) -> {});
    }

    /** A disk where files have one name only, and on which so many more find room. */
    private static final class Limited implements Disk {

        private final Disk real = Disk.ofThisMachine();
        private int left;

        private Limited(int left) {
            this.left = left;
        }

        @Override
        public synchronized void write(Path file, byte[] bytes, @Nullable Path like)
                throws IOException {
            if (left-- <= 0) {
                throw new IOException("full");
            }
            real.write(file, bytes, like);
        }

        @Override
        public boolean link(Path name, Path file) {
            return false;
        }

        @Override
        public void replace(Path file, Path by) throws IOException {
            real.replace(file, by);
        }

        @Override
        public void delete(Path file) throws IOException {
            real.delete(file);
        }
    }
}
