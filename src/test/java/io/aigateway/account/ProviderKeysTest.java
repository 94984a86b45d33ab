package io.aigateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.error.GatewayError;
import io.aigateway.store.Database;
import io.aigateway.store.Durability;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Provider keys over restarts of the gateway, with this secret key or another. */
class ProviderKeysTest {

    private static final String FIRST = "the first passphrase";
    private static final String SECOND = "the second passphrase";

    @TempDir Path folder;

    @Test
    void areThereAfterARestart() {
        // Given
        ProviderKey stored = store(FIRST);

        // When
        String secret = revealed(stored, new SecretKeys(FIRST, null));

        // Then
        assertThat(secret).isEqualTo("sk-proj-canary-1234");
        assertThat(stored.last4()).isEqualTo("1234");
    }

    @Test
    void cannotBeUsedWithAnotherSecretKeyButTheGatewayStarts() {
        // Given
        ProviderKey stored = store(FIRST);

        // When
        GatewayError error = Office.errorOf(() -> revealed(stored, new SecretKeys(SECOND, null)));

        // Then
        assertThat(error.status()).isEqualTo(503);
        assertThat(error.message()).contains(stored.id(), "secret key");
        assertThat(revealed(stored, new SecretKeys(FIRST, null))).isNotEmpty();
    }

    @Test
    void cannotBeUsedOrStoredWithoutASecretKey() {
        // Given
        ProviderKey stored = store(FIRST);

        // When
        GatewayError error = Office.errorOf(() -> revealed(stored, SecretKeys.NONE));

        // Then
        assertThat(error.status()).isEqualTo(503);
        try (Database database = open()) {
            ProviderKeys keys = keys(database, SecretKeys.NONE);
            assertThat(Office.errorOf(() -> create(keys, "{'provider':'a','key':'b'}")).message())
                    .contains("AIGATEWAY_SECRET_KEY");
            assertThat(keys.list(null)).containsExactly(stored);
        }
    }

    @Test
    void areSealedAnewWhenTheSecretKeyChanges() {
        // Given
        ProviderKey stored = store(FIRST);

        // When
        String during = revealed(stored, new SecretKeys(SECOND, FIRST));

        // Then
        assertThat(during).isEqualTo("sk-proj-canary-1234");
        assertThat(revealed(stored, new SecretKeys(SECOND, null))).isEqualTo(during);
    }

    @Test
    void theNewestOfASubAccountIsUsedAndADeletedOneIsGone() {
        // Given
        try (Database database = open()) {
            Accounts accounts =
                    Accounts.load(
                            database,
                            new KeyRing(new HandClock()),
                            new FixedRandom(),
                            new HandClock());
            String acme =
                    accounts.subAccounts().create(Office.body("{'name':'acme'}")).subAccount().id();
            ProviderKeys keys = keys(database, new SecretKeys(FIRST, null));
            String of = ",'sub_account_id':'" + acme + "'}";
            ProviderKey old = create(keys, "{'provider':'openai','key':'old'" + of);
            create(keys, "{'provider':'groq','key':'other'" + of);
            ProviderKey fresh = create(keys, "{'provider':'openai','key':'new'" + of);

            // When
            String used = keys.newest(acme, "openai").map(keys::reveal).orElseThrow();
            keys.delete(fresh.id(), acme);

            // Then
            assertThat(used).isEqualTo("new");
            assertThat(keys.newest(acme, "openai")).contains(old);
            assertThat(keys.find(fresh.id(), acme)).isEmpty();
            accounts.subAccounts().delete(acme);
            keys.forget(acme);
            assertThat(keys.newest(acme, "openai")).isEmpty();
            assertThat(keys.list(null)).isEmpty();
        }
    }

    private ProviderKey store(String secret) {
        try (Database database = open()) {
            return create(
                    keys(database, new SecretKeys(secret, null)),
                    "{'provider':'openai','key':'sk-proj-canary-1234'}");
        }
    }

    private String revealed(ProviderKey key, SecretKeys secrets) {
        try (Database database = open()) {
            return keys(database, secrets).reveal(key);
        }
    }

    private Database open() {
        return Database.open(folder, Durability.NORMAL);
    }

    private static ProviderKeys keys(Database database, SecretKeys secrets) {
        return new ProviderKeys(database, new SecureRandom(), new HandClock(), secrets);
    }

    private static ProviderKey create(ProviderKeys keys, String body) {
        return keys.create(Office.body(body), only(), provider -> provider);
    }

    private static @Nullable String only() {
        return null;
    }
}
