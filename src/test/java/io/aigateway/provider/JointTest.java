package io.aigateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text of a second model, joined to that of a first. */
class JointTest {

    /** A model that is given the start of a text without its last blanks writes the rest of it. */
    @Property
    void givesTheWholeTextWhereverItWasCut(
            @ForAll("texts") String whole, @ForAll int cut, @ForAll long pieces) {
        // Given
        String first = whole.substring(0, Math.floorMod(cut, whole.length() + 1));
        String prefix = first.stripTrailing();
        Joint joint = new Joint("", first.substring(prefix.length()));

        // When
        String joined = first + said(joint, whole.substring(prefix.length()), pieces);

        // Then
        assertThat(joined).isEqualTo(whole);
    }

    @Property
    void dropsAnEchoWhereverItIsSplit(
            @ForAll("texts") String whole, @ForAll int cut, @ForAll long pieces) {
        // Given
        String first = whole.substring(0, Math.floorMod(cut, whole.length() + 1));
        String prefix = first.stripTrailing();
        Joint joint = new Joint(prefix, first.substring(prefix.length()));

        // When
        String joined = first + said(joint, whole, pieces);

        // Then
        assertThat(joined).isEqualTo(whole);
    }

    /** Whatever a model writes, none of its words is lost or doubled. */
    @Property
    void keepsEveryWordOfTheSecondText(
            @ForAll("texts") String second, @ForAll("blanks") String blanks, @ForAll long pieces) {
        // Given
        Joint joint = new Joint("", blanks);

        // When
        String joined = said(joint, second, pieces);

        // Then
        assertThat(joined.strip()).isEqualTo(second.strip());
    }

    /** An underscore stands for a blank, a slash for a line's end, a dot for nothing. */
    @ParameterizedTest
    @CsvSource({
        "_, _world, world",
        "_, world, world",
        "., _world, _world",
        "_, //world, world",
        "/, //world, /world",
        "_, __, _",
        "_, ., ."
    })
    void doesNotRepeatTheBlanksBetween(String blanks, String second, String expected) {
        // Given
        Joint joint = new Joint("", spaced(blanks));

        // When
        String joined = joint.next(spaced(second)) + joint.rest();

        // Then
        assertThat(joined).isEqualTo(spaced(expected));
    }

    private static String spaced(String signs) {
        return signs.replace(".", "").replace('_', ' ').replace('/', '\n');
    }

    @ParameterizedTest
    @CsvSource({
        "'The answer is', 'The answer was', 'The answer was'",
        "'The answer is', 'The ans', ''",
        "'The answer is', '42', '42'"
    })
    void takesForAnEchoOnlyAllOfIt(String echo, String second, String expected) {
        // Given
        Joint joint = new Joint(echo, "");

        // When
        String joined = joint.next(second) + joint.rest();

        // Then
        assertThat(joined).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab \n\u00e9").ofMaxLength(40);
    }

    @Provide
    Arbitrary<String> blanks() {
        return Arbitraries.strings().withChars(" \n\t").ofMaxLength(3);
    }

    private static String said(Joint joint, String text, long seed) {
        Random random = new Random(seed);
        List<String> said = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(5));
            said.add(joint.next(text.substring(from, to)));
            from = to;
        }
        said.add(joint.rest());
        return String.join("", said);
    }
}
