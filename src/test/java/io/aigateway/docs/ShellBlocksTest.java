package io.aigateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.GatewayUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands in the documentation, really run against a gateway. */
class ShellBlocksTest {

    @TempDir static Path folder;
    static GatewayUnderTest gateway;

    @BeforeAll
    static void start() {
        gateway = GatewayUnderTest.started(folder);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    static List<String> pagesWithCalls() {
        return calls().map(DocBlock::page).distinct().toList();
    }

    static List<AigLine> aigLines() {
        return shell().flatMap(block -> AigLine.in(block).stream()).toList();
    }

    static List<DocBlock> shellBlocks() {
        return shell().toList();
    }

    @ParameterizedTest
    @MethodSource("pagesWithCalls")
    void callsOfAPageGetTheStatusThatItSays(String page) throws IOException, InterruptedException {
        // Given
        Optional<Path> curl = CurlSession.curl();
        Assumptions.assumeTrue(curl.isPresent(), "needs bash and curl");
        List<DocBlock> blocks = calls().filter(block -> block.page().equals(page)).toList();

        // When
        CurlSession session = CurlSession.run(folder, curl.get(), gateway, blocks);

        // Then
        for (DocBlock block : blocks) {
            assertThat(session.statuses(block))
                    .as("%s: %s", block, session.output())
                    .isNotEmpty()
                    .allMatch(status -> isExpected(block, status));
        }
    }

    @ParameterizedTest
    @MethodSource("aigLines")
    void verbsAndOptionsOfTheCommandLineExist(AigLine line) {
        // Given
        String baseUrl = gateway.baseUrl();

        // When
        AigLine.Result result = line.run(baseUrl, gateway.adminKey());

        // Then
        assertThat(result.exitCode()).as("%s: %s", line, result.errors()).isNotEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("shellBlocks")
    void everyShellBlockHoldsSomethingThatIsRun(DocBlock block) {
        // Given
        boolean calls = isCalling(block);

        // When
        List<AigLine> lines = AigLine.in(block);

        // Then
        assertThat(calls || !lines.isEmpty()).as(block.toString()).isTrue();
    }

    private static Stream<DocBlock> shell() {
        return DocFiles.blocks("bash", "sh", "console").stream();
    }

    private static Stream<DocBlock> calls() {
        return shell().filter(ShellBlocksTest::isCalling);
    }

    private static boolean isCalling(DocBlock block) {
        return block.text().contains("curl ");
    }

    private static boolean isExpected(DocBlock block, int status) {
        return block.expectedStatus() == 200 ? status / 100 == 2 : status == block.expectedStatus();
    }
}
