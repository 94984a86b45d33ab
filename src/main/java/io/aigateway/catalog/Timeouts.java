package io.aigateway.catalog;

import java.time.Duration;

/**
 * How long a provider may take.
 *
 * @param connect until the connection stands
 * @param firstByte from the request to the first good event of a stream, or the head of a whole
 *     answer
 * @param betweenEvents from one event of a stream to the next; what the caller takes to read does
 *     not count
 * @param total from the request to the last byte
 */
public record Timeouts(
        Duration connect, Duration firstByte, Duration betweenEvents, Duration total) {

    /** 2 s to connect, 30 s to the first byte and between events, 10 min in all. */
    public static final Timeouts DEFAULT =
            new Timeouts(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(10));

    public Timeouts {
        requirePositive("connect", connect);
        requirePositive("first-byte", firstByte);
        requirePositive("between-events", betweenEvents);
        requirePositive("total", total);
        if (total.compareTo(firstByte) < 0) {
            throw new IllegalArgumentException(
                    "total must not be shorter than first-byte (%s), but was %s"
                            .formatted(firstByte, total));
        }
    }

    /** The longest time without a byte that one of the limits allows. */
    public Duration longestSilence() {
        return firstByte.compareTo(betweenEvents) > 0 ? firstByte : betweenEvents;
    }

    private static void requirePositive(String field, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(field + " must be positive, but was " + value);
        }
    }
}
