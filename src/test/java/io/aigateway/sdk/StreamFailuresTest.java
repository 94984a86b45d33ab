package io.aigateway.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.sdk.Sdk.Heard;
import io.aigateway.sdk.Sdk.Question;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every failure of a stream, as the libraries for Java notice it. */
@Tag("U9")
@Tag("U10")
@Tag("U11")
@Tag("U12")
@Tag("U17")
class StreamFailuresTest {

    private static final List<Sdk> LIBRARIES = JavaSdks.all();

    @TempDir static Path folder;
    static FailureScene scene;

    @BeforeAll
    static void start() {
        scene = FailureScene.started(folder, LIBRARIES.size());
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    static Stream<Arguments> cells() {
        return StreamFailures.cells(LIBRARIES);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void isNoticed(Mishap mishap, Sdk sdk) {
        // Given
        Question question = scene.arrange(mishap, 1 + LIBRARIES.indexOf(sdk));

        // When
        Heard heard = StreamFailures.ask(scene, sdk, question);

        // Then
        StreamFailures.assertNoticed(scene, mishap, sdk, heard);
    }

    @ParameterizedTest
    @EnumSource
    void isToldAsThePageSays(Mishap mishap) {
        // Given
        Question question = scene.arrange(mishap, 0);

        // When
        HttpResponse<String> answer = scene.bareCall(question);
        scene.putRight();

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(mishap.told());
        assertThat(answer.body()).doesNotContain("[DONE]").contains("{\"error\":{\"message\":");
        String told =
                mishap.told() == Mishap.INSIDE_THE_STREAM
                        ? "`event: error`"
                        : Integer.toString(mishap.told());
        assertThat(told).isEqualTo(FailureTable.cell(mishap, "told as", told));
        String before = mishap.text().isEmpty() ? "" : "`" + mishap.text().strip() + "`";
        assertThat(before).isEqualTo(FailureTable.cell(mishap, "text before", before));
    }
}
