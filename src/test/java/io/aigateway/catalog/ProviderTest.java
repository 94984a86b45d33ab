package io.aigateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderTest {

    private static final String ROW =
            """
            providers:
              - id: acme
                aliases: [acme_ai]
                base-url: ${ACME_BASE:https://acme.example/v1}
                api-key: ${ACME_KEY:${ACME_OLD_KEY:}}
                auth: X-Api-Key
                headers: {x-version: "2"}
                timeouts: {first-byte: 5m}
                rename: {seed: random_seed}
                drop: [user]
                model-prefix: accounts/acme/
                reasoning-outside-output: true
            """;

    private final Path dir;

    ProviderTest(@TempDir Path dir) {
        this.dir = dir;
    }

    @Test
    void readsARowWithEverythingInIt() {
        // When
        Provider provider = acme(Map.of("ACME_OLD_KEY", "sk-old\n"));

        // Then
        assertThat(provider.apiKey()).isEqualTo("sk-old");
        assertThat(provider.auth().headersFor(provider.apiKey()))
                .containsExactly(Map.entry("x-api-key", "sk-old"));
        assertThat(provider.headers()).containsEntry("x-version", "2");
        assertThat(provider.timeouts().firstByte()).isEqualTo(Duration.ofMinutes(5));
        assertThat(provider.timeouts().connect()).isEqualTo(Duration.ofSeconds(2));
        assertThat(provider.quirks().rename()).containsEntry("seed", "random_seed");
        assertThat(provider.quirks().drop()).containsExactly("user");
        assertThat(provider.quirks().reasoningOutsideOutput()).isTrue();
        assertThat(provider.quirks().streamUsage()).isTrue();
    }

    @Test
    void takesTheBaseUrlFromTheEnvironmentWithoutASlashAtItsEnd() {
        // When
        Provider provider = acme(Map.of("ACME_BASE", "http://localhost:9/v2//"));

        // Then
        assertThat(provider.baseUrl()).isEqualTo("http://localhost:9/v2");
    }

    @Test
    void isNotUsableWithoutAKey() {
        // When
        Provider provider = acme(Map.of());

        // Then
        assertThat(provider.usable()).isFalse();
        assertThat(provider.auth().headersFor(null)).isEmpty();
    }

    @Test
    void neverShowsItsKey() {
        // When
        String shown = acme(Map.of("ACME_KEY", "sk-secret")).toString();

        // Then
        assertThat(shown).contains("api-key=set").doesNotContain("sk-secret");
    }

    @Test
    void isFoundByAnyFormOfItsAlias() {
        // Given
        CatalogFolder folder = folder();

        // When
        ProviderTable table = folder.load(Map.of()).providers();

        // Then
        assertThat(table.find("ACME-AI")).isEqualTo(table.find("acme"));
        assertThat(table.find("nobody")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "small, accounts/acme/small",
        "accounts/acme/small, accounts/acme/small",
        "accounts/mine/small, accounts/mine/small"
    })
    void putsThePrefixBeforeAModelNameThatHasNone(String model, String expected) {
        // When
        String upstream = acme(Map.of()).quirks().upstreamName(model);

        // Then
        assertThat(upstream).isEqualTo(expected);
    }

    @Test
    void sendsABearerKeyUnlessToldOtherwise() {
        // When
        Map<String, String> headers = Auth.of("bearer").headersFor("sk-1");

        // Then
        assertThat(headers).containsExactly(Map.entry("authorization", "Bearer sk-1"));
    }

    private Provider acme(Map<String, String> variables) {
        return folder().load(variables).providers().find("acme").orElseThrow();
    }

    private CatalogFolder folder() {
        return new CatalogFolder(dir)
                .write("providers.yaml", ROW)
                .write("models.yaml", "models: []\n");
    }
}
