package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.OpenStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits of keys, sub-accounts and models, as callers meet them. */
class LimitsOverHttpTest {

    private static final String REMAINING_REQUESTS = "x-ratelimit-remaining-requests";
    private static final String REMAINING_TOKENS = "x-ratelimit-remaining-tokens";

    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench =
                Bench.started(
                        folder,
                        Map.of(),
                        files ->
                                files.rated("openai", "openai/two-a-minute", "{rpm: 2}")
                                        .rated("openai", "openai/one-at-a-time", "{parallel: 1}")
                                        .rated("openai", "openai/one-a-minute", "{rpm: 1}")
                                        .rated("openai", "openai/spare", "{rpm: 1}")
                                        .rule(
                                                "relief",
                                                "failover: [openai/one-a-minute, anthropic/chat]")
                                        .rule(
                                                "last-resort",
                                                "failover: [openai-40/chat, openai/spare]"));
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
    @Tag("M20")
    void refuseTheCallThatComesTooSoonAndSayWhoseLimitItIs(String kind) {
        // Given
        JsonNode made = create("/v1/" + kind, "{\"name\":\"slow\",\"rate_limit_rpm\":2}");
        String key = made.path("key").asText();
        ask(key, "openai/chat", "");
        ask(key, "openai/chat", "");

        // When
        HttpResponse<String> third = ask(key, "openai/chat", "");

        // Then
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(error(third).path("type").asText()).isEqualTo("rate_limit_error");
        assertThat(error(third).path("message").asText())
                .contains(
                        "limit of 2 requests per minute of "
                                + (kind.equals("keys") ? "key '" : "sub-account '")
                                + made.path("id").asText());
        assertThat(Integer.parseInt(header(third, "retry-after"))).isBetween(1, 30);
        assertThat(header(third, "x-should-retry")).isEqualTo("true");
        assertThat(header(third, "x-ratelimit-limit-requests")).isEqualTo("2");
        assertThat(header(third, REMAINING_REQUESTS)).isEqualTo("0");
        assertThat(bench.asked()).isEqualTo(2);
    }

    @Test
    @Tag("M4")
    void admitAtMostAHundredTokensOfFiveParallelCalls() {
        // Given
        String key = key("\"rate_limit_tpm\":100");
        CountDownLatch gate = new CountDownLatch(1);
        bench.provider("openai").waitingFor(gate);

        // When
        List<HttpResponse<String>> answers =
                inParallel(5, key, "openai/chat", ",\"max_tokens\":30", gate, 3);

        // Then
        long admitted = count(answers, 200);
        assertThat(admitted).isBetween(1L, 3L);
        assertThat(count(answers, 429)).isEqualTo(5 - admitted);
        assertThat(bench.asked()).isEqualTo((int) admitted);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 429)
                .allSatisfy(
                        answer -> {
                            assertThat(error(answer).path("message").asText())
                                    .contains("limit of 100 tokens per minute of key");
                            assertThat(header(answer, "retry-after")).isNotEmpty();
                        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("M4")
    void giveBackTheTokensThatWereEstimatedAndNotUsed(boolean stream) {
        // Given
        String key = key("\"rate_limit_tpm\":400");
        String more = ",\"max_tokens\":300,\"stream\":" + stream;

        // When
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            statuses.add(ask(key, "openai/chat", more).statusCode());
        }

        // Then
        assertThat(statuses).containsOnly(200);
        assertThat(Long.parseLong(header(refused(key), REMAINING_TOKENS))).isBetween(350L, 351L);
    }

    @Test
    void countAnAnswerOfUnknownLengthWithAtMostTheWholeMinute() {
        // Given
        String key = key("\"rate_limit_tpm\":100");

        // When
        HttpResponse<String> first = ask(key, "openai/chat", "");
        HttpResponse<String> second = ask(key, "openai/chat", "");

        // Then
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(header(first, REMAINING_TOKENS)).isEqualTo("0");
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(Long.parseLong(header(second, REMAINING_TOKENS))).isBetween(90L, 91L);
    }

    @Test
    @Tag("M20")
    void doNotAskACallToComeBackThatCanNeverFit() {
        // Given
        String key = key("\"rate_limit_tpm\":100");

        // When
        HttpResponse<String> answer = ask(key, "openai/chat", ",\"max_tokens\":500");

        // Then
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(header(answer, "x-should-retry")).isEqualTo("false");
        assertThat(answer.headers().firstValue("retry-after")).isEmpty();
        assertThat(error(answer).path("message").asText()).contains("max_tokens");
        assertThat(header(answer, REMAINING_TOKENS)).isEqualTo("100");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nobody/chat|404||",
                "openai/chat|400|,\"temperature\":9|",
                "anthropic/chat|403||",
                "openai/chat|402||too-poor",
                "openai/unpriced|402||too-poor"
            })
    @Tag("M4")
    void areNotTouchedByACallThatIsRefused(String model, int status, String more, String tag) {
        // Given
        bench.gateway().post("/v1/budgets", "{\"tag\":\"too-poor\",\"monthly_cap_cents\":0.0001}");
        String key =
                key(
                        "\"rate_limit_rpm\":3,\"rate_limit_tpm\":5000,\"max_parallel\":1,"
                                + "\"allowed_models\":[\"openai/*\"]");
        String tags = tag == null ? "none" : tag;

        // When
        HttpResponse<String> answer = null;
        for (int i = 0; i < 5; i++) {
            answer = ask(key, model, more == null ? "" : more, "x-aig-tag", tags);
            assertThat(answer.statusCode()).isEqualTo(status);
        }

        // Then
        assertThat(bench.asked()).isZero();
        HttpResponse<String> good = ask(key, "openai/chat", ",\"max_tokens\":9");
        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(header(good, REMAINING_REQUESTS)).isEqualTo("2");
        if (status != 400) {
            assertThat(header(answer, REMAINING_REQUESTS)).isEqualTo("3");
            assertThat(header(answer, REMAINING_TOKENS)).isEqualTo("5000");
        }
    }

