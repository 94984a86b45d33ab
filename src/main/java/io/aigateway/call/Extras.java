package io.aigateway.call;

import java.time.Duration;
import java.util.Optional;

/**
 * What a plan does beyond asking one candidate after the other.
 *
 * @param hedgeAfter when the next candidate is asked beside one that has not answered; empty: never
 * @param rescue whether a stream that breaks is continued by the next candidate
 */
public record Extras(Optional<Duration> hedgeAfter, boolean rescue) {

    /** Nothing. */
    public static final Extras NONE = new Extras(Optional.empty(), false);
}
