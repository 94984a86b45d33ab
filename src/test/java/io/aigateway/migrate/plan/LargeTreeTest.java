package io.aigateway.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.aigateway.cli.Aig;
import io.aigateway.migrate.Choices;
import io.aigateway.migrate.Source;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.Target;
import io.aigateway.migrate.text.TextRewriters;
import io.aigateway.migrate.tree.Scanner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
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

    private static final String PYTHON =
            """
            def handle(request, limit: int = 3) -> dict:
                rows = [Thing(name="row-%d" % n, size=n) for n in range(limit)]
                return {"rows": [row.to_dict() for row in rows], "total": len(rows)}


            """
                    .repeat(20);
    private static final String CLIENT =
            """
            import os
            from openai import OpenAI
            client = OpenAI(base_url="https://openrouter.ai/api/v1", api_key=os.environ["OPENROUTER_API_KEY"])
            """;
    private static final String SCRIPT =
            "export const row = (n: number) => ({ name: `row-${n}`, size: n * 3 });\n".repeat(60);

    /** Five times what 50,000 files in 20 seconds would allow, for the machine may be busy. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    private static final int HEAVY_FILES = 3_000;

    /**
     * Four times what 50,000 files in 20 seconds on two processors would allow: they are slower
     * while others use them, and the first files meet a machine that is cold.
     */
    private static final Duration HEAVY_BOUND = Duration.ofMillis(9_600);

    @TempDir Path root;

    @Test
    void isGoneThroughByTheVerbItselfWithItsParsersAndConverters() throws IOException {
        // Given
        for (int at = 0; at < FILES; at++) {
            Path folder = Files.createDirectories(root.resolve("m" + at % 50));
            boolean hit = at % 50 == 0;
            switch (at % 4) {
                case 0, 1 ->
                        Files.writeString(
                                folder.resolve("f" + at + ".py"), hit ? CLIENT + PYTHON : PYTHON);
                case 2 ->
                        Files.writeString(
                                folder.resolve("f" + at + ".ts"),
                                hit
                                        ? SCRIPT + "const url = 'https://openrouter.ai/api/v1';\n"
                                        : SCRIPT);
                default -> Files.writeString(folder.resolve("f" + at + ".yaml"), OTHER);
            }
        }
        StringWriter out = new StringWriter();
        long start = System.nanoTime();

        // When
        int exit =
                Aig.run(
                        new String[] {"migrate", "openrouter", root.toString(), "--dry-run"},
                        new PrintWriter(out),
                        new PrintWriter(out),
                        name -> null,
                        false);

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("5,000 files looked at")
                .containsPattern("rewritten +150 +100");
    }

    @Test
    void costsLittleProcessorTimeAlsoWhereHalfOfTheFilesNameTheSource() throws IOException {
        // Given
        for (int at = 0; at < HEAVY_FILES; at++) {
            Path folder = Files.createDirectories(root.resolve("m" + at % 50));
            boolean hit = at / 5 % 2 == 0;
            switch (at % 5) {
                case 0, 1 ->
                        Files.writeString(
                                folder.resolve("f" + at + ".py"), hit ? CLIENT + PYTHON : PYTHON);
                case 2, 3 ->
                        Files.writeString(
                                folder.resolve("f" + at + ".ts"),
                                hit
                                        ? SCRIPT + "const url = 'https://openrouter.ai/api/v1';\n"
                                        : SCRIPT);
                default ->
                        Files.writeString(
                                folder.resolve("f" + at + ".sh"),
                                hit ? OTHER + "curl https://openrouter.ai/api/v1/models\n" : OTHER);
            }
        }
        StringWriter out = new StringWriter();
        long start = processorNanos();

        // When
        int exit =
                Aig.run(
                        new String[] {"migrate", "openrouter", root.toString(), "--dry-run"},
                        new PrintWriter(out),
                        new PrintWriter(out),
                        name -> null,
                        false);

        // Then
        assertThat(Duration.ofNanos(processorNanos() - start)).isLessThan(HEAVY_BOUND);
        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("3,000 files looked at")
                .containsPattern("rewritten +2,100 +1,500");
    }

    /** How long others are at work on the machine is not in it. */
    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

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
