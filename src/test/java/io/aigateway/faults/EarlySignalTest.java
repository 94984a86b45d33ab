package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.fixture.GatewayProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is told to end before anybody has called it. */
class EarlySignalTest {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Path folder;

    EarlySignalTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** A third of the gateways hung here while Camel listened for the signal as well. */
    @RepeatedTest(3)
    void aSignalInTheMomentItIsReadyEndsItInOrder() {
        // Given
        try (GatewayProcess gateway = GatewayProcess.in(folder).begin()) {
            assertThat(gateway.baseUrl()).endsWith("/v1");

            // When
            int code = gateway.stop();

            // Then
            assertThat(code).isZero();
        }
    }

    @Test
    void aSignalWhileItStartsEndsItInOrder() {
        // Given
        try (GatewayProcess gateway = GatewayProcess.in(folder).begin()) {
            awaitFile(folder.resolve("data/admin-key"));

            // When
            int code = gateway.stop();

            // Then
            assertThat(code).isZero();
            assertThat(gateway.log()).doesNotContain("fault");
        }
    }

    private static void awaitFile(Path file) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!Files.exists(file) && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        assertThat(file).exists();
    }
}
