package io.aigateway.call;

import io.aigateway.call.Attempt.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The attempt that is being made.
 *
 * @param startedNanos when it began, by {@link System#nanoTime}
 * @param kind why it is made
 * @param race the attempt that may run beside it; null when none will
 */
public record Running(long startedNanos, Kind kind, @Nullable Race race) {

    /** None yet. */
    static final Running NONE = new Running(0, Kind.IN_TURN, null);
}
