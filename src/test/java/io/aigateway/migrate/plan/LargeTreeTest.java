package io.aigateway.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.migrate.Choices;
import io.aigateway.migrate.Source;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.Target;
import io.aigateway.migrate.text.TextRewriters;
import io.aigateway.migrate.tree.Scanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree of thousands of files, a few of which have to do with the source. */
class LargeTreeTest {

    private static final int FILES = 5_000;
    private static final String OTHER = "name: value # nothing to see here\n".repeat(120);

    @TempDir Path root;

    @Test
    void isPlannedInSecondsAndToldAboutWhileItIsRead() throws IOException {
        // Given
        for (int at = 0; at < FILES; at++) {
            Path folder = Files.createDirectories(root.resolve("m" + at % 50));
            boolean hit = at % 100 == 0;
            Files.writeString(
                    folder.resolve("f" + at + (at % 2 == 0 ? ".sh" : ".toml")),
                    hit ? OTHER + "curl https://openrouter.ai/api/v1/models\n" : OTHER);
        }
        AtomicInteger read = new AtomicInteger();
        long start = System.nanoTime();

        // When
        Path out = root.resolve("aigateway");
        Plan plan =
                new Planner(
                                root,
                                SourceFacts.of(Source.OPENROUTER),
                                Target.at("https://gw.example"),
                                Choices.none(),
                                TextRewriters.all(),
                                List.of())
                        .plan(
                                new Scanner(root, false, false, out).scan(),
                                out,
                                (done, all) -> read.incrementAndGet());

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(plan.looked()).isEqualTo(FILES);
        assertThat(plan.edited()).hasSize(FILES / 100);
        assertThat(read).hasValue(FILES);
    }
}
