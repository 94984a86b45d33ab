package io.aigateway.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.sdk.Sdk.Heard;
import io.aigateway.sdk.Sdk.Question;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** One cell of the table after the other: every failure with every library. */
final class StreamFailures {

    private StreamFailures() {}

    /** All cells of some libraries. */
    static Stream<Arguments> cells(List<Sdk> libraries) {
        return Stream.of(Mishap.values())
                .flatMap(mishap -> libraries.stream().map(sdk -> Arguments.of(mishap, sdk)));
    }

    /** What a library made of it is what the page says, and is never taken for a whole answer. */
    static void assertNoticed(FailureScene scene, Mishap mishap, Sdk sdk, Heard heard) {
        int requests = scene.requests();
        assertThat(heard.raised())
                .as("%s took '%s' for a whole answer: %s", sdk.column(), heard.text(), mishap)
                .isNotNull();
        assertThat(scene.asked()).isEqualTo(requests * mishap.asked());
        assertThat(mishap.text()).startsWith(heard.text());
        if (!mishap.callsATool()) {
            assertThat(heard.text()).isEqualTo(mishap.text());
        }
        String found = "`" + heard.raised() + "`" + (requests == 1 ? "" : " ×" + requests);
        assertThat(found).isEqualTo(FailureTable.cell(mishap, sdk.column(), found));
    }

    /** Asks and lets what was held back go on. */
    static Heard ask(FailureScene scene, Sdk sdk, Question question) {
        try {
            return sdk.ask(question);
        } finally {
            scene.putRight();
        }
    }
}
