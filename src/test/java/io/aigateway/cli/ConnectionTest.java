package io.aigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {

    private final Path folder;

    ConnectionTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvSource({
        "http://gw:9000, http://gw:9000/v1/models",
        "http://gw:9000/, http://gw:9000/v1/models",
        "http://gw:9000/v1, http://gw:9000/v1/models",
        "https://gw/api/v1/, https://gw/api/v1/models",
        "localhost:8080, http://localhost:8080/v1/models",
        "' http://[::1]:8080 ', http://[::1]:8080/v1/models"
    })
    void takesAHostWithAndWithoutV1(String base, String expected) {
        // Given
        Map<String, String> env = Map.of("AIGATEWAY_BASE_URL", base);

        // When
        Connection connection = Connection.from(env::get, List.of());

        // Then
        assertThat(connection.address("/v1/models")).hasToString(expected);
    }

    @Test
    void looksOnThisMachineByDefault() {
        // Given
        Map<String, String> nothingSet = Map.of();

        // When
        Connection connection = Connection.from(nothingSet::get, List.of());

        // Then
        assertThat(connection.base()).hasToString("http://127.0.0.1:8080");
    }

    @Test
    void followsThePortThatTheGatewayIsStartedWith() {
        // Given
        Map<String, String> env = Map.of("AIGATEWAY_PORT", "9999");

        // When
        Connection connection = Connection.from(env::get, List.of());

        // Then
        assertThat(connection.base()).hasToString("http://127.0.0.1:9999");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://gw", "http://", "http://gw/?a=b", "not an address", "http://gw#x"})
    void refusesAnAddressThatIsNone(String base) {
        // Given
        Map<String, String> env = Map.of("AIGATEWAY_BASE_URL", base);

        // When
        Run run = Run.with(env, "models");

        // Then
        assertThat(run)
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "aig: AIGATEWAY_BASE_URL must give an http or https address such"
                                        + " as http://127.0.0.1:8080, but was '"
                                        + base
                                        + "'\n"));
    }

    @Test
    void doesNotRepeatAPasswordInAnAddress() {
        // Given
        Map<String, String> env = Map.of("AIGATEWAY_BASE_URL", "http://me:secret@gw");

        // When
        Run run = Run.with(env, "models");

        // Then
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "'', ' ', sk-aig-file",
        "'', sk-aig-admin, sk-aig-admin",
        "sk-aig-caller, sk-aig-admin, sk-aig-caller"
    })
    void prefersTheCallersKeyToTheAdminKeyToTheFile(String caller, String admin, String sent)
            throws Exception {
        // Given
        Files.writeString(folder.resolve("admin-key"), "sk-aig-file\n");
        Map<String, String> env = Map.of("AIGATEWAY_API_KEY", caller, "AIGATEWAY_ADMIN_KEY", admin);

        // When
        Connection connection = Connection.from(env::get, List.of(folder));

        // Then
        assertThat(connection.key()).isEqualTo(sent);
    }

    @Test
    void readsTheAdminKeyFromTheNamedFolderOnly() throws Exception {
        // Given
        Files.writeString(folder.resolve("admin-key"), "sk-aig-file");
        Path other = Files.createDirectory(folder.resolve("other"));
        Map<String, String> env = Map.of("AIGATEWAY_DATA", other.toString());

        // When
        Connection connection = Connection.from(env::get, List.of(folder));

        // Then
        assertThat(connection.key()).isNull();
    }

    @Test
    void neverSendsALocalAdminKeyToAnotherMachine() throws Exception {
        // Given
        Files.writeString(folder.resolve("admin-key"), "sk-aig-file");
        Map<String, String> env = Map.of("AIGATEWAY_BASE_URL", "https://gw.example.com");

        // When
        Connection connection = Connection.from(env::get, List.of(folder));

        // Then
        assertThat(connection.key()).isNull();
    }

    @Test
    void sendsItWhenItsFolderIsNamed() throws Exception {
        // Given
        Files.writeString(folder.resolve("admin-key"), "sk-aig-file");
        Map<String, String> env =
                Map.of("AIGATEWAY_BASE_URL", "http://gw:1", "AIGATEWAY_DATA", folder.toString());

        // When
        Connection connection = Connection.from(env::get, List.of());

        // Then
        assertThat(connection.key()).isEqualTo("sk-aig-file");
    }

    @Test
    void refusesAKeyThatNoHeaderCanCarryWithoutShowingIt() {
        // Given
        Map<String, String> env = Map.of("AIGATEWAY_API_KEY", "sk-aig-a\nb");

        // When
        Run run = Run.with(env, "models");

        // Then
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("aig: AIGATEWAY_API_KEY holds a blank")
                .doesNotContain("sk-aig-a");
    }

    @Test
    void doesNotShowItsKey() {
        // Given
        Map<String, String> env = Map.of("AIGATEWAY_API_KEY", "sk-aig-secret");

        // When
        Connection connection = Connection.from(env::get, List.of());

        // Then
        assertThat(connection)
                .hasToString("http://127.0.0.1:8080 with the key from AIGATEWAY_API_KEY");
    }

    @Test
    void looksInTheFoldersAGatewayUsuallyKeepsItsDataIn() {
        // Given
        Map<String, String> env = Map.of("HOME", "/home/me");
        Map<String, String> moved = Map.of("HOME", "/home/me", "XDG_DATA_HOME", "/srv/me");

        // When
        List<Path> folders = Connection.usualDataFolders(env::get);
        List<Path> movedFolders = Connection.usualDataFolders(moved::get);

        // Then
        assertThat(folders)
                .containsExactly(Path.of("data"), Path.of("/home/me/.local/share/aigateway"));
        assertThat(movedFolders).containsExactly(Path.of("data"), Path.of("/srv/me/aigateway"));
    }
}
