package io.aigateway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnvironmentSurveyTest {

    private static final SourceFacts FACTS = SourceFacts.of(Source.TOGETHER);
    private static final Target TARGET = Target.at("http://gateway:8080");
    private static final SourceFile FILE =
            new SourceFile(Path.of(".env"), "", StandardCharsets.UTF_8, FileKind.DOTENV);

    @Test
    void aVariableThatIsReadAndWrittenIsRenamed() {
        // Given
        EnvironmentSurvey survey = new EnvironmentSurvey();
        survey.read("TOGETHER_API_KEY", FILE, 0);
        survey.written("TOGETHER_API_KEY", FILE, 9);

        // When
        EnvironmentNames names = survey.names(FACTS, TARGET);

        // Then
        assertThat(names.renamed("TOGETHER_API_KEY")).contains("AIGATEWAY_API_KEY");
    }

    @Test
    void aVariableThatSomethingHoldsFastKeepsItsNameEverywhere() {
        // Given
        EnvironmentSurvey survey = new EnvironmentSurvey();
        survey.read("TOGETHER_API_KEY", FILE, 0);
        survey.fixed("TOGETHER_API_KEY", FILE, 9, "together's own client reads it");

        // When
        EnvironmentNames names = survey.names(FACTS, TARGET);

        // Then
        assertThat(names.renamed("TOGETHER_API_KEY")).isEmpty();
    }

    @Test
    void ofTwoThatWouldGetOneNameInYamlTheUsualOneGetsIt() {
        // Given
        SourceFile file = file("compose.yaml", "TOGETHER_AI_API_KEY TOGETHER_API_KEY");
        EnvironmentSurvey survey = new EnvironmentSurvey();
        survey.read("TOGETHER_AI_API_KEY", file, 0);
        survey.read("TOGETHER_API_KEY", file, 9);

        // When
        EnvironmentNames names = survey.names(FACTS, TARGET);

        // Then
        assertThat(names.renamed("TOGETHER_API_KEY")).contains("AIGATEWAY_API_KEY");
        assertThat(names.renamed("TOGETHER_AI_API_KEY")).isEmpty();
    }

    @Test
    void twoOfDifferentFilesGetOneNameAndTheNextSurveyFindsNothing() {
        // Given
        SourceFile other = file("b.py", "TOGETHER_AI_API_KEY");
        EnvironmentSurvey survey = new EnvironmentSurvey();
        survey.read("TOGETHER_API_KEY", file("a.py", "TOGETHER_API_KEY"), 0);
        survey.read("TOGETHER_AI_API_KEY", other, 0);
        EnvironmentSurvey next = new EnvironmentSurvey();
        next.read(
                "TOGETHER_AI_API_KEY", file("c.yaml", "AIGATEWAY_API_KEY TOGETHER_AI_API_KEY"), 0);

        // When
        EnvironmentNames names = survey.names(FACTS, TARGET);
        EnvironmentNames again = next.names(FACTS, TARGET);

        // Then
        assertThat(names.renamed())
                .containsOnlyKeys("TOGETHER_API_KEY", "TOGETHER_AI_API_KEY")
                .containsValue("AIGATEWAY_API_KEY");
        assertThat(again.renamed()).isEmpty();
    }

    @Test
    void aVariableWhoseKeyACallGoesOnSendingKeepsItsName() {
        // Given
        EnvironmentSurvey survey = new EnvironmentSurvey();
        survey.read("TOGETHER_API_KEY", FILE, 0);
        survey.read("TOGETHER_BASE_URL", FILE, 0);
        survey.stays(FILE, 0, "api.together.ai", Set.of("TOGETHER_API_KEY"));

        // When
        EnvironmentNames names = survey.names(FACTS, TARGET);

        // Then
        assertThat(names.renamed()).containsOnlyKeys("TOGETHER_BASE_URL");
        assertThat(names.keysStay()).isTrue();
    }

    @Test
    void aCallWithAKeyFromElsewhereHoldsEveryKeyThatThereIs() {
        // Given
        EnvironmentSurvey survey = new EnvironmentSurvey();
        survey.read("TOGETHER_API_KEY", FILE, 0);
        survey.read("VITE_TOGETHER_API_KEY", FILE, 0);
        survey.stays(FILE, 0, "api.together.ai", Set.of());

        // When
        EnvironmentNames names = survey.names(FACTS, TARGET);

        // Then
        assertThat(names.renamed()).isEmpty();
    }

    @Test
    void aCallToAHostThatTheGatewayServesFromNowOnHoldsNothing() {
        // Given
        EnvironmentSurvey survey = new EnvironmentSurvey();
        survey.read("TOGETHER_API_KEY", FILE, 0);
        survey.stays(FILE, 0, "together:4000", Set.of());
        survey.keepHost("together:4000");

        // When
        EnvironmentNames names = survey.names(FACTS, TARGET);

        // Then
        assertThat(names.renamed()).containsOnlyKeys("TOGETHER_API_KEY");
        assertThat(names.keysStay()).isFalse();
    }

    private static SourceFile file(String name, String text) {
        FileKind kind = name.endsWith(".py") ? FileKind.PYTHON : FileKind.COMPOSE;
        return new SourceFile(Path.of(name), text, StandardCharsets.UTF_8, kind);
    }
}
