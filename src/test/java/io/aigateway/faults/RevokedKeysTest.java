package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.OpenStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that are taken away while they are used, and what a key can never be used for. */
class RevokedKeysTest {

    private static final int STREAMS = 100;

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench =
                Bench.started(
                        folder,
                        Map.of(),
                        files ->
                                files.rule("mine", "failover: [openai/chat, anthropic/chat]")
                                        .rule("theirs", "failover: [anthropic/chat]"));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void calm() {
        bench.calm();
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys", "sub-accounts"})
    @Tag("A8")
    void areRefusedAtOnceThoughAHundredOfTheirStreamsAreUnderWay(String kind) {
        // Given
        String path = "/v1/" + kind;
        JsonNode made =
                create(
                        path,
                        "{\"name\":\"soon gone\",\"rate_limit_rpm\":1000,\"max_parallel\":200}");
        String key = made.path("key").asText();
        bench.provider("openai").pausing(Duration.ofMillis(400));
        List<OpenStream> streams = begun(key);

        // When
        int gone =
                bench.gateway()
                        .call("DELETE", path + "/" + made.path("id").asText(), "")
                        .statusCode();
        int next = ask(key, "openai/chat").statusCode();

        // Then
        assertThat(gone).isEqualTo(200);
        assertThat(next).isEqualTo(401);
        assertThat(ended(streams)).containsOnly(true);
        assertThat(ask(key, "openai/chat").statusCode()).isEqualTo(401);
        assertThat(bench.gateway().getAs(key, "/v1/models").statusCode()).isEqualTo(401);
    }

    @Test
    @Tag("A8")
    void areRefusedByEveryCallThatBeginsAfterTheAnswerToTheirDeletion() throws Exception {
        // Given
        JsonNode made = create("/v1/keys", "{\"name\":\"busy\"}");
        String key = made.path("key").asText();
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            for (int i = 0; i < 200; i++) {
                callers.execute(() -> ask(key, "openai/chat"));
            }

            // When
            bench.gateway().call("DELETE", "/v1/keys/" + made.path("id").asText(), "");
            List<Integer> after = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                after.add(ask(key, "openai/chat").statusCode());
            }

            // Then
            assertThat(after).containsOnly(401);
        } finally {
            callers.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "openai/*, mine, 200",
        "openai/*, theirs, 403",
        "openai/*, anthropic/chat, 403",
        "openai/*, ANTHROPIC/CHAT, 403",
        "mine, mine, 403"
    })
    @Tag("A15")
    void mayUseNoModelBeyondTheirListWhateverItIsCalled(String allowed, String model, int status) {
        // Given
        String key =
                create("/v1/keys", "{\"name\":\"narrow\",\"allowed_models\":[\"" + allowed + "\"]}")
                        .path("key")
                        .asText();

        // When
        HttpResponse<String> answer = ask(key, model);

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(bench.provider("anthropic").requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"mine\"",
                "{\"model\":\"openai/chat\",\"fallbacks\":[\"anthropic/chat\"]",
                "{\"model\":[\"openai/chat\",\"anthropic/chat\"]",
                "{\"model\":\"openai/chat\",\"models\":[\"theirs\"]"
            })
    @Tag("A15")
    void areNotFailedOverToAModelBeyondTheirSubAccountsList(String asked) {
        // Given
        JsonNode account =
                create("/v1/sub-accounts", "{\"name\":\"a\",\"allowed_models\":[\"openai/*\"]}");
        String key =
                create(
                                "/v1/keys",
                                "{\"name\":\"wide\",\"allowed_models\":[\"*\"],\"sub_account_id\":\"%s\"}"
                                        .formatted(account.path("id").asText()))
                        .path("key")
                        .asText();
        bench.provider("openai").answering(429, "{\"error\":{\"message\":\"Slow down.\"}}");

        // When
        HttpResponse<String> answer =
                bench.gateway()
                        .postAs(
                                key,
                                "/v1/chat/completions",
                                asked + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(bench.provider("anthropic").requests()).isEmpty();
    }

    @Test
    @Tag("A13")
    void areNeverWiderThanTheirSubAccount() {
        // Given
        JsonNode account = create("/v1/sub-accounts", "{\"name\":\"a\",\"rate_limit_rpm\":2}");
        String child =
                create(
                                "/v1/keys",
                                "{\"name\":\"c\",\"rate_limit_rpm\":900,\"sub_account_id\":\"%s\"}"
                                        .formatted(account.path("id").asText()))
                        .path("key")
                        .asText();
        ask(child, "openai/chat");
        ask(account.path("key").asText(), "openai/chat");

        // When
        HttpResponse<String> third = ask(child, "openai/chat");

        // Then
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.headers().firstValue("x-ratelimit-limit-requests")).contains("2");
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, /v1/keys/KEY",
        "DELETE, /v1/keys/KEY",
        "POST, /v1/keys/KEY/rotate",
        "POST, /v1/keys",
        "PATCH, /v1/sub-accounts/ACCOUNT",
        "DELETE, /v1/sub-accounts/ACCOUNT",
        "POST, /v1/sub-accounts",
        "POST, /v1/budgets",
        "POST, /v1/credits"
    })
    @Tag("A13")
    void cannotChangeThemselvesOrTheirSubAccount(String method, String path) {
        // Given
        JsonNode account = create("/v1/sub-accounts", "{\"name\":\"a\",\"rate_limit_rpm\":50}");
        String at =
                path.replace("KEY", account.path("key_id").asText())
                        .replace("ACCOUNT", account.path("id").asText());

        // When
        HttpResponse<String> answer =
                bench.gateway()
                        .call(
                                method,
                                at,
                                "{\"name\":\"x\",\"rate_limit_rpm\":9000,\"allowed_models\":null}",
                                "Authorization",
                                "Bearer " + account.path("key").asText());

        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    private static List<OpenStream> begun(String key) {
        ExecutorService callers = Executors.newFixedThreadPool(STREAMS);
        try {
            List<CompletableFuture<OpenStream>> begun = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                begun.add(
                        CompletableFuture.supplyAsync(
                                () -> OpenStream.begun(bench.gateway(), key, "openai/chat"),
                                callers));
            }
            return begun.stream().map(CompletableFuture::join).toList();
        } finally {
            callers.shutdown();
        }
    }

    private static List<Boolean> ended(List<OpenStream> streams) {
        List<Boolean> ended = new ArrayList<>();
        for (OpenStream stream : streams) {
            ended.add(stream.endsWell());
            stream.close();
        }
        return ended;
    }

    private static JsonNode create(String path, String body) {
        HttpResponse<String> made = bench.gateway().post(path, body);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return GatewayUnderTest.json(made);
    }

    private static HttpResponse<String> ask(String key, String model) {
        String body =
                "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Tell me more please\"}]}"
                        .formatted(model);
        return bench.gateway().postAs(key, "/v1/chat/completions", body);
    }
}
