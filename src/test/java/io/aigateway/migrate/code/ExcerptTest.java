package io.aigateway.migrate.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.migrate.Source;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.code.Dialect.Family;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a program is parsed. */
class ExcerptTest {

    private static final SourceFacts FACTS = SourceFacts.of(Source.OPENROUTER);
    private static final String URL = "https://openrouter.ai/api/v1";

    private static final String PYTHON =
            "def other(a):\n    return [b + 1 for b in a]\n\n\n".repeat(40);
    private static final String SCRIPT = "const rows = (n) => ({ n, size: n * 3 });\n".repeat(40);

    @Test
    void functionsWithoutAnythingOfInterestAreLeftOutButForTheFirst() {
        // Given
        String text = PYTHON + "ASK = \"" + URL + "\"\n" + PYTHON;

        // When
        Excerpt excerpt = python(text);

        // Then
        assertThat(excerpt.text())
                .isEqualTo(
                        PYTHON.substring(0, 3 * PYTHON.length() / 40) + "ASK = \"" + URL + "\"\n");
    }

    @Test
    void placesAreThoseOfTheWholeText() {
        // Given
        String text = "# é 😀\n" + PYTHON + "ASK = \"" + URL + "\"  # 😀\n" + PYTHON;

        // When
        Program program = Program.of(text, Dialect.PYTHON, Focus.of(text, Dialect.PYTHON, FACTS));

        // Then
        assertThat(program.literals())
                .extracting(literal -> program.in(literal.node()))
                .containsExactly("\"" + URL + "\"");
        assertThat(program.nodes()).hasSizeLessThan(150);
        assertThat(program.nodes().get(0).end()).isEqualTo(text.length());
    }

    @Test
    void membersOfAClassWithoutAnythingOfInterestAreLeftOut() {
        // Given
        String other = "  rows(n: number) {\n    return n * 3;\n  }\n".repeat(40);
        String ask = "  ask() {\n    return fetch(\"" + URL + "\");\n  }\n";
        String text = "a;\nb;\nc;\nexport class Asking {\n" + other + ask + other + "}\n";

        // When
        Excerpt excerpt =
                Excerpt.of(text, Family.SCRIPT, Focus.of(text, Dialect.TYPESCRIPT, FACTS));

        // Then
        String first = other.substring(0, other.length() / 40);
        assertThat(excerpt.text())
                .isEqualTo("a;\nb;\nc;\nexport class Asking {\n" + first + ask + "}\n");
    }

    /** The line with the address begins like a statement, and is none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HELP = \"\"\"\nFor example:\nask = \"" + URL + "\"\n\"\"\"\n",
                "rows = call(\n'''\\'''\nask = \"" + URL + "\"\n''')\n",
                "if rows:\n    call()\nelse:\n    ask = \"" + URL + "\"\n",
                "rows = \\\nask(\"" + URL + "\")\n",
                "@decorated\ndef ask():\n    return \"" + URL + "\"\n",
            })
    void whatBelongsTogetherInPythonStaysSo(String statement) {
        // Given
        String text = PYTHON + statement + PYTHON;

        // When
        Excerpt excerpt = python(text);

        // Then
        assertThat(excerpt.text()).endsWith(statement).doesNotEndWith("\n\n\n" + PYTHON);
        assertThat(excerpt.isWhole()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const help = `\nFor example ${ask({ a: `b${c}` })}:\nask(\"" + URL + "\")\n`;\n",
                "/*\nFor example:\n*/ ask(/[`'\"/{]/, \"" + URL + "\");\n",
                "const ask =\nfetch(\"" + URL + "\");\n",
                "if (rows) {\n  call();\n}\nelse {\n  ask(\"" + URL + "\");\n}\n",
            })
    void whatBelongsTogetherInAScriptStaysSo(String statement) {
        // Given
        String text = SCRIPT + statement + SCRIPT;

        // When
        Excerpt excerpt =
                Excerpt.of(text, Family.SCRIPT, Focus.of(text, Dialect.TYPESCRIPT, FACTS));

        // Then
        assertThat(excerpt.text()).endsWith(statement);
        assertThat(excerpt.isWhole()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows = call(]\n", "rows = \"\"\"\n", "rows = {\n"})
    void aProgramThatIsNotUnderstoodIsParsedWhole(String broken) {
        // Given
        String text = PYTHON + broken + PYTHON + "ASK = \"" + URL + "\"\n";

        // When
        Excerpt excerpt = python(text);

        // Then
        assertThat(excerpt.isWhole()).isTrue();
    }

    @Test
    void whatDoesNotParseAfterTheCutIsParsedWhole() {
        // Given
        String text = PYTHON + "rows rows rows\n" + PYTHON + "ASK ASK = \"" + URL + "\"\n";

        // When
        List<SyntaxNode> nodes =
                Program.of(text, Dialect.PYTHON, Focus.of(text, Dialect.PYTHON, FACTS)).nodes();

        // Then
        long functions = nodes.stream().filter(node -> node.is("function_definition")).count();
        assertThat(functions).isEqualTo(80);
    }

    private static Excerpt python(String text) {
        return Excerpt.of(text, Family.PYTHON, Focus.of(text, Dialect.PYTHON, FACTS));
    }
}
