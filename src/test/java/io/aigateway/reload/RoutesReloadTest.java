package io.aigateway.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.error.ConfigException;
import io.aigateway.fixture.Crowd;
import io.aigateway.fixture.Crowd.Got;
import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.Figures;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.LoadSize;
import io.aigateway.fixture.LogCapture;
import io.aigateway.fixture.OwnRoutes;
import io.aigateway.fixture.UpstreamFiles;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Route files that are edited while the gateway serves. */
class RoutesReloadTest {

    private static final String LIVE = "http/health-live.camel.yaml";
    private static final String CHAT =
            "{\"model\":\"%s\",\"stream\":%b,\"messages\":[{\"role\":\"user\",\"content\":\"one two three four five six\"}]}";
    private static final String STEPS = "      steps:\n";
    private static final String NOTE =
            "        - log:\n            logName: io.aigateway.noted\n            message: \"%s\"\n";
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir static Path folder;
    static FakeProvider provider;
    static FakeProvider steady;
    static OwnRoutes routes;
    static GatewayUnderTest gateway;
    static String shippedLive;

    @BeforeAll
    static void start() {
        provider = FakeProvider.openAi();
        steady = FakeProvider.openAi();
        routes = OwnRoutes.in(folder.resolve("routes"));
        shippedLive = routes.read(LIVE);
        Map<String, String> files =
                UpstreamFiles.create()
                        .waiting("60s")
                        .openAi("openai", provider)
                        .openAi("spare", provider)
                        .openAi("steady", steady)
                        .files();
        gateway = GatewayUnderTest.started(folder, files, Map.of(), routes.folder());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        provider.close();
        steady.close();
    }

    @AfterEach
    void putRight() {
        provider.wellAgain();
        routes.with(LIVE, shippedLive);
        await(() -> live().contains("live") && refused().isEmpty());
    }

    @Test
    @Tag("H1")
    @Tag("H7")
    @Tag("load")
    void doNotFailACallNorBreakAStream() {
        // Given
        provider.pausing(LoadSize.of(Duration.ofMillis(150), Duration.ofSeconds(1)));
        List<CompletableFuture<HttpResponse<String>>> streams = new ArrayList<>();
        for (int i = 0; i < LoadSize.of(50, 100); i++) {
            streams.add(Crowd.begin(gateway, CHAT.formatted("openai/chat", true)));
        }
        CompletableFuture<List<Got>> load = CompletableFuture.supplyAsync(RoutesReloadTest::load);

        // When
        for (String file :
                List.of(
                        "http/v1-chat-completions",
                        "pipeline/serve",
                        "pipeline/call",
                        "pipeline/call-model")) {
            edit(file, "under load");
            LockSupport.parkNanos(Duration.ofMillis(700).toNanos());
        }

        // Then
        List<Got> got = load.join();
        Figures.keep(
                "H1",
                "%,d calls in %d s, %d streams open, four routes of every call edited meanwhile: %,d refused or failed, %,d unanswered within a minute, %d streams broke; p99 of the calls %d ms",
                got.size(),
                LoadSize.of(8, 20),
                streams.size(),
                got.size() - Crowd.count(got, 200) - Crowd.count(got, 0),
                Crowd.count(got, 0),
                streams.stream().filter(stream -> !isWhole(stream)).count(),
                Crowd.within(got, 0.99).toMillis());
        assertThat(got).isNotEmpty().allMatch(one -> one.status() == 200);
        assertThat(streams).allMatch(RoutesReloadTest::isWhole);
    }

    private static boolean isWhole(CompletableFuture<HttpResponse<String>> stream) {
        return stream.join().body().endsWith("data: [DONE]\n\n");
    }

    /** As fast as eight callers can for 8 seconds; in a long run 500 calls a second for 20. */
    private static List<Got> load() {
        String chat = CHAT.formatted("steady/chat", false);
        return LoadSize.of(false, true)
                ? Crowd.atRate(500, Duration.ofSeconds(20), () -> Crowd.begin(gateway, chat))
                : Crowd.asking(8, Duration.ofSeconds(8), () -> ask("steady/chat"));
    }

