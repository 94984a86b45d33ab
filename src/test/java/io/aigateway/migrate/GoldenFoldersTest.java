package io.aigateway.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whole trees before and after, through the verb itself. */
class GoldenFoldersTest {

    private static final Pattern STAYING =
            Pattern.compile("https?://(?!localhost|litellm:4000).*(?<!/ui|/settings.{0,40})");

    @TempDir Path folder;

    @TestFactory
    Stream<DynamicTest> everyTreeBecomesWhatItShallBe() {
        return GoldenFolder.all().stream()
                .map(golden -> dynamicTest(golden.name(), () -> becomesWhatItShallBe(golden)));
    }

    private void becomesWhatItShallBe(GoldenFolder golden) throws IOException {
        // Given
        Path work = Files.createDirectories(folder.resolve(golden.name()));
        golden.copyTo(work);

        // When
        GoldenFolder.Run run =
                golden.run(work, work.resolveSibling("report.json"), "--yes", "--no-backup");

        // Then
        golden.accept(work, run.report());
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(GoldenFolder.tree(work)).isEqualTo(golden.expected());
        assertReport(golden, run);
        assertGuidesHaveTheSections(work.resolveSibling("report.json"));
        assertNoKeyOfOursGoesToTheOldGateway(run, work);
        assertNothingIsLeftToDo(golden, work);
    }

    private static void assertReport(GoldenFolder golden, GoldenFolder.Run run) throws IOException {
        if (golden.isUntouched()) {
            assertThat(run.report().path("findings").findValuesAsText("tier"))
                    .allMatch(tier -> tier.equals("manual"));
        }
        if (golden.hasReport() || !golden.isUntouched()) {
            assertThat(run.report().toPrettyString())
                    .isEqualTo(golden.expectedReport().toPrettyString());
        }
    }

    /** What a finding points to for more is a section of a guide that is there. */
    private static void assertGuidesHaveTheSections(Path report) throws IOException {
        for (JsonNode finding : new ObjectMapper().readTree(report.toFile()).path("findings")) {
            String[] guide = finding.path("guide").asText().split("#", 2);
            assertThat(Files.readAllLines(Path.of(guide[0])))
                    .as(finding.toString())
                    .anyMatch(line -> line.matches("#+ .*") && anchor(line).equals(guide[1]));
        }
    }

    private static String anchor(String heading) {
        return heading.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /** Where an address stays that is not on this machine, our keys stand nowhere near it. */
    private static void assertNoKeyOfOursGoesToTheOldGateway(GoldenFolder.Run run, Path work)
            throws IOException {
        for (JsonNode finding : run.report().path("findings")) {
            String url = finding.path("before").asText();
            boolean stays =
                    finding.path("rule").asText().equals("base-url")
                            && finding.path("tier").asText().equals("manual")
                            && STAYING.matcher(url).matches();
            if (stays) {
                String text = Files.readString(work.resolve(finding.path("file").asText()));
                assertThat(text.lines().filter(line -> line.contains(url)))
                        .noneMatch(line -> line.contains("AIGATEWAY_"));
                boolean script = text.contains("curl");
                assertThat(!script && text.contains("AIGATEWAY_API_KEY")).isFalse();
                assertThat(!script && text.contains("AIGATEWAY_ADMIN_KEY")).isFalse();
            }
        }
    }

    private static void assertNothingIsLeftToDo(GoldenFolder golden, Path work) throws IOException {
        GoldenFolder.Run again = golden.run(work, work.resolveSibling("again.json"), "--dry-run");
        assertThat(again.report().path("findings").findValuesAsText("tier"))
                .doesNotContain("rewritten");
        assertThat(again.out()).doesNotContain("@@");
    }
}
