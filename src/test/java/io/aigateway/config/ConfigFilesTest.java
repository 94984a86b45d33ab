package io.aigateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.aigateway.error.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFilesTest {

    private final Path dir;

    ConfigFilesTest(@TempDir Path dir) {
        this.dir = dir;
    }

    @Test
    void prefersTheFileOfTheFolder() throws IOException {
        // Given
        Files.writeString(dir.resolve("rules.yaml"), "rules: []");

        // When
        ConfigText file = new ConfigFiles(dir).read("rules.yaml");

        // Then
        assertThat(file)
                .isEqualTo(new ConfigText(dir.resolve("rules.yaml").toString(), "rules: []"));
    }

    @Test
    void fallsBackToThePackagedFile() {
        // When
        ConfigText file = new ConfigFiles(dir).read("rules.yaml");

        // Then
        assertThat(file.source()).isEqualTo("classpath:META-INF/aigateway/config/rules.yaml");
        assertThat(file.text()).contains("rules:");
    }

    @Test
    void readsPackagedFilesWithoutAFolder() {
        // When
        ConfigText file = new ConfigFiles(null).read("providers.yaml");

        // Then
        assertThat(file.text()).contains("id: openai");
    }

    @Test
    void takesAByteOrderMarkOff() throws IOException {
        // Given
        Files.writeString(dir.resolve("rules.yaml"), "\uFEFFrules: []");

        // When
        ConfigText file = new ConfigFiles(dir).read("rules.yaml");

        // Then
        assertThat(file.text()).isEqualTo("rules: []");
    }

    @Test
    void refusesAFileThatIsTooLarge() throws IOException {
        // Given
        Files.writeString(dir.resolve("rules.yaml"), "#".repeat(ConfigFiles.LARGEST + 1));

        // When
        Throwable refused = catchThrowable(() -> new ConfigFiles(dir).read("rules.yaml"));

        // Then
        assertThat(refused)
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith(
                        "rules.yaml:1: the file is too large; at most 5242880 bytes are read");
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        // Given
        Files.write(dir.resolve("rules.yaml"), new byte[] {'#', (byte) 0xE9});

        // When
        Throwable refused = catchThrowable(() -> new ConfigFiles(dir).read("rules.yaml"));

        // Then
        assertThat(refused).hasMessageEndingWith("the file is not UTF-8; save it as UTF-8");
    }

    @Test
    void refusesAFileThatExistsNowhere() {
        // When
        Throwable refused = catchThrowable(() -> new ConfigFiles(dir).read("nothing.yaml"));

        // Then
        assertThat(refused)
                .hasMessage(
                        "classpath:META-INF/aigateway/config/nothing.yaml:1: no such file; "
                                + "put nothing.yaml into --config");
    }

    @Test
    void stampsAnEditedFileDifferently() throws IOException {
        // Given
        ConfigFiles files = new ConfigFiles(dir);
        List<String> before = files.stamp(List.of("rules.yaml"));

        // When
        Files.writeString(dir.resolve("rules.yaml"), "rules: []");

        // Then
        assertThat(files.stamp(List.of("rules.yaml"))).isNotEqualTo(before);
    }
}
