package io.aigateway.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aigateway.Gateway;
import io.aigateway.GatewaySettings;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes that are edited while they run. */
class LiveRoutesTest {

    @TempDir static Path folder;

    static Path live;
    static String shipped;
    static Gateway gateway;
    static LiveRoutes routes;

    @BeforeAll
    static void start() throws IOException {
        Path copy = copyOfRoutes();
        live = copy.resolve("http/health-live.camel.yaml");
        shipped = Files.readString(live);
        Path none = folder.resolve("config");
        Path data = folder.resolve("data");
        gateway = new Gateway(new GatewaySettings("127.0.0.1", 0, none, copy, data, Map.of()));
        gateway.start();
        routes = gateway.context().hasService(LiveRoutes.class);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void beginWithWhatIsShipped() {
        edit(shipped);
    }

    @Test
    void serveOnceTheyAreEdited() {
        // Given
        String edited = shipped.replace("method: live", "method: ready");

        // When
        edit(edited);

        // Then
        assertThat(answer()).contains("ready");
    }

    @Test
    void serveAsTheyWereWhenAnEditNamesAnUnknownBean() {
        // Given
        String edited = shipped.replace("ref: healthApi", "ref: healthAppi");

        // When
        assertThatThrownBy(() -> edit(edited)).hasMessageContaining("healthAppi");

        // Then
        assertThat(answer()).contains("live");
    }

    @Test
    void serveAsTheyWereWhenAnEditIsNotEvenYaml() {
        // Given
        String edited = shipped.replace("steps:", "steps");

        // When
        assertThatThrownBy(() -> edit(edited)).isInstanceOf(RuntimeException.class);

        // Then
        assertThat(answer()).contains("live");
    }

    @Test
    void serveAsTheyWereWhileAnEditorHasEmptiedTheFile() {
        // Given
        String empty = "\n";

        // When
        edit(empty);

        // Then
        assertThat(answer()).contains("live");
    }

    @Test
    void doNotMakeTheBeansASecondTime() {
        // Given
        File beans = new File("beans.camel.yaml");

        // When
        boolean taken = routes.getFileFilter().accept(beans);

        // Then
        assertThat(taken).isFalse();
    }

    /** What the watcher does when it sees the file with this text, without waiting for it. */
    private static void edit(String text) {
        routes.onRouteReload(List.of(ResourceHelper.fromString("file:" + live, text)), false);
    }

    private static String answer() {
        URI uri = URI.create(gateway.baseUrl().replace("/v1", "/health/live"));
        try (InputStream answer = uri.toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path copyOfRoutes() throws IOException {
        Path from = Path.of("routes");
        Path copy = Files.createTempDirectory(folder, "routes");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return copy;
    }
}
