package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aigateway.fixture.Crowd;
import io.aigateway.fixture.Crowd.Got;
import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.Figures;
import io.aigateway.fixture.GatewayProcess;
import io.aigateway.fixture.OwnRoutes;
import io.aigateway.fixture.ProcessFigures;
import io.aigateway.fixture.RawCaller;
import io.aigateway.fixture.UpstreamFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls, streams, callers who leave, and edits, for minutes: {@code -Daigateway.soak.minutes=30}.
 */
@Tag("long")
class SoakTest {

    private static final int MINUTES = Integer.getInteger("aigateway.soak.minutes", 5);
    private static final long MEGABYTE = 1 << 20;
    private static final int CALLS_A_SECOND = 60;
    private static final int STREAMERS = 6;
    private static final Duration ROUND = Duration.ofSeconds(30);
    private static final String CHAT =
            "{\"model\":\"%s/chat\",\"stream\":%b,\"messages\":[{\"role\":\"user\",\"content\":\"one two three four five six\"}]}";
    private static final String ROUTE = "pipeline/read-tags.camel.yaml";

    @TempDir Path folder;
    FakeProvider quick;
    FakeProvider slow;
    OwnRoutes routes;
    Map<String, String> files;
    String url;
    String key;
    int port;
    volatile boolean enough;

    @BeforeEach
    void start() {
        quick = FakeProvider.openAi();
        slow = FakeProvider.openAi().pausing(Duration.ofMillis(20));
        routes = OwnRoutes.in(folder.resolve("routes"));
        files =
                UpstreamFiles.create()
                        .waiting("60s")
                        .openAi("quick", quick)
                        .openAi("slow", slow)
                        .files();
    }

    @AfterEach
    void stop() {
        quick.close();
        slow.close();
    }

    @Test
    @Tag("O8")
    @Tag("M6")
    void nothingGrowsAndEveryTokenIsCharged() throws IOException, InterruptedException {
        // Given
        try (GatewayProcess gateway =
                GatewayProcess.in(folder).with(files).routes(routes).option("-Xmx384m").started()) {
            url = gateway.baseUrl();
            key = gateway.adminKey();
            port = gateway.port();
            AtomicInteger left = new AtomicInteger();
            AtomicInteger whole = new AtomicInteger();
            List<CompletableFuture<Void>> streamers = new ArrayList<>();
            for (int i = 0; i < STREAMERS; i++) {
                int number = i;
                streamers.add(CompletableFuture.runAsync(() -> stream(number, left, whole)));
            }
            round(0);
            round(1);
            ProcessFigures early = gateway.figures();

            // When
            List<Got> calls = new ArrayList<>();
            int rounds = (int) (MINUTES * 60 / ROUND.toSeconds());
            for (int i = 2; i < rounds; i++) {
                calls.addAll(round(i));
            }
            ProcessFigures late = gateway.figures();
            enough = true;
            streamers.forEach(CompletableFuture::join);

            // Then
            long nanos =
                    quick.inputTokens() * UpstreamFiles.NANOS_PER_INPUT_TOKEN
                            + quick.outputTokens() * UpstreamFiles.NANOS_PER_OUTPUT_TOKEN;
            Figures.keep(
                    "O8",
                    "%d minutes, an edit of rules and of a route every %d s: %,d calls, %,d whole streams, %,d left; live heap %.1f MB after a minute, %.1f MB at the end; resident %d and %d MB; open files %d and %d; threads %d and %d; spend $%.6f, by the provider's own count $%.6f",
                    MINUTES,
                    ROUND.toSeconds(),
                    quick.requests().size(),
                    whole.get(),
                    left.get(),
                    (double) early.liveBytes() / MEGABYTE,
                    (double) late.liveBytes() / MEGABYTE,
                    early.residentBytes() / MEGABYTE,
                    late.residentBytes() / MEGABYTE,
                    early.openFiles(),
                    late.openFiles(),
                    early.threads(),
                    late.threads(),
                    spentOn("quick/chat").movePointLeft(2),
                    nanos / 1e9);
            assertThat(calls).allMatch(got -> got.status() == 200);
            assertThat(left.get()).isPositive();
            assertThat(spentOn("quick/chat")).isEqualByComparingTo(BigDecimal.valueOf(nanos, 7));
            assertThat(late.liveBytes()).isLessThan(early.liveBytes() * 11 / 10 + 2 * MEGABYTE);
            assertThat(late.openFiles()).isLessThan(early.openFiles() + 30);
            assertThat(late.threads()).isLessThan(early.threads() + 20);
        }
    }

    /** Half a minute of calls, every fourth a stream, begun with an edit of each kind. */
    private List<Got> round(int number) throws IOException {
        Files.writeString(
                folder.resolve("config/rules.yaml"),
                files.get("rules.yaml")
                        + "  - {model: round-%d, failover: [quick/chat]}\n".formatted(number));
        routes.with(ROUTE, routes.read(ROUTE) + "# round " + number + "\n");
        AtomicInteger next = new AtomicInteger();
        return Crowd.atRate(
                CALLS_A_SECOND,
                ROUND,
                () -> {
                    String body = CHAT.formatted("quick", next.incrementAndGet() % 4 == 0);
                    return Crowd.begin(url, key, body);
                });
    }

    /** One slow stream after the other; every tenth is left in the middle. */
    private void stream(int number, AtomicInteger left, AtomicInteger whole) {
        String request =
                RawCaller.post(
                        "/v1/chat/completions",
                        key,
                        CHAT.formatted("slow", true),
                        "Connection: close");
        for (int i = number; !enough; i++) {
            try (RawCaller caller = RawCaller.to(port)) {
                caller.send(request).readUntil("data: {");
                if (i % 10 == 0) {
                    left.incrementAndGet();
                } else if (caller.readToEnd().contains("data: [DONE]")) {
                    whole.incrementAndGet();
                } else {
                    throw new AssertionError("a stream ended before its end");
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** Cents; the record of a stream is written after its caller has seen the end. */
    private BigDecimal spentOn(String model) throws IOException, InterruptedException {
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/usage/by-model"))
                        .header("Authorization", "Bearer " + key)
                        .build();
        String body = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
        for (JsonNode line : new ObjectMapper().readTree(body).path("data")) {
            if (line.toString().contains(model)) {
                return line.path("cost_cents").decimalValue();
            }
        }
        throw new AssertionError("no spend of " + model + " in " + body);
    }
}
