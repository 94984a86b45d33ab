package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.GatewayUnderTest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bill of many calls, each of which may ask two providers at the same time. */
class HedgedMoneyTest {

    private static final int CALLS = 150;
    private static final int AT_ONCE = 12;
    private static final long SEED = 20_261_123;

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench =
                Bench.started(
                        folder,
                        Map.of(),
                        files ->
                                files.waiting("30s")
                                        .rule(
                                                "either",
                                                "failover: [openai/chat, anthropic/chat]\n    hedge-after: 20ms"));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    /**
     * One of the two providers answers each call, in full, and the other never: so both sides know
     * what it costs.
     */
    @Test
    void isWhatTheProvidersBill() throws InterruptedException {
        // Given
        bench.provider("openai").silentTo(words -> words.contains("slow"));
        bench.provider("anthropic").silentTo(words -> words.contains("quick"));
        String budget = create();
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        List<CompletableFuture<Integer>> calls = new ArrayList<>();
        Random random = new Random(SEED);

        // When
        for (int i = 0; i < CALLS; i++) {
            String text = random.nextBoolean() ? "Be slow please" : "Be quick please";
            boolean stream = random.nextBoolean();
            calls.add(CompletableFuture.supplyAsync(() -> call(text, stream), callers));
        }
        calls.forEach(one -> assertThat(one.join()).isEqualTo(200));
        callers.shutdown();

        // Then
        JsonNode records = bench.records("many", CALLS);
        assertThat(records).hasSize(CALLS);
        long[] told = new long[2];
        long cancelled = 0;
        long charged = 0;
        BigDecimal cents = BigDecimal.ZERO;
        for (JsonNode record : records) {
            cents = cents.add(record.path("cost_cents").decimalValue());
            for (JsonNode attempt : record.path("attempts")) {
                if (attempt.path("outcome").asText().equals("outrun")) {
                    cancelled++;
                    charged += attempt.path("input_tokens").asLong() > 0 ? 1 : 0;
                    assertThat(attempt.path("output_tokens").asLong()).isZero();
                } else {
                    told[0] += attempt.path("input_tokens").asLong();
                    told[1] += attempt.path("output_tokens").asLong();
                }
            }
        }
        FakeProvider openAi = bench.provider("openai");
        FakeProvider anthropic = bench.provider("anthropic");
        assertThat(told)
                .containsExactly(
                        openAi.inputTokens() + anthropic.inputTokens(),
                        openAi.outputTokens() + anthropic.outputTokens());
        long seen = openAi.requests().size() + anthropic.requests().size() - CALLS;
        assertThat(seen).isPositive();
        assertThat(charged).isBetween(seen, cancelled);
        JsonNode after = GatewayUnderTest.json(bench.gateway().get("/v1/budgets/" + budget));
        assertThat(after.path("reserved_cents").decimalValue()).isZero();
        assertThat(after.path("spent_cents").decimalValue()).isEqualByComparingTo(cents);
    }

    private static String create() {
        return GatewayUnderTest.json(
                        bench.gateway()
                                .post(
                                        "/v1/budgets",
                                        "{\"tag\":\"many\",\"monthly_cap_cents\":1000}"))
                .path("id")
                .asText();
    }

    private static int call(String text, boolean stream) {
        String body =
                "{\"model\":\"either\",\"stream\":%b,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                        .formatted(stream, text);
        return bench.gateway().post("/v1/chat/completions", body, "x-aig-tag", "many").statusCode();
    }
}
