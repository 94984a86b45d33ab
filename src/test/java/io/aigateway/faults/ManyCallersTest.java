package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.Bench;
import io.aigateway.fixture.Crowd;
import io.aigateway.fixture.Figures;
import io.aigateway.fixture.GatewayProcess;
import io.aigateway.fixture.LoadSize;
import io.aigateway.fixture.RawCaller;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many callers that stay, wait, leave, or send much; shorter than the long runs. */
class ManyCallersTest {

    private static final String CHAT =
            "{\"model\":\"openai/chat\",\"stream\":%b,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench = Bench.started(folder, Map.of(), files -> files.waiting("60s"));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void calm() {
        bench.calm();
    }

    @Test
    @Tag("O3")
    void hundredsOfSlowCallsAreAllAnswered() {
        // Given
        bench.provider("openai").pausing(Duration.ofMillis(200));

        // When
        List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            calls.add(Crowd.begin(bench.gateway(), CHAT.formatted(true, "Hello")));
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }

        // Then
        assertThat(calls).allMatch(call -> call.join().body().endsWith("data: [DONE]\n\n"));
    }

    @Test
    @Tag("O5")
    void idleConnectionsDoNotSlowTheOthersDown() {
        // Given
        Crowd.inTurn(100, this::ask);
        Duration before = Crowd.median(Crowd.inTurn(100, this::ask));
        List<RawCaller> idle = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            idle.add(RawCaller.to(bench.gateway().port()));
        }

        // When
        Duration after = Crowd.median(Crowd.inTurn(100, this::ask));

        // Then
        assertThat(after).isLessThan(before.multipliedBy(3).plusMillis(20));
        idle.forEach(RawCaller::close);
    }

    @Test
    @Tag("O6")
    @Tag("load")
    void manyStreamsAtOnceAllEnd() {
        // Given
        bench.provider("openai")
                .pausing(LoadSize.of(Duration.ofMillis(100), Duration.ofSeconds(2)));
        List<CompletableFuture<HttpResponse<String>>> streams = new ArrayList<>();
        int many = LoadSize.of(200, 1_000);
        long began = System.nanoTime();

        // When
        for (int i = 0; i < many; i++) {
            String own = "one two three four stream-" + i;
            streams.add(Crowd.begin(bench.gateway(), CHAT.formatted(true, own)));
        }

        // Then
        for (int i = 0; i < many; i++) {
            assertThat(streams.get(i).join().body())
                    .contains("\"stream-" + i + "\"")
                    .endsWith("data: [DONE]\n\n");
        }
        Figures.keep(
                "O6",
                "%,d streams at once, all whole, each its own, within %.1f s",
                many,
                (System.nanoTime() - began) / 1e9);
    }

    @Test
    @Tag("C9")
    @Tag("O8")
    void streamsOfThoseWhoStayAreTheirOwnWhileOthersLeave() {
        // Given
        bench.provider("openai").pausing(Duration.ofMillis(5));
        Random random = new Random(7);
        List<CompletableFuture<HttpResponse<String>>> staying = new ArrayList<>();

        // When
        for (int i = 0; i < 300; i++) {
            RawCaller leaving = RawCaller.to(bench.gateway().port());
            leaving.send(
                    RawCaller.post(
                            "/v1/chat/completions",
                            bench.gateway().adminKey(),
                            CHAT.formatted(true, "left-" + i + " and more and more and more")));
            if (i % 10 == 0) {
                String body = CHAT.formatted(true, "stayed-" + i + " to the end");
                staying.add(Crowd.begin(bench.gateway(), body));
            }
            leaving.readSome(1 + random.nextInt(600));
            leaving.close();
        }

        // Then
        for (int i = 0; i < staying.size(); i++) {
            String body = staying.get(i).join().body();
            assertThat(body).contains("\"stayed-" + i * 10 + " \"").endsWith("data: [DONE]\n\n");
            assertThat(body.split("stayed-", -1)).hasSize(2);
            assertThat(body).doesNotContain("left-");
        }
        assertThat(underWaySoon()).isEqualTo("0.0");
    }

    @Test
    @Tag("O9")
    void endlesslyManyTagsDoNotGrowTheMetrics() {
        // Given
        ask();
        long before = bench.gateway().get("/metrics").body().lines().count();

        // When
        for (int i = 0; i < 300; i++) {
            bench.gateway()
                    .post(
                            "/v1/chat/completions",
                            CHAT.formatted(false, "Hello"),
                            "x-aig-tag",
                            "tag-" + i);
        }

        // Then
        assertThat(bench.gateway().get("/metrics").body().lines().count())
                .isLessThanOrEqualTo(before + 5);
    }

    @Test
    @Tag("O10")
    void largeBodiesTogetherAreRefusedBeforeTheyFillTheHeap(@TempDir Path own) {
        // Given
        String large = "x".repeat(8_000_000);
        String body = CHAT.formatted(false, large).replace("openai/chat", "no-such-model");

        try (GatewayProcess gateway =
                GatewayProcess.in(own)
                        .setting("gateway.http.body-timeout = 60s")
                        .option("-XX:+UseSerialGC")
                        .option("-Xmx256m")
                        .started()) {
            String request =
                    RawCaller.post(
                            "/v1/chat/completions", gateway.adminKey(), body, "Connection: close");

            // When
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(CompletableFuture.supplyAsync(() -> sent(gateway.port(), request)));
            }
            List<String> heads = answers.stream().map(CompletableFuture::join).toList();

            // Then
            assertThat(heads)
                    .as(gateway.log())
                    .allMatch(head -> head.matches("(HTTP/1.1 (404|503).*)?"));
            assertThat(heads).anyMatch(head -> head.contains(" 404 "));
            assertThat(gateway.runs()).isTrue();
            assertThat(sent(gateway.port(), request)).contains(" 404 ");
        }
    }

    /** The status line; empty when the gateway hung up while the body was sent. */
    private static String sent(int port, String request) {
        try (RawCaller caller = RawCaller.to(port)) {
            caller.trySend(request);
            return caller.readToEnd().lines().findFirst().orElse("");
        }
    }

    private static String underWaySoon() {
        String value = "";
        for (int look = 0; look < 100 && !value.equals("0.0"); look++) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            value =
                    bench.gateway()
                            .get("/metrics")
                            .body()
                            .lines()
                            .filter(line -> line.startsWith("aig_calls_under_way "))
                            .map(line -> line.substring(20))
                            .findFirst()
                            .orElse("");
        }
        return value;
    }

    private HttpResponse<String> ask() {
        return Crowd.ask(
                bench.gateway().baseUrl(),
                bench.gateway().adminKey(),
                CHAT.formatted(false, "Hello"));
    }
}
