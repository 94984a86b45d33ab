package io.aigateway.migrate.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs as trees. */
class SyntaxTest {

    @Test
    void placesCountCharactersAlsoBehindEmojiAndHalfAPair() {
        // Given
        String text = "a = \"😀é\uD83D\"; b = \"ü\"";

        // When
        List<Literal> literals = Program.of(text, Dialect.PYTHON).literals();

        // Then
        assertThat(literals)
                .extracting(literal -> literal.node().in(text))
                .containsExactly("\"😀é\uD83D\"", "\"ü\"");
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void everyGrammarLoadsAndKnowsStrings(Dialect dialect) {
        // Given
        String text =
                switch (dialect) {
                    case PYTHON, RUBY -> "f(\"word\")\n";
                    case JAVA -> "class A { Object a = f(\"word\"); }";
                    case KOTLIN -> "val a = f(\"word\")\n";
                    case GO -> "package a\nvar b = f(\"word\")\n";
                    default -> "f(\"word\");\n";
                };

        // When
        Program program = Program.of(text, dialect);

        // Then
        assertThat(program.literals())
                .singleElement()
                .satisfies(
                        literal -> {
                            assertThat(literal.constant(text)).isEqualTo("word");
                            assertThat(program.slotOf(literal.node()).name()).isEqualTo("f");
                        });
    }

    @Test
    void manyThreadsReadAtOnce() {
        // Given
        String text = "x = call(\"a\", key=[\"b\"] * 3)\n".repeat(50);

        // When
        List<Integer> counts =
                IntStream.range(0, 64)
                        .parallel()
                        .mapToObj(i -> Program.of(text, Dialect.values()[i % 2 * 7 % 8]))
                        .map(program -> program.calls().size())
                        .distinct()
                        .toList();

        // Then
        assertThat(counts).containsExactly(50);
    }
}
