package io.aigateway.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.release.Command.Result;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The release folder, used as an operator does: by its launcher, from another folder. */
class ReleaseIT {

    private static final String KEY = "sk-aig-of-the-operator";
    private static final Map<String, String> WITH_KEY = Map.of("AIGATEWAY_ADMIN_KEY", KEY);
    private static final String READY = "AIgateway is ready: ";

    private static final FileTime LONG_AGO = FileTime.fromMillis(0);

    @TempDir static Path folder;
    static Command running;
    static String baseUrl;

    @BeforeAll
    static void start() {
        running = up("data");
        baseUrl = running.lineThatStartsWith(READY).substring(READY.length());
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void answersACall() throws Exception {
        // Given
        HttpRequest call =
                HttpRequest.newBuilder(URI.create(baseUrl + "/chat/completions"))
                        .header("Authorization", "Bearer " + KEY)
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"model\":\"demo/echo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"))
                        .build();

        // When
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(call, BodyHandlers.ofString());

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Hello");
    }

    @Test
    void answersItsOwnCommandLine() {
        // Given
        Map<String, String> variables =
                Map.of("AIGATEWAY_BASE_URL", baseUrl, "AIGATEWAY_API_KEY", KEY);

        // When
        Result result =
                Command.run(folder, variables, List.of(Release.aig(), "call", "demo/echo", "Hi"));

        // Then
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("Hi");
        assertThat(result.exit()).isZero();
    }

    @Test
    void endsWithZeroWhenItIsToldToEnd() {
        // Given
        try (Command other = up("data-of-another")) {
            other.lineThatStartsWith(READY);

            // When
            other.terminate();

            // Then
            assertThat(other.exit()).isZero();
        }
    }

    @Test
    void refusesADataFolderThatAnotherProcessHolds() {
        // Given
        List<String> same = List.of(Release.aig(), "up", "--port", "0", "--data", "data");

        // When
        Result result = Command.run(folder, WITH_KEY, same);

        // Then
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .startsWith("aig: Data folder ")
                .contains("is used by another gateway");
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void tellsItsVersion() {
        // Given
        List<String> words = List.of(Release.aig(), "--version");

        // When
        Result result = Command.run(folder, Map.of(), words);

        // Then
        assertThat(result).isEqualTo(new Result(0, "aig " + Release.VERSION + "\n", ""));
    }

    @Test
    void tellsItsVerbs() {
        // Given
        List<String> words = List.of(Release.aig(), "--help");

        // When
        Result result = Command.run(folder, Map.of(), words);

        // Then
        assertThat(result.out()).contains("  up ", "  check ", "  call ", "  usage ");
        assertThat(result.exit()).isZero();
    }

    @Test
    void findsNothingWrongWithWhatItShips() {
        // Given
        List<String> words = List.of(Release.aig(), "check");

        // When
        Result result = Command.run(folder, Map.of(), words);

        // Then
        assertThat(result).isEqualTo(new Result(0, "", ""));
    }

    @Test
    void isHealthyForItsContainer() {
        // Given
        String script = Release.CHECKOUT.resolve("docker/healthcheck").toString();
        String port = String.valueOf(URI.create(baseUrl).getPort());

        // When
        Result result = Command.run(folder, Map.of("AIGATEWAY_PORT", port), List.of(script));

        // Then
        assertThat(result).isEqualTo(new Result(0, "", ""));
    }

    @Test
    void isNotHealthyWhereNobodyListens() {
        // Given
        String script = Release.CHECKOUT.resolve("docker/healthcheck").toString();

        // When
        Result result = Command.run(folder, Map.of("AIGATEWAY_PORT", "1"), List.of(script));

        // Then
        assertThat(result.exit()).isNotZero();
    }

    @Test
    void bringsItsRoutesToAnApplicationThatEmbedsIt() {
        // Given
        String classPath =
                Release.FOLDER.resolve("lib")
                        + "/*:"
                        + Release.CHECKOUT.resolve("target/test-classes");
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();

        // When
        Result result =
                Command.run(
                        folder,
                        Map.of(),
                        List.of(java, "-cp", classPath, EmbeddingHost.class.getName()));

        // Then
        assertThat(result.out()).contains("chat.completion", "Hello");
        assertThat(result.exit()).isZero();
    }

    @Test
    void runsFromACheckoutThatIsBuilt() throws IOException {
        // Given
        Path checkout = Files.createDirectory(folder.resolve("checkout"));
        Path sources = Files.createDirectories(checkout.resolve("src/main"));
        Files.setLastModifiedTime(sources, LONG_AGO);
        Files.createDirectory(checkout.resolve("target"));
        for (String linked : List.of("routes", "config", "target/aigateway-" + Release.VERSION)) {
            Files.createSymbolicLink(checkout.resolve(linked), Release.CHECKOUT.resolve(linked));
        }
        copyOld("pom.xml", checkout);
        copyOld("aig", checkout);

        // When
        Result result =
                Command.run(
                        folder,
                        withoutMaven(checkout),
                        List.of(checkout.resolve("aig").toString(), "--version"));

        // Then
        assertThat(result).isEqualTo(new Result(0, "aig " + Release.VERSION + "\n", ""));
    }

    @Test
    void saysWhatIsMissingInACheckoutWithoutMaven() throws IOException {
        // Given
        Path checkout = Files.createDirectory(folder.resolve("checkout-alone"));
        copyOld("pom.xml", checkout);
        copyOld("aig", checkout);

        // When
        Result result =
                Command.run(
                        folder,
                        withoutMaven(checkout),
                        List.of(checkout.resolve("aig").toString(), "up"));

        // Then
        assertThat(result.err()).contains("aig: Maven is needed to build the checkout");
        assertThat(result.exit()).isEqualTo(1);
    }

    /** Variables for a machine that has Java and the commands of the launcher, and no others. */
    private static Map<String, String> withoutMaven(Path checkout) throws IOException {
        Path commands = Files.createDirectory(checkout.resolve("commands"));
        for (String name : List.of("bash", "dirname", "find", "head", "readlink", "sed")) {
            Path place = Path.of("/usr/bin", name);
            Path real = Files.exists(place) ? place : Path.of("/bin", name);
            Files.createSymbolicLink(commands.resolve(name), real);
        }
        return Map.of("PATH", commands.toString(), "JAVA_HOME", System.getProperty("java.home"));
    }

    private static Command up(String data) {
        return Command.start(
                folder, WITH_KEY, List.of(Release.aig(), "up", "--port", "0", "--data", data));
    }

    /** Older than what was built, so that the launcher has no reason to build again. */
    private static void copyOld(String name, Path to) throws IOException {
        Path copy =
                Files.copy(
                        Release.CHECKOUT.resolve(name),
                        to.resolve(name),
                        StandardCopyOption.COPY_ATTRIBUTES);
        Files.setLastModifiedTime(copy, LONG_AGO);
    }
}
