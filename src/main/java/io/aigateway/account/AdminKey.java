package io.aigateway.account;

import io.aigateway.error.ConfigException;
import io.aigateway.store.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The key that manages the gateway. It stands in no table: the environment sets it, or it is made
 * at the first start and kept in {@code admin-key} of the data folder, mode 0600.
 *
 * @param secret the secret
 * @param fresh true when it was made just now, so that the caller can show it once
 */
public record AdminKey(KeySecret secret, boolean fresh) {

    /** The id under which its calls are recorded. */
    public static final String ID = "key_admin";

    private static final String FILE = "admin-key";
    private static final int SHORTEST = 16;

    /**
     * Finds the admin key, or makes it.
     *
     * @param dataFolder made when it is missing
     * @param environment the value of {@code AIGATEWAY_ADMIN_KEY}, null when it is not set
     * @throws ConfigException when the environment's key is too short to be one, or the file cannot
     *     be used
     */
    public static AdminKey ensure(
            Path dataFolder, @Nullable String environment, RandomGenerator random) {
        if (environment != null) {
            return new AdminKey(required("AIGATEWAY_ADMIN_KEY", environment), false);
        }
        Path file = PrivateFiles.folder(dataFolder).resolve(FILE);
        try {
            if (Files.exists(file) && Files.size(file) > 0) {
                return new AdminKey(required(file.toString(), Files.readString(file)), false);
            }
            KeySecret secret = KeySecret.generate(random);
            Files.writeString(PrivateFiles.file(file), secret.reveal() + "\n");
            return new AdminKey(secret, true);
        } catch (IOException e) {
            throw new ConfigException(
                    "Admin key: %s cannot be used; give this user access to it, or set AIGATEWAY_ADMIN_KEY"
                            .formatted(file));
        }
    }

    /** Lets the admin key open the ring's doors. */
    public void addTo(KeyRing ring, Clock clock) {
        ApiKey key =
                new ApiKey(
                        ID,
                        "admin",
                        null,
                        true,
                        Limits.NONE,
                        AllowedModels.ALL,
                        null,
                        null,
                        secret.last4(),
                        clock.instant());
        ring.put(key, secret.sha256(), null);
    }

    private static KeySecret required(String where, String value) {
        String text = value.strip();
        if (text.length() < SHORTEST || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new ConfigException(
                    where
                            + " must hold an admin key of at least "
                            + SHORTEST
                            + " printable characters without spaces, but holds "
                            + text.length());
        }
        return KeySecret.of(text);
    }
}
