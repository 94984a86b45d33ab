package io.aigateway.account;

import io.aigateway.error.ConfigException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals texts with AES-256-GCM under one secret key. Each has a random nonce of its own, and is
 * bound to what it is about: moved to another place it does not open. Safe for any thread; tells
 * nothing of its key.
 */
final class Vault {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte VERSION = 1;

    private static final String STRETCHING = "PBKDF2WithHmacSHA256";
    private static final int ROUNDS = 600_000;
    private static final int SHORTEST_PASSPHRASE = 16;

    private final SecretKey key;
    private final RandomGenerator random;

    private Vault(SecretKey key, RandomGenerator random) {
        this.key = key;
        this.random = random;
    }

    /**
     * The vault of a secret: 32 bytes in base64 are the key itself, anything else is a passphrase,
     * stretched with PBKDF2-HMAC-SHA-256, 600,000 rounds.
     *
     * @param variable the variable that holds the secret, for messages
     * @param salt asked for a passphrase only
     * @throws ConfigException when the passphrase is too short to be one
     */
    static Vault of(String variable, String secret, Supplier<byte[]> salt, RandomGenerator random) {
        byte[] bytes = decoded(secret);
        if (bytes.length == KEY_BYTES) {
            return new Vault(new SecretKeySpec(bytes, "AES"), random);
        }
        if (secret.length() < SHORTEST_PASSPHRASE) {
            throw new ConfigException(
                    "%s must hold 32 bytes in base64 (such as 'openssl rand -base64 32' makes), or a passphrase of at least %d characters, but holds %d characters"
                            .formatted(variable, SHORTEST_PASSPHRASE, secret.length()));
        }
        return new Vault(stretched(secret, salt.get()), random);
    }

    /** Seals a text. */
    String seal(String text, String about) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, nonce, about)
                            .doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all =
                    ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                            .put(VERSION)
                            .put(nonce)
                            .put(sealed)
                            .array();
            return Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + CIPHER, e);
        }
    }

    /**
     * Opens a sealed text; empty when it was sealed with another key, for another place, or
     * changed.
     */
    Optional<String> open(String sealed, String about) {
        byte[] all = decoded(sealed);
        if (all.length <= 1 + NONCE_BYTES || all[0] != VERSION) {
            return Optional.empty();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        System.arraycopy(all, 1, nonce, 0, NONCE_BYTES);
        try {
            int from = 1 + NONCE_BYTES;
            byte[] text =
                    cipher(Cipher.DECRYPT_MODE, nonce, about).doFinal(all, from, all.length - from);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (AEADBadTagException notOurs) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + CIPHER, e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String about) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(about.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** Nothing when the text is no base64. */
    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException noBase64) {
            return new byte[0];
        }
    }

    private static SecretKey stretched(String passphrase, byte[] salt) {
        PBEKeySpec spec =
                new PBEKeySpec(passphrase.toCharArray(), salt, ROUNDS, KEY_BYTES * Byte.SIZE);
        try {
            byte[] bytes =
                    SecretKeyFactory.getInstance(STRETCHING).generateSecret(spec).getEncoded();
            return new SecretKeySpec(bytes, "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + STRETCHING, e);
        } finally {
            spec.clearPassword();
        }
    }
}
