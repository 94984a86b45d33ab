package io.aigateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aigateway.error.ConfigException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final Supplier<byte[]> SALT = () -> "salt".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "a passphrase of some words"
            })
    void opensWhatItSealed(String secret) {
        // Given
        String sealed = vault(secret).seal("sk-proj-ä", "pk_1 openai");

        // When
        var opened = vault(secret).open(sealed, "pk_1 openai");

        // Then
        assertThat(opened).contains("sk-proj-ä");
        assertThat(sealed).doesNotContain("sk-proj");
    }

    @Test
    void opensNothingInAnotherPlaceOrWithAnotherSecret() {
        // Given
        String sealed = vault(KEY).seal("sk-proj-1", "pk_1 openai");

        // When
        var moved = vault(KEY).open(sealed, "pk_1 groq");
        var other = vault("another passphrase").open(sealed, "pk_1 openai");

        // Then
        assertThat(moved).isEmpty();
        assertThat(other).isEmpty();
    }

    @Test
    void opensNothingThatWasChangedAnywhere() {
        // Given
        String sealed = vault(KEY).seal("sk-proj-1", "here");
        byte[] bytes = Base64.getDecoder().decode(sealed);

        for (int at = 0; at < bytes.length; at++) {
            byte[] changed = bytes.clone();
            changed[at] ^= 1;

            // When
            var opened = vault(KEY).open(Base64.getEncoder().encodeToString(changed), "here");

            // Then
            assertThat(opened).as("byte %d", at).isEmpty();
        }
        assertThat(vault(KEY).open("", "here")).isEmpty();
        assertThat(vault(KEY).open("no base64!", "here")).isEmpty();
        assertThat(vault(KEY).open(sealed.substring(0, 12), "here")).isEmpty();
    }

    @Test
    void neverSealsTheSameTwiceInTheSameWay() {
        // Given
        Vault vault = vault(KEY);

        // When
        Set<String> sealed = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            sealed.add(vault.seal("the same", "here").substring(0, 17));
        }

        // Then
        assertThat(sealed).hasSize(1_000);
    }

    @Test
    @Tag("G4")
    void refusesAPassphraseThatIsTooShort() {
        // Given
        String secret = "short";

        // When
        assertThatThrownBy(() -> vault(secret))

                // Then
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("AIGATEWAY_SECRET_KEY must hold 32 bytes in base64")
                .hasMessageNotContaining(secret + "'");
    }

    private static Vault vault(String secret) {
        return Vault.of(SecretKeys.VARIABLE, secret, SALT, new SecureRandom());
    }
}
