package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.GatewayUnderTest;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long an answer may be when a budget pays for less than the usual length. */
@Tag("M5")
class AffordableOutputTest {

    private static final Pattern LIMIT =
            Pattern.compile("max_tokens was set to (\\d+): the budget");
    private static final Pattern FITS =
            Pattern.compile("max_tokens of at most (\\d+) it would fit");

    /** Pays for about a hundred tokens; the usual answer of 300 would be 0.06 and more. */
    private static final String FOR_A_HUNDRED_TOKENS = "0.022";

    private static final String LONG_TEXT = "many words ".repeat(50);

    @TempDir static Path folder;
    static Bench bench;
    static Till till;

    @BeforeAll
    static void start() {
        bench = Bench.started(folder, Map.of(), files -> files.camel("acme/echo"));
        till = new Till(bench.gateway());
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
    @CsvSource({
        "openai, max_completion_tokens, false",
        "openai, max_completion_tokens, true",
        "anthropic, max_tokens, false",
        "anthropic, max_tokens, true"
    })
    void isSentUpstreamAsTheLimitAndTold(String provider, String field, boolean stream) {
        // Given
        String tag = "short-" + provider + stream;
        JsonNode budget = till.budget("'tag':'" + tag + "'", FOR_A_HUNDRED_TOKENS);

        // When
        HttpResponse<String> answer = till.ask(provider + "/chat", tag, ",'stream':" + stream);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        long limit = number(LIMIT, Till.warning(answer));
        assertThat(limit).isBetween(80L, 110L);
        assertThat(bench.provider(provider).lastRequest().body().path(field).asLong())
                .isEqualTo(limit);
        assertThat(bench.records(tag).size()).isEqualTo(1);
        assertThat(till.reserved(budget)).isZero();
    }

    @Test
    void isKeptByCamelEndpoints() {
        // Given
        till.budget("'tag':'endpoint'", "0.022");

        // When
        HttpResponse<String> answer = till.say("acme/echo", "endpoint", LONG_TEXT);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"finish_reason\":\"length\"");
        assertThat(bench.onlyRecord("endpoint").path("output_tokens").asLong())
                .isEqualTo(number(LIMIT, Till.warning(answer)));
    }

    @Test
    void isKeptByTheDemoModel(@TempDir Path other) {
        // Given
        try (GatewayUnderTest gateway = GatewayUnderTest.started(other)) {
            Till demo = new Till(gateway);
            demo.budget("'tag':'demo'", "0.02");

            // When
            HttpResponse<String> answer = demo.say("demo/echo", "demo", LONG_TEXT);

            // Then
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("\"finish_reason\":\"length\"");
            assertThat(GatewayUnderTest.json(answer).at("/usage/completion_tokens").asLong())
                    .isBetween(1L, number(LIMIT, Till.warning(answer)));
        }
    }

    @Test
    void isRefusedWhenNotEvenTheLeastCanBePaid() {
        // Given
        till.budget("'tag':'least'", "0.003");

        // When
        HttpResponse<String> answer = till.ask("openai/chat", "least", "");

        // Then
        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(Till.message(answer))
                .startsWith("The tag 'least' has used $0.00 of its monthly cap of $0.00003")
                .endsWith("Not even an answer of 16 tokens would fit.");
        assertThat(bench.asked()).isZero();
    }

    @Test
    void isTheCallersToChooseWhenItGaveALimit() {
        // Given
        till.budget("'tag':'chosen'", FOR_A_HUNDRED_TOKENS);
        HttpResponse<String> refused = till.ask("openai/chat", "chosen", ",'max_tokens':300");
        long fits = number(FITS, Till.message(refused));

        // When
        HttpResponse<String> oneMore =
                till.ask("openai/chat", "chosen", ",'max_tokens':" + (fits + 1));
        HttpResponse<String> fitting = till.ask("openai/chat", "chosen", ",'max_tokens':" + fits);

        // Then
        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(oneMore.statusCode()).isEqualTo(402);
        assertThat(fitting.statusCode()).as(fitting.body()).isEqualTo(200);
        assertThat(Till.warning(fitting)).isEmpty();
    }

    @Test
    void countsEveryAnswerThatIsAskedFor() {
        // Given
        till.budget("'tag':'three'", FOR_A_HUNDRED_TOKENS);

        // When
        HttpResponse<String> answer = till.ask("openai/chat", "three", ",'n':3");

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(number(LIMIT, Till.warning(answer))).isBetween(26L, 36L);
    }

    @Test
    @Tag("I1")
    void passesNoCapWhenManyCallsShareWhatIsLeft() {
        // Given
        JsonNode budget = till.budget("'tag':'shared'", "0.2");
        ExecutorService pool = Executors.newFixedThreadPool(16);

        // When
        List<HttpResponse<String>> answers;
        BigDecimal most;
        try {
            List<CompletableFuture<HttpResponse<String>>> calls =
                    IntStream.range(0, 60)
                            .mapToObj(
                                    i ->
                                            CompletableFuture.supplyAsync(
                                                    () -> till.ask("openai/chat", "shared", ""),
                                                    pool))
                            .toList();
            most = BigDecimal.ZERO;
            while (calls.stream().anyMatch(call -> !call.isDone())) {
                JsonNode now = till.now(budget);
                most =
                        most.max(
                                now.path("spent_cents")
                                        .decimalValue()
                                        .add(now.path("reserved_cents").decimalValue()));
            }
            answers = calls.stream().map(CompletableFuture::join).toList();
        } finally {
            pool.shutdownNow();
        }

        // Then
        assertThat(most).isLessThanOrEqualTo(new BigDecimal("0.2"));
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 402);
        assertThat(till.reserved(budget)).isZero();
        assertThat(bench.provider("openai").requests())
                .allSatisfy(
                        request ->
                                assertThat(request.body().path("max_completion_tokens").asLong())
                                        .isBetween(16L, 300L));
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
