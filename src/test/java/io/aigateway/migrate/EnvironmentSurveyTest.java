package io.aigateway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    void ofTwoThatWouldGetOneNameTheUsualOneGetsIt() {
        // Given
        EnvironmentSurvey survey = new EnvironmentSurvey();
        survey.read("TOGETHER_AI_API_KEY", FILE, 0);
        survey.read("TOGETHER_API_KEY", FILE, 9);

        // When
        EnvironmentNames names = survey.names(FACTS, TARGET);

        // Then
        assertThat(names.renamed("TOGETHER_API_KEY")).contains("AIGATEWAY_API_KEY");
        assertThat(names.renamed("TOGETHER_AI_API_KEY")).isEmpty();
    }
}
