package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.account.KeyRing;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.LogCapture;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How keys are kept and compared, and that a revoked one is gone. */
class KeptKeysTest {

    @TempDir static Path folder;
    static Bench bench;
    static LogCapture log;

    @BeforeAll
    static void start() {
        log = LogCapture.started();
        bench = Bench.started(folder);
    }

    @AfterAll
    static void stop() {
        CleanRefusal.assertNothingSpent(bench);
        bench.close();
        log.close();
    }

    @BeforeEach
    void calm() {
        bench.calm();
    }

    @Test
    @Tag("A5")
    void takeTheSameTimeToRefuseHoweverNearTheyAre() {
        // Given
        KeyRing ring = new KeyRing(Clock.systemUTC());
        String near = "sk-aig-" + "A".repeat(43);
        String far = "zz-foo-" + "9".repeat(43);
        medianNanos(ring, near);
        medianNanos(ring, far);

        // When
        double ofNear = medianNanos(ring, near);
        double ofFar = medianNanos(ring, far);

        // Then
        assertThat(ofNear / ofFar).isBetween(0.4, 2.5);
    }

    private static double medianNanos(KeyRing ring, String key) {
        long[] samples = new long[10_000];
        for (int i = 0; i < samples.length; i++) {
            long started = System.nanoTime();
            ring.authenticate(key);
            samples[i] = System.nanoTime() - started;
        }
        Arrays.sort(samples);
        return samples[samples.length / 2];
    }

    @Test
    @Tag("A6")
    void areShownOnceAndKeptAsHashes() throws IOException {
        // Given
        JsonNode key = newKey("{\"name\":\"secretive\"}");
        HttpResponse<String> account =
                bench.gateway().post("/v1/sub-accounts", "{\"name\":\"acme\"}");
        HttpResponse<String> rotated =
                bench.gateway().post("/v1/keys/" + key.path("id").asText() + "/rotate", "");
        List<String> secrets =
                List.of(
                        key.path("key").asText(),
                        GatewayUnderTest.json(account).path("key").asText(),
                        GatewayUnderTest.json(rotated).path("key").asText());
        secrets.forEach(secret -> bench.gateway().getAs(secret, "/v1/models"));

        // When
        String shown =
                bench.gateway().get("/v1/keys").body()
                        + bench.gateway().get("/v1/sub-accounts").body()
                        + bench.gateway().get("/v1/usage/recent").body()
                        + bench.gateway().get("/metrics").body();

        // Then
        assertThat(secrets).allSatisfy(secret -> assertThat(secret).startsWith("sk-aig-"));
        for (String secret : secrets) {
            assertThat(shown).doesNotContain(secret);
            assertThat(log.text()).doesNotContain(secret);
            assertThat(filesWith(secret)).isEmpty();
        }
        assertThat(shown).doesNotContain("sk-aig-", "sk-provider-canary");
        assertThat(filesWith(bench.gateway().adminKey())).containsExactly("admin-key");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("data/admin-key"))))
                .isEqualTo("rw-------");
    }

    private static List<String> filesWith(String secret) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, secret))
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private static boolean contains(Path file, String secret) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .contains(secret);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Tag("A8")
    void areGoneAtOnceWhenTheyAreRevoked() {
        // Given
        JsonNode key = newKey("{\"name\":\"short-lived\"}");
        String secret = key.path("key").asText();
        int before = ask(secret).statusCode();

        // When
        bench.gateway().call("DELETE", "/v1/keys/" + key.path("id").asText(), "");
        int after = ask(secret).statusCode();

        // Then
        assertThat(before).isEqualTo(200);
        assertThat(after).isEqualTo(401);
        assertThat(bench.asked()).isEqualTo(1);
    }

    private static HttpResponse<String> ask(String key) {
        String body =
                "{\"model\":\"openai/chat\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
        return bench.gateway().postAs(key, "/v1/chat/completions", body);
    }

    private static JsonNode newKey(String body) {
        return GatewayUnderTest.json(bench.gateway().post("/v1/keys", body));
    }
}
