package io.aigateway.migrate.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.Source;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What single places of a program become. */
class CodeRewriterTest {

    private static final String KEY = "sk-or-v1-0123456789abcdef0123456789abcdef";

    @Test
    void aKeyInTheCodeIsReadFromTheEnvironmentAndNeverShown() {
        // Given
        String code = "from openai import OpenAI\nclient = OpenAI(api_key=\"" + KEY + "\")\n";

        // When
        List<Proposal> edits = Rewriting.python(Source.OPENROUTER).edits(code);
        String after = Rewriting.python(Source.OPENROUTER).after(code);

        // Then
        assertThat(after)
                .isEqualTo(
                        "import os\nfrom openai import OpenAI\n"
                                + "client = OpenAI(api_key=os.environ[\"AIGATEWAY_API_KEY\"])\n");
        assertThat(edits.toString()).contains("rotate").doesNotContain(KEY);
    }

    @Test
    void aKeyBehindTheWordBearerIsReadFromTheEnvironment() {
        // Given
        String code = "const h = { Authorization: 'Bearer " + KEY + "' };\n";
        Rewriting script = new Rewriting(Source.OPENROUTER, FileKind.TYPESCRIPT, false);

        // When
        String after = script.after(code);

        // Then
        assertThat(after)
                .isEqualTo(
                        "const h = { Authorization: 'Bearer ' + process.env.AIGATEWAY_API_KEY! };\n");
    }

    @Test
    void aKeyThatIsOnlyTheSecondChoiceBecomesNothing() {
        // Given
        String code = "const k = process.env.OPENROUTER_API_KEY || '" + KEY + "';\n";
        Rewriting script = new Rewriting(Source.OPENROUTER, FileKind.JAVASCRIPT, false);

        // When
        String after = script.after(code);

        // Then
        assertThat(after).isEqualTo("const k = process.env.AIGATEWAY_API_KEY || \"\";\n");
    }

    static Stream<Arguments> placesOfConstants() {
        return Stream.of(
                Arguments.of(FileKind.GO, "package openrouter\nconst key = \"%s\"\n"),
                Arguments.of(FileKind.KOTLIN, "const val KEY = \"%s\"\n"),
                Arguments.of(FileKind.JAVA, "class A { @Key(\"%s\") int a; }"),
                Arguments.of(FileKind.PYTHON, "# key: %s\n"));
    }

    @ParameterizedTest
    @MethodSource("placesOfConstants")
    void aKeyWhereNothingCanBeReadIsLeftToAPerson(FileKind kind, String code) {
        // Given
        String text = code.formatted(KEY);
        Rewriting rewriting = new Rewriting(Source.OPENROUTER, kind, false);

        // When
        List<Proposal> manual = rewriting.manual(text);

        // Then
        assertThat(rewriting.edits(text)).isEmpty();
        assertThat(manual).singleElement().extracting(Proposal::rule).isEqualTo("key-literal");
        assertThat(manual.toString()).doesNotContain(KEY);
    }

    @Test
    void onlyWholeNamesOfVariablesAreRenamed() {
        // Given
        String code =
                "import os\na = os.environ['OPENROUTER_API_KEY']\n"
                        + "b = os.environ['MY_OPENROUTER_API_KEY']\nOPENROUTER_API_KEY = a\n";

        // When
        String after = Rewriting.python(Source.OPENROUTER).after(code);

        // Then
        assertThat(after)
                .isEqualTo(
                        "import os\na = os.environ['AIGATEWAY_API_KEY']\n"
                                + "b = os.environ['MY_OPENROUTER_API_KEY']\nOPENROUTER_API_KEY = a\n");
    }

    @Test
    void aPropertyThatIsWrittenShortKeepsItsLocalName() {
        // Given
        String code = "const { OPENROUTER_API_KEY } = process.env;\nuse({ OPENROUTER_API_KEY });\n";
        Rewriting script = new Rewriting(Source.OPENROUTER, FileKind.TYPESCRIPT, false);

        // When
        String after = script.after(code);

        // Then
        assertThat(after)
                .isEqualTo(
                        "const { AIGATEWAY_API_KEY: OPENROUTER_API_KEY } = process.env;\n"
                                + "use({ AIGATEWAY_API_KEY: OPENROUTER_API_KEY });\n");
    }

    @Test
    void aVariableThatAClassOfSettingsReadsKeepsItsName() {
        // Given
        String code =
                "class S(BaseSettings):\n    openrouter_api_key: str\n"
                        + "key = os.environ['OPENROUTER_API_KEY']\n";

        // When
        List<Proposal> edits = Rewriting.python(Source.OPENROUTER).edits(code);

        // Then
        assertThat(edits).isEmpty();
    }

    @Test
    void springAiOneGetsTheAddressWithoutItsVersionAndTwoGetsItWith() {
        // Given
        String one =
                "import org.springframework.ai.X;\n"
                        + "class A { Object a = b().baseUrl(\"https://openrouter.ai/api\"); }";
        String two = one.replace("/api", "/api/v1");
        Rewriting java = new Rewriting(Source.OPENROUTER, FileKind.JAVA, false);

        // When
        String afterOne = java.after(one);
        String afterTwo = java.after(two);

        // Then
        assertThat(afterOne).contains("\"https://gw.example\"");
        assertThat(afterTwo).contains("\"https://gw.example/v1\"");
    }

    @Test
    void anAddressToldInASentenceStays() {
        // Given
        String code =
                "raise ValueError('nothing at https://openrouter.ai/api/v1, see openrouter.ai')\n";

        // When
        List<Proposal> edits = Rewriting.python(Source.OPENROUTER).edits(code);

        // Then
        assertThat(edits).isEmpty();
    }

    @Test
    void aClientUnderAnotherNameIsFoundByItsImport() {
        // Given
        String code = "import together as t\nclient = t.Together()\nclient.files.list()\n";

        // When
        String after = Rewriting.python(Source.TOGETHER).after(code);
        List<Proposal> manual = Rewriting.python(Source.TOGETHER).manual(code);

        // Then
        assertThat(after)
                .contains(
                        "t.Together(base_url=\"https://gw.example/v1\","
                                + " api_key=os.environ[\"AIGATEWAY_API_KEY\"])");
        assertThat(manual).singleElement().extracting(Proposal::rule).isEqualTo("client");
    }

    @Test
    void aRouterOfAnotherLibraryIsNotLiteLlms() {
        // Given
        String code = "import litellm\nfrom fastapi import APIRouter as Router\nr = Router()\n";

        // When
        List<Proposal> proposals = Rewriting.python(Source.LITELLM).proposals(code);

        // Then
        assertThat(proposals).isEmpty();
    }

    @Test
    void aProgramWithMistakesIsStillReadAroundThem() {
        // Given
        String code = "def broken(:\n  x = (\nurl = \"https://openrouter.ai/api/v1\"\n";

        // When
        String after = Rewriting.python(Source.OPENROUTER).after(code);

        // Then
        assertThat(after).contains("url = \"https://gw.example/v1\"");
    }

    @Test
    void deepNestingNeitherFailsNorTakesLong() {
        // Given
        String code = "x = " + "(".repeat(20_000) + "\"OPENROUTER_API_KEY\"" + ")".repeat(20_000);

        // When
        List<Proposal> edits = Rewriting.python(Source.OPENROUTER).edits(code);

        // Then
        assertThat(edits).hasSize(1);
    }
}