    @Test
    void ofParallelCallsCostNoRequestWhenTheyRefuse() {
        // Given
        String key = key("\"rate_limit_rpm\":10,\"max_parallel\":2");
        CountDownLatch gate = new CountDownLatch(1);
        bench.provider("openai").waitingFor(gate);

        // When
        List<HttpResponse<String>> answers = inParallel(8, key, "openai/chat", "", gate, 2);

        // Then
        assertThat(count(answers, 200)).isEqualTo(2);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 429)
                .hasSize(6)
                .allSatisfy(
                        answer ->
                                assertThat(error(answer).path("message").asText())
                                        .contains("limit of 2 parallel calls of key"));
        assertThat(header(ask(key, "openai/chat", ""), REMAINING_REQUESTS)).isEqualTo("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai/chat", "anthropic/chat"})
    void letTheNextStreamBeginAsSoonAsTheLastOnesEndIsSeen(String model) {
        // Given
        String key = key("\"max_parallel\":1");

        // When
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            statuses.add(ask(key, model, ",\"stream\":true").statusCode());
        }

        // Then
        assertThat(statuses).containsOnly(200);
    }

    @Test
    void countARequestWhoseProviderFailedAndFreeItsPlace() {
        // Given
        String key = key("\"rate_limit_rpm\":3,\"max_parallel\":1,\"rate_limit_tpm\":5000");
        bench.provider("openai").failing(1, 500);

        // When
        HttpResponse<String> answer = ask(key, bench.unusedRow("openai") + "/chat", "");

        // Then
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(header(answer, REMAINING_REQUESTS)).isEqualTo("2");
        assertThat(header(answer, REMAINING_TOKENS)).isEqualTo("5000");
        assertThat(ask(key, "openai/chat", "").statusCode()).isEqualTo(200);
    }

    @Test
    void freeThePlaceOfACallerThatHungUp() {
        // Given
        String key = key("\"max_parallel\":1,\"rate_limit_tpm\":5000");
        bench.provider("openai").stalling(2);
        OpenStream.begun(bench.gateway(), key, "openai/chat").close();
        assertThat(bench.provider("openai").awaitAborted(Duration.ofSeconds(5))).isTrue();
        bench.calm();

        // When
        int status = 429;
        for (int i = 0; i < 100 && status == 429; i++) {
            status = ask(key, "openai/chat", "").statusCode();
        }

        // Then
        assertThat(status).isEqualTo(200);
    }

    @Test
    void ofAModelHoldForAllCallersTogether() {
        // Given
        ask(key(""), "openai/two-a-minute", "");
        ask(key(""), "openai/two-a-minute", "");

        // When
        HttpResponse<String> third = ask(key(""), "openai/two-a-minute", "");

        // Then
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(error(third).path("message").asText())
                .contains("limit of 2 requests per minute of model 'openai/two-a-minute'");
    }

    @Test
    void ofAModelBoundItsParallelCalls() {
        // Given
        CountDownLatch gate = new CountDownLatch(1);
        bench.provider("openai").waitingFor(gate);

        // When
        List<HttpResponse<String>> answers =
                inParallel(4, key(""), "openai/one-at-a-time", "", gate, 1);

        // Then
        assertThat(count(answers, 200)).isEqualTo(1);
        assertThat(count(answers, 429)).isEqualTo(3);
        assertThat(ask(key(""), "openai/one-at-a-time", "").statusCode()).isEqualTo(200);
    }

    @Test
    void ofAModelLetARuleGoOnToTheNext() {
        // Given
        HttpResponse<String> first = ask(key(""), "relief", "");

        // When
        HttpResponse<String> second = ask(key(""), "relief", "");

        // Then
        assertThat(header(first, "x-aig-served-by")).isEqualTo("openai/one-a-minute");
        assertThat(header(second, "x-aig-served-by")).isEqualTo("anthropic/chat");
    }

    @Test
    void ofAModelHoldWhenACallFailsOverToIt() {
        // Given
        bench.provider("openai").failing(1, 500);
        HttpResponse<String> first = ask(key(""), "last-resort", "");
        bench.provider("openai").failing(1, 500);

        // When
        HttpResponse<String> second = ask(key(""), "last-resort", "");

        // Then
        assertThat(header(first, "x-aig-served-by")).isEqualTo("openai/spare");
        assertThat(second.statusCode()).isEqualTo(429);
    }

    @Test
    void areToldOnStreamsToo() {
        // Given
        String key = key("\"rate_limit_rpm\":5,\"rate_limit_tpm\":5000");

        // When
        HttpResponse<String> answer = ask(key, "openai/chat", ",\"stream\":true");

        // Then
        assertThat(header(answer, "x-ratelimit-limit-requests")).isEqualTo("5");
        assertThat(header(answer, REMAINING_REQUESTS)).isEqualTo("4");
        assertThat(header(answer, "x-ratelimit-reset-requests")).isEqualTo("12");
        assertThat(header(answer, "x-ratelimit-limit-tokens")).isEqualTo("5000");
        assertThat(header(answer, "x-ratelimit-reset-tokens")).isNotEmpty();
    }

    private static HttpResponse<String> refused(String key) {
        return ask(key, "nobody/chat", "");
    }

    private static List<HttpResponse<String>> inParallel(
            int calls, String key, String model, String more, CountDownLatch gate, int atOnce) {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            answers.add(
                    CompletableFuture.supplyAsync(
                            () -> ask(key, model, more), work -> new Thread(work).start()));
        }
        awaitEnded(answers, calls - atOnce);
        gate.countDown();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static void awaitEnded(
            List<CompletableFuture<HttpResponse<String>>> answers, int most) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (answers.stream().filter(CompletableFuture::isDone).count() < most
                && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static JsonNode create(String path, String body) {
        HttpResponse<String> made = bench.gateway().post(path, body);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return GatewayUnderTest.json(made);
    }

    private static String key(String fields) {
        String more = fields.isEmpty() ? "" : "," + fields;
        return create("/v1/keys", "{\"name\":\"limited\"" + more + "}").path("key").asText();
    }

    private static HttpResponse<String> ask(
            String key, String model, String more, String... headers) {
        String body =
                "{\"model\":\"%s\"%s,\"messages\":[{\"role\":\"user\",\"content\":\"Tell me more please\"}]}"
                        .formatted(model, more);
        return bench.gateway().postAs(key, "/v1/chat/completions", body, headers);
    }

    private static long count(List<HttpResponse<String>> answers, int status) {
        return answers.stream().filter(answer -> answer.statusCode() == status).count();
    }

    private static JsonNode error(HttpResponse<String> answer) {
        return GatewayUnderTest.json(answer).path("error");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
