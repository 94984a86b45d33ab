package io.aigateway.call;

import io.aigateway.money.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking one candidate.
 *
 * @param candidate who was asked
 * @param kind why it was asked
 * @param outcome how it ended
 * @param status the provider's HTTP status; 0 when it gave none
 * @param millis how long it took, in milliseconds
 * @param error what a caller may be told of the failure; null after success
 * @param retryAfter how long the provider asked to be left alone; null when it did not
 * @param usage what the provider bills for; nothing for most attempts that failed
 */
public record Attempt(
        Candidate candidate,
        Kind kind,
        Outcome outcome,
        int status,
        long millis,
        @Nullable String error,
        @Nullable Duration retryAfter,
        Usage usage) {

    /** Why a candidate was asked. */
    public enum Kind {
        /** It was its turn. */
        IN_TURN,
        /** The one before it had not answered yet. */
        HEDGE,
        /** The stream of the one before it broke, and this one went on with it. */
        RESCUE
    }

    /** What came of a candidate whose turn it was. */
    public Attempt(
            Candidate candidate,
            Outcome outcome,
            int status,
            long millis,
            @Nullable String error,
            @Nullable Duration retryAfter,
            Usage usage) {
        this(candidate, Kind.IN_TURN, outcome, status, millis, error, retryAfter, usage);
    }
}