    @Test
    @Tag("H1")
    void areInForceWithinASecond() {
        // Given
        Duration quickest = SOON;

        // When
        for (int round = 0; round < 5; round++) {
            String wanted = round % 2 == 0 ? "ready" : "live";
            long began = System.nanoTime();
            routes.with(LIVE, shippedLive.replace("method: live", "method: " + wanted));
            await(() -> live().contains(wanted));
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            quickest = took.compareTo(quickest) < 0 ? took : quickest;
        }

        // Then
        assertThat(quickest).isLessThan(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({"ref: healthApi, ref: healthAppi, healthAppi", "steps:, steps, ''"})
    @Tag("H2")
    void areReportedAndChangeNothingWhenTheyAreBroken(String good, String bad, String said) {
        // Given
        String broken = shippedLive.replace(good, bad);

        // When
        routes.with(LIVE, broken);
        await(() -> !refused().isEmpty());

        // Then
        JsonNode told = refused().get(0);
        assertThat(told.path("file").asText()).endsWith("health-live.camel.yaml");
        assertThat(told.path("error").asText()).contains(said);
        assertThat(gateway.get("/metrics").body()).contains("aig_config_refused 1.0");
        assertThat(live()).contains("live");
    }

    @Test
    @Tag("H3")
    void areNotReadWhileTheyAreBeingWritten() {
        // Given
        String edited = shippedLive.replace("method: live", "method: ready");

        // When
        for (int length = edited.length() / 2; length < edited.length(); length += 100) {
            routes.with(LIVE, edited.substring(0, length));
            LockSupport.parkNanos(Duration.ofMillis(60).toNanos());
            assertThat(live()).contains("live");
        }
        routes.with(LIVE, edited);

        // Then
        await(() -> live().contains("ready"));
    }

    @Test
    @Tag("H3")
    void areTakenWhenTheFileIsReplacedByAnother() throws IOException {
        // Given
        Path other = folder.resolve("other");
        Files.writeString(other, shippedLive.replace("method: live", "method: ready"));

        // When
        Files.move(other, routes.folder().resolve(LIVE), StandardCopyOption.REPLACE_EXISTING);

        // Then
        await(() -> live().contains("ready"));
    }

    @Test
    @Tag("H3")
    void areTakenWhenALinkIsTurnedToAnotherFolder() throws IOException {
        // Given
        Path http = routes.folder().resolve("http");
        for (String version : List.of("live", "ready")) {
            Path kept = Files.createDirectory(http.resolve("..at-" + version));
            Files.writeString(
                    kept.resolve("linked.camel.yaml"),
                    shippedLive
                            .replace("health-live", "linked")
                            .replace("/health/live", "/health/linked")
                            .replace("method: live", "method: " + version));
        }
        Path data = http.resolve("..data");
        Files.createSymbolicLink(data, Path.of("..at-live"));
        Files.createSymbolicLink(
                http.resolve("linked.camel.yaml"), Path.of("..data/linked.camel.yaml"));
        await(() -> gateway.get("/health/linked").body().contains("live"));

        // When
        Path turned = http.resolve("..turned");
        Files.createSymbolicLink(turned, Path.of("..at-ready"));
        Files.move(
                turned, data, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);

        // Then
        await(() -> gateway.get("/health/linked").body().contains("ready"));
        Files.delete(http.resolve("linked.camel.yaml"));
        await(() -> gateway.get("/health/linked").statusCode() == 404);
    }

    @Test
    @Tag("H5")
    void letCallsFinishWhoseProviderIsTakenAway() throws IOException {
        // Given
        provider.pausing(Duration.ofMillis(200));
        Path file = folder.resolve("config/providers.yaml");
        Path models = folder.resolve("config/models.yaml");
        String before = Files.readString(file);
        String modelsBefore = Files.readString(models);
        CompletableFuture<HttpResponse<String>> stream =
                Crowd.begin(gateway, CHAT.formatted("spare/chat", true));
        await(() -> !provider.requests().isEmpty());

        // When
        Files.writeString(models, without(modelsBefore, "spare/"));
        Files.writeString(file, without(before, "spare"));
        await(() -> ask("spare/chat").statusCode() == 404);

        // Then
        assertThat(stream.join().body()).endsWith("data: [DONE]\n\n");
        provider.wellAgain();
        assertThat(ask("openai/chat").statusCode()).isEqualTo(200);
        await(() -> gateway.gateway().context().getRoute("provider-spare") == null);
        Files.writeString(file, before);
        Files.writeString(models, modelsBefore);
        await(() -> ask("spare/chat").statusCode() == 200);
    }

    @Test
    @Tag("H8")
    void areRefusedWhenTheyDefineARouteASecondTime() throws IOException {
        // Given
        Path second = routes.folder().resolve("http/another.camel.yaml");

        // When
        Files.writeString(second, shippedLive.replace("method: live", "method: ready"));
        await(() -> !refused().isEmpty());

        // Then
        assertThat(refused().get(0).path("error").asText())
                .contains("'health-live' is defined in")
                .contains("health-live.camel.yaml");
        assertThat(live()).contains("live");
        Files.delete(second);
    }

    @Test
    @Tag("H8")
    void keepTheGatewayFromStartingWhenTwoFilesDefineARoute(@TempDir Path own) {
        // Given
        OwnRoutes doubled =
                OwnRoutes.in(own.resolve("routes")).with("another.camel.yaml", shippedLive);

        // When
        assertThatThrownBy(
                        () -> GatewayUnderTest.started(own, Map.of(), Map.of(), doubled.folder()))

                // Then
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("health-live");
    }

    @Test
    void ofATemplateHoldForTheNextCall() {
        // Given
        assertThat(ask("openai/chat").statusCode()).isEqualTo(200);

        try (LogCapture log = LogCapture.started()) {
            // When
            editTemplate("the template was edited");
            await(
                    () ->
                            ask("openai/chat").statusCode() == 200
                                    && log.text().contains("the template was edited"));

            // Then
            assertThat(refused()).isEmpty();
        }
    }

    @Test
    @Tag("H2")
    void ofATemplateChangeNothingWhenTheyAreBroken() {
        // Given
        assertThat(ask("openai/chat").statusCode()).isEqualTo(200);
        String before = routes.read("providers/openai.camel.yaml");

        // When
        routes.with(
                "providers/openai.camel.yaml",
                before.replace("ref: openAiUpstream", "ref: openAiDownstream"));
        await(() -> !refused().isEmpty());

        // Then
        assertThat(ask("openai/chat").statusCode()).isEqualTo(200);
        routes.with("providers/openai.camel.yaml", before);
    }

    @Test
    void ofTheErrorsHoldForAllRoutes() {
        // Given
        String before = routes.read("errors.camel.yaml");
        String note =
                NOTE.formatted("an error was noted")
                        .replace("        -", "            -")
                        .replace("            log", "                log")
                        .replace("            message", "                message");

        try (LogCapture log = LogCapture.started()) {
            // When
            routes.with(
                    "errors.camel.yaml",
                    before.replace("          steps:\n", "          steps:\n" + note));
            await(
                    () ->
                            ask("no-such-model").statusCode() == 404
                                    && log.text().contains("an error was noted"));

            // Then
            assertThat(ask("openai/chat").statusCode()).isEqualTo(200);
        }
        routes.with("errors.camel.yaml", before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mine", "http"})
    void ofFilesThatAreNewOrDeletedHold(String where) throws IOException {
        // Given
        Path file = routes.folder().resolve(where + "/added.camel.yaml");
        Files.createDirectories(file.getParent());

        // When
        Files.writeString(
                file,
                shippedLive
                        .replace("health-live", "added")
                        .replace("/health/live", "/health/added"));
        await(() -> gateway.get("/health/added").statusCode() == 200);
        Files.delete(file);

        // Then
        await(() -> gateway.get("/health/added").statusCode() == 404);
    }

    @Test
    void ofTheBeansAreReportedSinceTheyTakeARestart() {
        // Given
        String before = routes.read("beans.camel.yaml");

        // When
        routes.with("beans.camel.yaml", before + "# edited\n");
        await(() -> !refused().isEmpty());

        // Then
        assertThat(refused().get(0).path("error").asText()).contains("restart");
        routes.with("beans.camel.yaml", before);
    }

    private static void edit(String stem, String note) {
        String file = stem + ".camel.yaml";
        String text = routes.read(file);
        routes.with(file, text.replaceFirst(STEPS, STEPS + NOTE.formatted(note)));
    }

    private static void editTemplate(String note) {
        String file = "providers/openai.camel.yaml";
        String text = routes.read(file);
        String step = NOTE.formatted(note).replaceAll("(?m)^", "  ").stripTrailing() + "\n";
        routes.with(file, text.replaceFirst("        steps:\n", "        steps:\n" + step));
    }

    /** The rows of a file but those of one id. */
    private static String without(String text, String id) {
        StringBuilder kept = new StringBuilder();
        boolean inside = false;
        for (String line : text.lines().toList()) {
            if (line.startsWith("  - ")) {
                inside = line.startsWith("  - id: " + id);
            }
            if (!inside) {
                kept.append(line).append('\n');
            }
        }
        return kept.toString();
    }

    private static String live() {
        return gateway.get("/health/live").body();
    }

    private static JsonNode refused() {
        return GatewayUnderTest.json(gateway.get("/v1/health/config")).path("data");
    }

    private static HttpResponse<String> ask(String model) {
        return Crowd.ask(gateway.baseUrl(), gateway.adminKey(), CHAT.formatted(model, false));
    }

    private static void await(BooleanSupplier reached) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it did not come to pass").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
