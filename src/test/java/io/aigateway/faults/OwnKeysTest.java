package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.LogCapture;
import io.aigateway.fixture.UpstreamFiles;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers that bring their own keys of providers. */
class OwnKeysTest {

    private static final String CANARY = "sk-own-canary-7f3b9d2e51c8";

    @TempDir static Path folder;
    static FakeProvider keyless;
    static Bench bench;
    static LogCapture log;

    @BeforeAll
    static void start() {
        log = LogCapture.started();
        keyless = FakeProvider.openAi();
        bench =
                Bench.started(
                        folder,
                        Map.of("gateway.secret-key", "a passphrase of this test"),
                        files ->
                                files.keyless("nokey", keyless)
                                        .open("house", keyless)
                                        .rule("two", "failover: [openai/chat, anthropic/chat]"));
    }

    @AfterAll
    static void stop() throws IOException {
        bench.close();
        keyless.close();
        assertThat(log.text()).doesNotContain(CANARY);
        assertThat(everythingStored()).doesNotContain(CANARY);
        log.close();
    }

    @BeforeEach
    void calm() {
        bench.calm();
        keyless.wellAgain();
    }

    @Test
    void areStoredSealedAndNeverShownAgain() {
        // Given
        String body = "{\"provider\":\"openai\",\"key\":\"" + CANARY + "\",\"name\":\"ours\"}";

        // When
        HttpResponse<String> made = bench.gateway().post("/v1/provider-keys", body);

        // Then
        JsonNode key = GatewayUnderTest.json(made);
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(key.path("id").asText()).startsWith("pk_");
        assertThat(key.path("provider").asText()).isEqualTo("openai");
        assertThat(key.path("last4").asText()).isEqualTo("51c8");
        assertThat(made.body()).doesNotContain(CANARY);
        HttpResponse<String> listed = bench.gateway().get("/v1/provider-keys");
        assertThat(listed.body()).contains(key.path("id").asText()).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, authorization, 'Bearer '",
        "anthropic, x-api-key, ''",
        "nokey, authorization, 'Bearer '"
    })
    void sentInAHeaderAreUsedForThatProviderOnly(String provider, String header, String prefix) {
        // Given
        FakeProvider asked = provider.equals("nokey") ? keyless : bench.provider(provider);

        // When
        HttpResponse<String> answer =
                ask(
                        admin(),
                        provider + "/chat",
                        "",
                        "x-byok-" + provider,
                        CANARY,
                        "x-aig-tag",
                        "b-" + provider);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(asked.lastRequest().header(header)).isEqualTo(prefix + CANARY);
        assertThat(asked.lastRequest().headers()).doesNotContainKey("x-byok-" + provider);
        assertThat(bench.onlyRecord("b-" + provider).path("byok").asBoolean()).isTrue();
        ask(admin(), "openai/chat", "");
        assertThat(bench.provider("openai").lastRequest().header("authorization"))
                .isEqualTo("Bearer " + UpstreamFiles.keyOf("openai"));
    }

    @Test
    void namedByIdAreUsedAndTheFieldGoesNoFurther() {
        // Given
        String id = stored(admin(), "openai", "");

        // When
        HttpResponse<String> answer =
                ask(admin(), "openai/chat", ",\"provider_key_id\":\"" + id + "\"");

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(bench.provider("openai").lastRequest().header("authorization"))
                .isEqualTo("Bearer " + CANARY);
        assertThat(bench.provider("openai").lastRequest().body().has("provider_key_id")).isFalse();
    }

    @Test
    void ofASubAccountAreUsedByItselfWithoutBeingNamed() {
        // Given
        JsonNode acme = subAccount();
        stored(acme.path("key").asText(), "openai", "");

        // When
        ask(acme.path("key").asText(), "openai/chat", "");
        ask(admin(), "openai/chat", "");

        // Then
        assertThat(bench.provider("openai").requests())
                .extracting(request -> request.header("authorization"))
                .containsExactly("Bearer " + CANARY, "Bearer " + UpstreamFiles.keyOf("openai"));
    }

    @Test
    @Tag("A9")
    void ofOneTenantAreNothingToAnother() {
        // Given
        JsonNode acme = subAccount();
        JsonNode other = subAccount();
        String otherKey = other.path("key").asText();
        String id = stored(acme.path("key").asText(), "openai", "");
        String accounts = stored(admin(), "openai", "");
        String acmeId = acme.path("id").asText();

        // When
        List<Integer> statuses =
                List.of(
                        ask(otherKey, "openai/chat", named(id)).statusCode(),
                        ask(otherKey, "openai/chat", named(accounts)).statusCode(),
                        ask(admin(), "openai/chat", named(id)).statusCode(),
                        ask(otherKey, "openai/chat", named("pk_unknown")).statusCode(),
                        delete(otherKey, id));

        // Then
        assertThat(statuses).containsOnly(404);
        assertThat(bench.gateway().getAs(otherKey, "/v1/provider-keys").body())
                .doesNotContain("pk_");
        HttpResponse<String> forAcme =
                store(otherKey, "openai", ",\"sub_account_id\":\"" + acmeId + "\"");
        assertThat(forAcme.statusCode()).isEqualTo(400);
        assertThat(bench.asked()).isZero();
        assertThat(delete(acme.path("key").asText(), id)).isEqualTo(200);
    }

    @Test
    @Tag("A11")
    void areManagedByAdminsAndSubAccountsOnly() {
        // Given
        String plain =
                GatewayUnderTest.json(bench.gateway().post("/v1/keys", "{\"name\":\"plain\"}"))
                        .path("key")
                        .asText();

        // When
        List<Integer> statuses =
                List.of(
                        bench.gateway().getAs(plain, "/v1/provider-keys").statusCode(),
                        store(plain, "openai", "").statusCode(),
                        delete(plain, "pk_1"));

        // Then
        assertThat(statuses).containsOnly(403);
    }

    @Test
    void failOverToAnotherProviderWithThatProvidersOwnKey() {
        // Given
        bench.provider("openai").failing(1, 500);

        // When
        HttpResponse<String> answer = ask(admin(), "two", "", "x-byok-openai", CANARY);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(bench.provider("anthropic").lastRequest().header("x-api-key"))
                .isEqualTo(UpstreamFiles.keyOf("anthropic"));
        assertThat(bench.provider("anthropic").lastRequest().headers().toString())
                .doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void thatAProviderRefusesAreTheCallersToMend(int status) {
        // Given
        bench.provider("openai")
                .answering(
                        status,
                        "{\"error\":{\"message\":\"No: "
                                + CANARY
                                + "\",\"code\":\"invalid_api_key\"}}");

        // When
        HttpResponse<String> answer = ask(admin(), "openai/chat", "", "x-byok-openai", CANARY);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("refused your own key").doesNotContain(CANARY);
        assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
    }

    @Test
    void ofAProviderWithoutAnyKeyAreAskedForInTheError() {
        // Given
        String model = "nokey/chat";

        // When
        HttpResponse<String> answer = ask(admin(), model, "");

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("nokey", "x-byok-PROVIDER");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai/chat||x-byok-openai|two keys",
                "house/chat||x-byok-house|sk-pretended",
                "openai/chat|,\"provider_key_id\":7|x-none|x",
                "anthropic/chat|,\"provider_key_id\":\"ID\"|x-none|x",
                "openai/chat|,\"provider_key_id\":\"ID\"|x-byok-openai|sk-both"
            })
    void thatCannotBeMeantAreRefused(String model, String more, String header, String value) {
        // Given
        String fields = more == null ? "" : more.replace("ID", stored(admin(), "openai", ""));

        // When
        HttpResponse<String> answer = ask(admin(), model, fields, header, value);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain(value.length() > 1 ? value : "\u0000");
        assertThat(bench.asked() + keyless.requests().size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"provider\":\"openai\"}",
                "{\"key\":\"sk-x\"}",
                "{\"provider\":\"nobody\",\"key\":\"sk-x\"}",
                "{\"provider\":\"house\",\"key\":\"sk-x\"}",
                "{\"provider\":\"openai\",\"key\":\"two words\"}",
                "{\"provider\":\"openai\",\"key\":17}",
                "{\"provider\":\"openai\",\"key\":\"sk-x\",\"sub_account_id\":\"sa_nobody\"}"
            })
    void areNotStoredWhenTheyCannotBeUsed(String body) {
        // Given
        int before = bench.gateway().get("/v1/provider-keys").body().length();

        // When
        HttpResponse<String> answer = bench.gateway().post("/v1/provider-keys", body);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(bench.gateway().get("/v1/provider-keys").body()).hasSize(before);
    }

    private static String named(String id) {
        return ",\"provider_key_id\":\"" + id + "\"";
    }

    private static String admin() {
        return bench.gateway().adminKey();
    }

    private static JsonNode subAccount() {
        return GatewayUnderTest.json(
                bench.gateway().post("/v1/sub-accounts", "{\"name\":\"tenant\"}"));
    }

    private static String stored(String key, String provider, String more) {
        HttpResponse<String> made = store(key, provider, more);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return GatewayUnderTest.json(made).path("id").asText();
    }

    private static HttpResponse<String> store(String key, String provider, String more) {
        return bench.gateway()
                .postAs(
                        key,
                        "/v1/provider-keys",
                        "{\"provider\":\"%s\",\"key\":\"%s\"%s}".formatted(provider, CANARY, more));
    }

    private static int delete(String key, String id) {
        return bench.gateway()
                .call("DELETE", "/v1/provider-keys/" + id, "", "Authorization", "Bearer " + key)
                .statusCode();
    }

    private static HttpResponse<String> ask(
            String key, String model, String more, String... headers) {
        String body =
                "{\"model\":\"%s\"%s,\"messages\":[{\"role\":\"user\",\"content\":\"Tell me more please\"}]}"
                        .formatted(model, more);
        return bench.gateway().postAs(key, "/v1/chat/completions", body, headers);
    }

    private static String everythingStored() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
