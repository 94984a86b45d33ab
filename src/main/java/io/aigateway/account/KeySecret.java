package io.aigateway.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The secret of a key, as its owner sends it. It is shown once and never kept: the database knows
 * its SHA-256, and {@link #toString} tells nothing.
 */
public final class KeySecret {

    private static final String PREFIX = "sk-aig-";
    private static final int RANDOM_BYTES = 32;
    private static final int LAST = 4;

    private final String text;

    private KeySecret(String text) {
        this.text = text;
    }

    /** A new secret: {@code sk-aig-} and 32 random bytes in base 62, which is 43 characters. */
    public static KeySecret generate(RandomGenerator random) {
        return new KeySecret(PREFIX + Base62.random(random, RANDOM_BYTES));
    }

    /** A secret that was made elsewhere. */
    public static KeySecret of(String text) {
        return new KeySecret(text);
    }

    /** The secret itself, to be shown once. */
    public String reveal() {
        return text;
    }

    /** The last four characters, by which its owner recognises it. */
    public String last4() {
        return text.substring(Math.max(0, text.length() - LAST));
    }

    /** The SHA-256 in lower-case hex, by which the key is found. */
    public String sha256() {
        return sha256(text);
    }

    /** The SHA-256 of a text in UTF-8, in lower-case hex. */
    static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "KeySecret[…]";
    }
}
