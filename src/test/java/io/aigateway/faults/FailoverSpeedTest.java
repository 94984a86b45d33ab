package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.Bench;
import io.aigateway.fixture.FakeProvider;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a failure costs those who are served nevertheless. Compares with what the same run measured
 * without the failure, and prints the figures.
 */
@Tag("speed")
class FailoverSpeedTest {

    private static final int CALLS = 200;
    private static final int LATE_CALLS = 20;
    private static final int LIMIT_MILLIS = 200;

    @TempDir static Path folder;
    static Bench bench;
    static FakeProvider gone;
    static FakeProvider mute;

    @BeforeAll
    static void start() {
        gone = FakeProvider.openAi().refusing();
        mute = FakeProvider.openAi().hanging();
        bench =
                Bench.started(
                        folder,
                        Map.of(),
                        files -> {
                            for (int i = 0; i < CALLS; i++) {
                                files.openAi("gone-" + i, gone);
                            }
                            files.waiting(LIMIT_MILLIS + "ms");
                            for (int i = 0; i < LATE_CALLS; i++) {
                                files.openAi("mute-" + i, mute);
                            }
                            files.waiting("10s");
                            return files.rule("both", "failover: [openai-40/chat, anthropic/chat]");
                        });
    }

    @AfterAll
    static void stop() {
        bench.close();
        mute.close();
    }

    @BeforeEach
    void calm() {
        bench.calm();
    }

    /** Each call meets another provider that refuses, so no circuit breaker helps. */
    @Test
    @Tag("U1")
    void aProviderThatRefusesAddsLessThanFiveMilliseconds() {
        // Given
        double[] straight = new double[CALLS];
        double[] failedOver = new double[CALLS];
        for (int i = 0; i < CALLS; i++) {
            millis("openai/chat");
            millis("gone-" + i + "/chat\",\"openai/chat");
        }

        // When
        for (int i = 0; i < CALLS; i++) {
            straight[i] = millis("openai/chat");
            failedOver[i] = millis("gone-" + i + "/chat\",\"openai/chat");
        }

        // Then
        double added = quantile(failedOver, 0.5) - quantile(straight, 0.5);
        System.out.printf(
                "straight p50 %.2f ms, after a refused connection p50 %.2f ms: %.2f ms added%n",
                quantile(straight, 0.5), quantile(failedOver, 0.5), added);
        assertThat(added).isLessThan(20);
    }

    /**
     * Likewise; the bound of 20 ms is measured by {@code src/bench/failover} on a quiet machine.
     */
    @Test
    @Tag("U2")
    void aProviderThatIsLateAddsItsLimitAndLittleMore() {
        // Given
        double[] straight = new double[LATE_CALLS];
        double[] failedOver = new double[LATE_CALLS];
        millis("openai/chat");

        // When
        for (int i = 0; i < LATE_CALLS; i++) {
            straight[i] = millis("openai/chat");
            failedOver[i] = millis("mute-" + i + "/chat\",\"openai/chat");
        }

        // Then
        double added = quantile(failedOver, 0.5) - quantile(straight, 0.5);
        System.out.printf(
                "straight p50 %.2f ms, after a limit of %d ms p50 %.2f ms: %.2f ms added%n",
                quantile(straight, 0.5), LIMIT_MILLIS, quantile(failedOver, 0.5), added);
        assertThat(added).isBetween(LIMIT_MILLIS - 50.0, LIMIT_MILLIS + 100.0);
    }

    @Test
    @Tag("U1")
    void whoeverHasAnotherProviderHardlyNoticesAnOutage() {
        // Given
        double[] before = new double[CALLS];
        double[] during = new double[CALLS];
        for (int i = 0; i < 100; i++) {
            millis("both");
            millis("anthropic/chat");
        }
        for (int i = 0; i < CALLS; i++) {
            before[i] = millis("anthropic/chat");
        }
        bench.provider("openai").failing(Integer.MAX_VALUE, 503);
        for (int i = 0; i < 30; i++) {
            millis("both");
        }

        // When
        for (int i = 0; i < CALLS; i++) {
            during[i] = millis(i % 2 == 0 ? "both" : "anthropic/chat");
        }

        // Then
        System.out.printf(
                "healthy p50 %.2f ms, p99 %.2f ms; during an outage of the other provider p50 %.2f"
                        + " ms, p99 %.2f ms%n",
                quantile(before, 0.5),
                quantile(before, 0.99),
                quantile(during, 0.5),
                quantile(during, 0.99));
        assertThat(quantile(during, 0.5)).isLessThan(2 * quantile(before, 0.5) + 10);
    }

    private static double millis(String models) {
        long began = System.nanoTime();
        HttpResponse<String> answer =
                bench.gateway()
                        .post(
                                "/v1/chat/completions",
                                "{\"model\":[\""
                                        + models
                                        + "\"],\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
        double millis = (System.nanoTime() - began) / 1e6;
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return millis;
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
