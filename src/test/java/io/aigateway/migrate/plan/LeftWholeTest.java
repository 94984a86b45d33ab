package io.aigateway.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.migrate.Choices;
import io.aigateway.migrate.Conversion;
import io.aigateway.migrate.ConversionContext;
import io.aigateway.migrate.Converter;
import io.aigateway.migrate.EnvironmentSurvey;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.Migration;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.Rewriter;
import io.aigateway.migrate.Source;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.Target;
import io.aigateway.migrate.Tier;
import io.aigateway.migrate.report.Report;
import io.aigateway.migrate.text.TextRewriters;
import io.aigateway.migrate.tree.Scanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a tree with a file that a rewriter or a converter cannot cope with. */
class LeftWholeTest {

    private static final String SECRET = "sk-or-" + "v1-0123456789abcdef0123456789abcdef";

    @TempDir Path root;

    @Test
    void aFileOnWhichARewriterThrowsIsLeftWholeAndTold() throws IOException {
        // Given
        Files.writeString(root.resolve("ask.py"), "URL = 'https://openrouter.ai/api/v1'\n");
        Files.writeString(
                root.resolve("url.env"), "OPENROUTER_BASE_URL=https://openrouter.ai/api/v1\n");

        // When
        Plan plan = plan(new Throwing(false), List.of());

        // Then
        assertThat(plan.edited())
                .extracting(file -> file.file().shown())
                .containsExactly("url.env");
        assertThat(reasons(plan, "ask.py")).anyMatch(why -> why.contains("is left whole"));
        assertThat(Report.json(plan).toString())
                .doesNotContain("Exception", "io.aigateway", "IllegalState", SECRET);
    }

    @Test
    void whatTheFileReadsKeepsItsNameInAllOthers() throws IOException {
        // Given
        Files.writeString(root.resolve("ask.py"), "key = os.environ['OPENROUTER_API_KEY']\n");
        Files.writeString(root.resolve("key.env"), "OPENROUTER_API_KEY=" + SECRET + "\n");

        // When
        Plan plan = plan(new Throwing(false), List.of());

        // Then
        assertThat(plan.migration().names().renamed()).isEmpty();
        assertThat(plan.edited())
                .noneMatch(file -> file.after(Choices.none()).contains("AIGATEWAY"));
    }

    @Test
    void itIsTheSameWhenItThrowsOnlyOnceAllVariablesAreKnown() throws IOException {
        // Given
        Files.writeString(root.resolve("ask.py"), "key = os.environ['OPENROUTER_API_KEY']\n");
        Files.writeString(
                root.resolve("page.php"),
                "getenv('OPENROUTER_API_KEY') . getenv('OPENROUTER_KEY');\n");
        Files.writeString(root.resolve("a.env"), "OPENROUTER_API_KEY=\nOPENROUTER_KEY=\n");

        // When
        Plan plan = plan(new Throwing(true), List.of());

        // Then
        assertThat(plan.migration().names().renamed()).isEmpty();
        assertThat(reasons(plan, "ask.py")).anyMatch(why -> why.contains("is left whole"));
    }

    @Test
    void aConfigurationOnWhichAConverterThrowsIsToldToo() throws IOException {
        // Given
        Files.writeString(root.resolve("config.yaml"), "model_list: []\n");
        Files.writeString(
                root.resolve("url.env"), "OPENROUTER_BASE_URL=https://openrouter.ai/api/v1\n");

        // When
        Plan plan = plan(new Throwing(false), List.of(new ThrowingConverter()));

        // Then
        assertThat(plan.conversions()).isEmpty();
        assertThat(reasons(plan, "config.yaml")).anyMatch(why -> why.contains("is left whole"));
        assertThat(plan.edited()).hasSize(1);
    }

    private static List<String> reasons(Plan plan, String file) {
        return plan.files().stream()
                .filter(one -> one.file().shown().equals(file))
                .flatMap(one -> one.proposals().stream())
                .filter(one -> one.tier() == Tier.MANUAL)
                .map(Proposal::why)
                .toList();
    }

    private Plan plan(Rewriter rewriter, List<Converter> converters) throws IOException {
        List<Rewriter> rewriters = new ArrayList<>(TextRewriters.all());
        rewriters.add(rewriter);
        Path out = root.resolve("aigateway");
        return new Planner(
                        root,
                        SourceFacts.of(Source.OPENROUTER),
                        Target.at("https://gw.example"),
                        Choices.none(),
                        rewriters,
                        converters)
                .plan(new Scanner(root, false, false, out).scan(), out, (done, all) -> {});
    }

    /** Cannot cope with Python. */
    private record Throwing(boolean late) implements Rewriter {

        @Override
        public Set<FileKind> kinds() {
            return Set.of(FileKind.PYTHON);
        }

        @Override
        public void survey(SourceFile file, EnvironmentSurvey survey, SourceFacts facts) {
            survey.read("OPENROUTER_API_KEY", file, 0);
            if (!late) {
                throw new IllegalStateException("at " + SECRET);
            }
        }

        @Override
        public List<Proposal> propose(SourceFile file, Migration migration) {
            if (migration.names().renamed("OPENROUTER_API_KEY").isPresent()) {
                return List.of();
            }
            throw new IllegalStateException("at " + SECRET);
        }
    }

    /** Takes any configuration, and breaks. */
    private static final class ThrowingConverter implements Converter {

        @Override
        public Source source() {
            return Source.OPENROUTER;
        }

        @Override
        public boolean recognises(SourceFile file) {
            return file.kind() == FileKind.YAML;
        }

        @Override
        public Conversion convert(SourceFile file, ConversionContext context) {
            throw new IllegalStateException("at " + SECRET);
        }
    }
}
