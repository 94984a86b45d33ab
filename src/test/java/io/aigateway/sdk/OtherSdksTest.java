package io.aigateway.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.sdk.Sdk.Heard;
import io.aigateway.sdk.Sdk.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every failure of a stream, as the libraries for JavaScript and Python notice it. They have to be
 * installed: {@code mvn -Psdks verify}.
 */
@Tag("sdks")
class OtherSdksTest {

    private static final Path INSTALLED = Path.of("target/sdks").toAbsolutePath();
    private static final int MINUTES_TO_INSTALL = 10;

    @TempDir static Path folder;
    static Probe node;
    static Probe python;
    static List<Sdk> libraries;
    static FailureScene scene;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        install();
        node = Probe.started(INSTALLED, "node_modules/.bin/node", "probe.mjs");
        python = Probe.started(INSTALLED, "venv/bin/python", "probe.py");
        libraries =
                Stream.concat(
                                node
                                        .libraries(
                                                "openai-node",
                                                "openai-node, `stream()`",
                                                "AI SDK",
                                                "AI SDK, `textStream`, then `finishReason`")
                                        .stream(),
                                python
                                        .libraries("openai-python", "openai-python, `stream()`")
                                        .stream())
                        .toList();
        scene = FailureScene.started(folder, libraries.size());
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        Path said = INSTALLED.resolve("install.log");
        // With this process's own input and output it would read what the build sends to the tests.
        Process install =
                new ProcessBuilder("src/it/sdks/install", INSTALLED.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        boolean ended = install.waitFor(MINUTES_TO_INSTALL, TimeUnit.MINUTES);
        assertThat(ended && install.exitValue() == 0)
                .as("src/it/sdks/install could not install the libraries, see " + said)
                .isTrue();
    }

    @AfterAll
    static void stop() {
        scene.close();
        node.close();
        python.close();
    }

    static Stream<Arguments> cells() {
        return StreamFailures.cells(libraries);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void isNoticed(Mishap mishap, Sdk sdk) {
        // Given
        Question question = scene.arrange(mishap, 1 + libraries.indexOf(sdk));

        // When
        Heard heard = StreamFailures.ask(scene, sdk, question);

        // Then
        StreamFailures.assertNoticed(scene, mishap, sdk, heard);
    }
}
