package io.aigateway.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a delivery that failed is tried again: eight tries within 24 hours, with growing waits. Each
 * wait is up to a tenth shorter by chance, so that those which failed together do not come back
 * together.
 */
final class Retries {

    private static final List<Duration> WAITS =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(20),
                    Duration.ofHours(1),
                    Duration.ofHours(3),
                    Duration.ofHours(7),
                    Duration.ofHours(12));
    private static final double JITTER = 0.1;

    private final RandomGenerator random;

    Retries(RandomGenerator random) {
        this.random = random;
    }

    /** When to try again after so many tries have failed; never again after the last. */
    Optional<Instant> after(int tries, Instant now) {
        if (tries > WAITS.size()) {
            return Optional.empty();
        }
        double share = 1 - random.nextDouble() * JITTER;
        return Optional.of(now.plusMillis((long) (WAITS.get(tries - 1).toMillis() * share)));
    }
}
