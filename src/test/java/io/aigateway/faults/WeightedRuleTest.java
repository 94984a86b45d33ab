package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.Bench;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that share calls out by chance. */
class WeightedRuleTest {

    @TempDir static Path folder;
    static Bench bench;

    @BeforeAll
    static void start() {
        bench =
                Bench.started(
                        folder,
                        Map.of(),
                        files ->
                                files.rule(
                                        "split",
                                        "weighted: {openai/chat: 70, anthropic/chat: 30}"));
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
    void keepToTheirShares() {
        // Given
        int calls = 300;
        String body =
                "{\"model\":\"split\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

        // When
        for (int i = 0; i < calls; i++) {
            bench.gateway().post("/v1/chat/completions", body);
        }

        // Then
        int first = bench.provider("openai").requests().size();
        double fourSigma = 4 * Math.sqrt(calls * 0.7 * 0.3);
        assertThat(bench.asked()).isEqualTo(calls);
        assertThat((double) first).isBetween(calls * 0.7 - fourSigma, calls * 0.7 + fourSigma);
    }
}
