package io.aigateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aigateway.error.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminKeyTest {

    private final Path folder;

    AdminKeyTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void isMadeOnceAndKeptPrivate() throws IOException {
        // Given
        AdminKey first = AdminKey.ensure(folder, null, new FixedRandom());

        // When
        AdminKey second = AdminKey.ensure(folder, null, new FixedRandom());

        // Then
        assertThat(first.fresh()).isTrue();
        assertThat(second.fresh()).isFalse();
        assertThat(second.secret().reveal()).isEqualTo(first.secret().reveal());
        Path file = folder.resolve("admin-key");
        assertThat(Files.readString(file).strip()).isEqualTo(first.secret().reveal());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(first.toString()).doesNotContain("sk-aig-");
    }

    @Test
    void ofTheEnvironmentIsNotWrittenAnywhere() throws IOException {
        // Given
        String secret = "a-secret-of-the-operator";

        // When
        AdminKey key = AdminKey.ensure(folder, secret, new FixedRandom());

        // Then
        HandClock clock = new HandClock();
        KeyRing ring = new KeyRing(clock);
        key.addTo(ring, clock);
        assertThat(key.fresh()).isFalse();
        assertThat(ring.find(secret)).get().extracting(ApiKey::admin).isEqualTo(true);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @Tag("A16")
    @ValueSource(strings = {"", "   ", "short", "a key with spaces in it", "fifteen-letters"})
    void refusesAKeyThatIsNone(String secret) {
        // Given
        FixedRandom random = new FixedRandom();

        // When
        assertThatThrownBy(() -> AdminKey.ensure(folder, secret, random))

                // Then
                .isInstanceOf(ConfigException.class)
                .hasMessageMatching(
                        "AIGATEWAY_ADMIN_KEY must hold an admin key of at least 16 printable characters without spaces, but holds [0-9]+");
    }
}
