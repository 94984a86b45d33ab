package io.aigateway.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.migrate.Choices;
import io.aigateway.migrate.Source;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.Target;
import io.aigateway.migrate.report.Report;
import io.aigateway.migrate.text.TextRewriters;
import io.aigateway.migrate.tree.Scanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of tests that are not looked at. */
class SkippedTestsTest {

    @TempDir Path root;

    @BeforeEach
    void aProgramWithTests() throws IOException {
        Files.writeString(root.resolve(".env"), "OPENROUTER_API_KEY=\n");
        Path deep = Files.createDirectories(root.resolve("tests/unit"));
        Files.writeString(deep.resolve("ask.sh"), "export OPENROUTER_API_KEY=x\n");
        Files.writeString(root.resolve("test_ask.py"), "os.environ['OPENROUTER_API_KEY']\n");
        Files.writeString(root.resolve("env.d.ts"), "declare const OPENROUTER_API_KEY: string;\n");
        Files.writeString(root.resolve("test_other.py"), "os.environ['MY_OPENROUTER_API_KEY_2']\n");
    }

    @Test
    void thoseThatNameARenamedVariableAreToldAndStay() throws IOException {
        // Given
        Path out = root.resolve("aigateway");

        // When
        Plan plan = plan(new Scanner(root, false, false, out).scan(), out);

        // Then
        assertThat(plan.tests().files())
                .containsExactly("env.d.ts", "test_ask.py", "tests/unit/ask.sh");
        assertThat(plan.edited()).extracting(file -> file.file().shown()).containsExactly(".env");
        assertThat(Report.json(plan).path("tests").asText())
                .contains("OPENROUTER_API_KEY", "test_ask.py", "--include-tests");
        assertThat(Report.markdown(plan)).contains("--include-tests");
    }

    @Test
    void askedForTestsAreLookedAtAndOnlyDeclarationsAreTold() throws IOException {
        // Given
        Path out = root.resolve("aigateway");

        // When
        Plan plan = plan(new Scanner(root, true, false, out).scan(), out);

        // Then
        assertThat(plan.tests().files()).containsExactly("env.d.ts");
        assertThat(plan.edited())
                .extracting(file -> file.file().shown())
                .contains("tests/unit/ask.sh");
    }

    private Plan plan(Scanner.Found found, Path out) throws IOException {
        return new Planner(
                        root,
                        SourceFacts.of(Source.OPENROUTER),
                        Target.at("https://gw.example"),
                        Choices.none(),
                        TextRewriters.all(),
                        List.of())
                .plan(found, out, (done, all) -> {});
    }
}
