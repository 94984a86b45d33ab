package io.aigateway.routing;

import io.aigateway.call.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is left alone for a while.
 *
 * @param sinceNanos when it began, by {@link System#nanoTime}
 * @param untilNanos when it ends
 * @param reason why
 * @param key the provider key that failed; another one is not left alone
 */
record CoolDown(long sinceNanos, long untilNanos, Outcome reason, @Nullable String key) {

    Duration left(long nanos) {
        return Duration.ofNanos(Math.max(0, untilNanos - nanos));
    }

    boolean over(long nanos) {
        return untilNanos - nanos <= 0;
    }
}
