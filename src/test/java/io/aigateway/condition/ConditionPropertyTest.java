package io.aigateway.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.condition.Condition.All;
import io.aigateway.condition.Condition.Any;
import io.aigateway.condition.Condition.FlagTest;
import io.aigateway.condition.Condition.Not;
import io.aigateway.condition.Condition.NumberTest;
import io.aigateway.condition.Condition.TextTest;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every condition. */
class ConditionPropertyTest {

    private static final Facts SOME_CALL =
            Case.of("tag", "a,b", "metadata.x", "1").with("hour", 9).with("stream");

    @Property
    void itsTextIsReadAsTheSameCondition(@ForAll("conditions") Condition condition) {
        // When
        Condition read = Condition.parse(condition.toString());

        // Then
        assertThat(read).isEqualTo(condition);
        assertThat(read.holds(SOME_CALL)).isEqualTo(condition.holds(SOME_CALL));
    }

    @Property
    void oppositesNeverAgree(@ForAll("conditions") Condition condition) {
        // Given
        Condition opposite = Condition.parse("not (" + condition + ")");

        // When
        boolean held = condition.holds(SOME_CALL);

        // Then
        assertThat(opposite.holds(SOME_CALL)).isNotEqualTo(held);
    }

    @Property(tries = 3_000)
    void anyTextIsReadOrRefusedInWords(@ForAll("nearlyConditions") String text) {
        // When
        String refused = "";
        try {
            assertThat(Condition.parse(text).toString()).isNotBlank();
        } catch (ConditionException notOne) {
            refused = String.valueOf(notOne.getMessage());
        }

        // Then
        assertThat(refused).matches("(?s)(at position \\d+: .+)?");
    }

    @Provide
    Arbitrary<String> nearlyConditions() {
        Arbitrary<String> piece =
                Arbitraries.of(
                        "tag",
                        "hour",
                        "stream",
                        "metadata.x",
                        "==",
                        "!=",
                        "<",
                        "in",
                        "(",
                        ")",
                        ",",
                        "'a'",
                        "'",
                        "\"",
                        "5",
                        "80%",
                        "-",
                        "and",
                        "or",
                        "not",
                        "true",
                        "=",
                        "&&",
                        "contains",
                        ".",
                        "é",
                        "\n",
                        "5x",
                        "${a}");
        return Arbitraries.oneOf(
                piece.list().ofMaxSize(12).map(pieces -> String.join(" ", pieces)),
                piece.list().ofMaxSize(12).map(pieces -> String.join("", pieces)),
                Arbitraries.strings().ofMaxLength(60));
    }

    @Provide
    Arbitrary<Condition> conditions() {
        return nested(3);
    }

    private static Arbitrary<Condition> nested(int depth) {
        if (depth == 0) {
            return leaf();
        }
        Arbitrary<Condition> inner = nested(depth - 1);
        Arbitrary<List<Condition>> several = inner.list().ofMinSize(2).ofMaxSize(3);
        return Arbitraries.oneOf(
                leaf(), inner.map(Not::new), several.map(Any::new), several.map(All::new));
    }

    private static Arbitrary<Condition> leaf() {
        Arbitrary<Condition> texts =
                Combinators.combine(
                                Arbitraries.of(
                                        Subject.TAG, Subject.MODEL, Subject.metadata("a-b.c")),
                                Arbitraries.of(
                                        Comparison.EQUAL,
                                        Comparison.DIFFERENT,
                                        Comparison.STARTS_WITH,
                                        Comparison.CONTAINS),
                                Arbitraries.strings().ofMaxLength(8))
                        .as(TextTest::new);
        Arbitrary<Condition> numbers =
                Combinators.combine(
                                Arbitraries.of(Subject.HOUR, Subject.metadata("n")),
                                Arbitraries.of(
                                        Comparison.LESS, Comparison.AT_LEAST, Comparison.EQUAL),
                                Arbitraries.doubles().between(-1e9, 1e9).ofScale(6))
                        .as(NumberTest::new);
        Arbitrary<Condition> flags =
                Arbitraries.of(Subject.STREAM, Subject.HAS_IMAGES, Subject.metadata("beta"))
                        .map(FlagTest::new);
        return Arbitraries.oneOf(texts, numbers, flags);
    }
}
