package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.budget.ModelLimits;
import io.aigateway.budget.PromptSize;
import io.aigateway.budget.TokenCounter;
import io.aigateway.budget.Tokenizer;
import io.aigateway.budget.WorstCase;
import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.UpstreamFiles;
import io.aigateway.money.Money;
import io.aigateway.money.Price;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand calls at once on one cap, over real HTTP, against the provider's own count. */
@Tag("M1")
class ManyCallsOneCapTest {

    private static final int CALLS = 1_000;
    private static final int FITTING = 50;
    private static final int MAX_TOKENS = 100;
    private static final String BODY =
            "{\"model\":\"openai/chat\",\"max_tokens\":%d,\"messages\":[{\"role\":\"user\",\"content\":\"Tell me more please\"}]}"
                    .formatted(MAX_TOKENS);

    private static final Price PRICE =
            Price.of(
                    new Price.Rates(
                            UpstreamFiles.NANOS_PER_INPUT_TOKEN * 1_000_000,
                            UpstreamFiles.NANOS_PER_OUTPUT_TOKEN * 1_000_000,
                            UpstreamFiles.NANOS_PER_CACHED_TOKEN * 1_000_000,
                            UpstreamFiles.NANOS_PER_INPUT_TOKEN * 1_000_000,
                            UpstreamFiles.NANOS_PER_INPUT_TOKEN * 1_000_000));

    @TempDir static Path folder;
    static FakeProvider provider;
    static GatewayUnderTest gateway;
    static HttpClient client;

    @BeforeAll
    static void start() {
        provider = FakeProvider.openAi();
        gateway =
                GatewayUnderTest.started(
                        folder,
                        UpstreamFiles.create().waiting("60s").openAi("openai", provider).files(),
                        Map.of());
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        provider.close();
    }

    @BeforeEach
    void calm() {
        provider.wellAgain();
    }

    @Test
    void exactlyAsManyAreAdmittedAsTheCapPaysForInTheWorstCase()
            throws IOException, InterruptedException {
        // Given
        long worst = worstCase().nanos();
        String budget = budget("all-held", worst * FITTING + worst / 2);
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(CALLS - FITTING);
        provider.waitingFor(gate);

        // When
        List<CompletableFuture<Integer>> calls = sendAll("all-held", refused);
        boolean allDecided = refused.await(60, TimeUnit.SECONDS);
        long reserved = nanos(budget, "reserved_cents");
        gate.countDown();
        List<Integer> statuses = calls.stream().map(CompletableFuture::join).toList();

        // Then
        assertThat(allDecided).isTrue();
        assertThat(reserved).isEqualTo(worst * FITTING);
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(FITTING);
        assertThat(statuses).filteredOn(status -> status == 402).hasSize(CALLS - FITTING);
        assertThat(provider.requests()).hasSize(FITTING);
        assertThat(nanos(budget, "reserved_cents")).isZero();
        assertTheBooksAgree(budget, "all-held");
    }

    @Test
    void theCapHoldsWhileCallsComeAndGo() throws IOException, InterruptedException {
        // Given
        long cap = worstCase().nanos() * FITTING;
        String budget = budget("come-and-go", cap);

        // When
        List<Integer> statuses =
                sendAll("come-and-go", new CountDownLatch(CALLS)).stream()
                        .map(CompletableFuture::join)
                        .toList();

        // Then
        assertThat(statuses).containsOnly(200, 402);
        assertThat(statuses)
                .filteredOn(status -> status == 200)
                .hasSizeGreaterThanOrEqualTo(FITTING);
        assertThat(statuses)
                .filteredOn(status -> status == 200)
                .hasSize(provider.requests().size());
        assertThat(nanos(budget, "spent_cents")).isLessThanOrEqualTo(cap);
        assertThat(nanos(budget, "reserved_cents")).isZero();
        assertTheBooksAgree(budget, "come-and-go");
    }

    private static Money worstCase() throws IOException {
        ObjectNode body = (ObjectNode) new ObjectMapper().readTree(BODY);
        PromptSize prompt =
                new TokenCounter()
                        .ofChat(body, Tokenizer.of("openai", UpstreamFiles.upstreamName("openai")));
        return WorstCase.of(prompt, MAX_TOKENS, new ModelLimits(100_000, 1_000, 300), PRICE);
    }

    private static List<CompletableFuture<Integer>> sendAll(String tag, CountDownLatch refused) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(gateway.baseUrl() + "/chat/completions"))
                        .header("Authorization", "Bearer " + gateway.adminKey())
                        .header("Content-Type", "application/json")
                        .header("x-aig-tag", tag)
                        .POST(BodyPublishers.ofString(BODY))
                        .build();
        List<CompletableFuture<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            calls.add(
                    client.sendAsync(request, BodyHandlers.ofString())
                            .thenApply(
                                    answer -> {
                                        if (answer.statusCode() == 402) {
                                            refused.countDown();
                                        }
                                        return answer.statusCode();
                                    }));
        }
        return calls;
    }

    private static void assertTheBooksAgree(String budget, String tag) {
        long billed =
                provider.inputTokens() * UpstreamFiles.NANOS_PER_INPUT_TOKEN
                        + provider.outputTokens() * UpstreamFiles.NANOS_PER_OUTPUT_TOKEN;
        assertThat(nanos(budget, "spent_cents")).isEqualTo(billed);
        JsonNode records =
                GatewayUnderTest.json(gateway.get("/v1/usage/recent?limit=1000&tag=" + tag))
                        .path("data");
        long recorded = 0;
        for (JsonNode record : records) {
            recorded += nanos(record.path("cost_cents"));
        }
        assertThat(records).hasSize(CALLS);
        assertThat(recorded).isEqualTo(billed);
        for (JsonNode line : GatewayUnderTest.json(gateway.get("/v1/usage/by-tag")).path("data")) {
            if (line.path("tag").asText().equals(tag)) {
                assertThat(nanos(line.path("cost_cents"))).isEqualTo(billed);
            }
        }
    }

    private static String budget(String tag, long nanos) {
        HttpResponse<String> made =
                gateway.post(
                        "/v1/budgets",
                        "{\"tag\":\"%s\",\"period\":\"total\",\"cap_cents\":%s}"
                                .formatted(tag, BigDecimal.valueOf(nanos, 7).toPlainString()));
        return GatewayUnderTest.json(made).path("id").asText();
    }

    private static long nanos(String budget, String field) {
        return nanos(GatewayUnderTest.json(gateway.get("/v1/budgets/" + budget)).path(field));
    }

    private static long nanos(JsonNode cents) {
        return cents.decimalValue().movePointRight(7).longValueExact();
    }
}
