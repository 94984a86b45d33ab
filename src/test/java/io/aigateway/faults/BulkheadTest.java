package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.Bench;
import io.aigateway.fixture.Crowd;
import io.aigateway.fixture.Crowd.Got;
import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.RawCaller;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that answers nobody takes no more than its own places. */
class BulkheadTest {

    private static final int PLACES = 4;
    private static final Duration SLACK = Duration.ofMillis(20);

    @TempDir static Path folder;
    static Bench bench;
    static FakeProvider stuck;

    @BeforeAll
    static void start() {
        stuck = FakeProvider.openAi();
        bench =
                Bench.started(
                        folder,
                        Map.of(),
                        files ->
                                files.waiting("60s")
                                        .limiting("total: 2m")
                                        .with("max-parallel: " + PLACES)
                                        .openAi("stuck", stuck)
                                        .with("max-parallel: 1000"));
    }

    @AfterAll
    static void stop() {
        bench.close();
        stuck.close();
    }

    @BeforeEach
    void calm() {
        bench.calm();
        stuck.wellAgain();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("O7")
    void callsBeyondItsPlacesAreRefusedAtOnceAndOtherProvidersServeAsBefore(boolean stream) {
        // Given
        String tag = "full-" + stream;
        Flooded before = whileFlooding("nobody/chat", stream, tag);
        stuck.hanging();
        List<RawCaller> waiting = fill(stream, tag + "-waiting");

        // When
        Flooded full = whileFlooding("stuck/chat", stream, tag);

        // Then
        assertThat(full.refused()).hasSizeGreaterThanOrEqualTo(28);
        assertThat(full.refused()).allMatch(got -> got.status() == 503);
        assertThat(full.alone()).isLessThan(before.alone().multipliedBy(2).plus(SLACK));
        assertThat(full.others()).allMatch(got -> got.status() == 200);
        assertThat(Crowd.median(full.others()))
                .isLessThan(Crowd.median(before.others()).multipliedBy(2).plus(SLACK));
        assertThat(stuck.requests()).hasSize(PLACES);
        leave(waiting);
    }

    @Test
    @Tag("O7")
    void aRefusalSaysWhenToComeBackCostsNothingAndDoesNotSpeakAgainstTheProvider() {
        // Given
        stuck.hanging();
        List<RawCaller> waiting = fill(false, "waits");

        // When
        HttpResponse<String> answer = send("\"model\":\"stuck/chat\"", false, "refused");

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(answer.headers().firstValue("x-should-retry")).isPresent();
        assertThat(GatewayUnderTest.json(answer).at("/error/type").asText())
                .isEqualTo("overloaded_error");
        JsonNode record = bench.onlyRecord("refused");
        assertThat(record.path("status").asInt()).isEqualTo(503);
        assertThat(record.at("/attempts/0/outcome").asText()).isEqualTo("busy");
        assertThat(record.path("cost_cents").decimalValue()).isZero();
        assertThat(stuck.requests()).hasSize(PLACES);
        assertThat(stateOf("stuck")).isEqualTo("on");
        leave(waiting);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("O7")
    void callsWithAnotherCandidateAreServedByIt(boolean stream) {
        // Given
        stuck.hanging();
        List<RawCaller> waiting = fill(stream, "waits-" + stream);

        // When
        HttpResponse<String> answer =
                send("\"models\":[\"stuck/chat\",\"openai/chat\"]", stream, "next-" + stream);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-aig-served-by")).hasValue("openai/chat");
        assertThat(bench.provider("openai").requests()).hasSize(1);
        assertThat(stuck.requests()).hasSize(PLACES);
        assertThat(bench.records("next-" + stream).at("/0/attempts/0/outcome").asText())
                .isEqualTo("busy");
        leave(waiting);
    }

    @Test
    @Tag("O7")
    void aPlaceIsFreeAgainWhenItsCallHasEnded() {
        // Given
        stuck.hanging();
        leave(fill(true, "left"));
        stuck.wellAgain();

        for (int call = 0; call < 3 * PLACES; call++) {
            // When
            Got got = Crowd.timed(() -> ask("stuck/chat", true, "free"));

            // Then
            assertThat(got.status()).as(got.body()).isEqualTo(200);
        }
    }

    /** Calls of a model that refuses them, and of another one meanwhile. */
    private static Flooded whileFlooding(String refusing, boolean stream, String tag) {
        CompletableFuture<List<Got>> flood =
                CompletableFuture.supplyAsync(
                        () ->
                                Crowd.asking(
                                        8,
                                        Duration.ofSeconds(1),
                                        () -> ask(refusing, stream, tag + "-refused")));
        List<Got> others = Crowd.inTurn(50, () -> ask("openai/chat", stream, tag));
        List<Got> refused = new ArrayList<>(flood.join());
        List<Got> alone = Crowd.inTurn(20, () -> ask(refusing, stream, tag + "-refused"));
        refused.addAll(alone);
        return new Flooded(refused, Crowd.median(alone), others);
    }

    /**
     * What a flood of refused calls left.
     *
     * @param refused all of them
     * @param alone how long one took when there were no others
     * @param others the calls that were not refused
     */
    private record Flooded(List<Got> refused, Duration alone, List<Got> others) {}

    private static List<RawCaller> fill(boolean stream, String tag) {
        List<RawCaller> waiting = new ArrayList<>();
        for (int place = 0; place < PLACES; place++) {
            String post =
                    RawCaller.post(
                            "/v1/chat/completions",
                            bench.gateway().adminKey(),
                            body("\"model\":\"stuck/chat\"", stream),
                            "x-aig-tag: " + tag);
            waiting.add(RawCaller.to(bench.gateway().port()).send(post));
        }
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (stuck.requests().size() < PLACES && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
        assertThat(stuck.requests()).hasSize(PLACES);
        return waiting;
    }

    /** All of them leave; back when the provider has noticed. */
    private static void leave(List<RawCaller> waiting) {
        waiting.forEach(RawCaller::close);
        for (int place = 0; place < PLACES; place++) {
            assertThat(stuck.awaitAborted(Duration.ofSeconds(10))).isTrue();
        }
    }

    private static String stateOf(String provider) {
        JsonNode all =
                GatewayUnderTest.json(bench.gateway().get("/v1/health/providers")).path("data");
        for (JsonNode one : all) {
            if (one.path("id").asText().equals(provider)) {
                return one.path("state").asText();
            }
        }
        return "unknown";
    }

    private static HttpResponse<String> ask(String model, boolean stream, String tag) {
        return send("\"model\":\"" + model + '"', stream, tag);
    }

    private static HttpResponse<String> send(String models, boolean stream, String tag) {
        return bench.gateway().post("/v1/chat/completions", body(models, stream), "x-aig-tag", tag);
    }

    private static String body(String models, boolean stream) {
        return "{%s,\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
                .formatted(models, stream);
    }
}
