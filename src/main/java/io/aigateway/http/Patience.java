package io.aigateway.http;

import java.time.Duration;

/**
 * How long callers may take.
 *
 * @param head from the first byte of a request to the end of its head
 * @param body from the end of the head to the end of the body
 * @param idle between two requests on one connection
 * @param reader how long a caller may read nothing of what waits to be read
 * @param heartBeat after how much silence a stream's caller gets a comment
 */
public record Patience(
        Duration head, Duration body, Duration idle, Duration reader, Duration heartBeat) {

    private static final long LONGEST_LOOK_MILLIS = 5_000;

    /** How often a connection is looked at: often enough that the shortest limit is kept. */
    long lookMillis() {
        long shortest =
                Math.min(
                        Math.min(head.toMillis(), body.toMillis()),
                        Math.min(idle.toMillis(), reader.toMillis()));
        return Math.max(10, Math.min(LONGEST_LOOK_MILLIS, shortest / 2));
    }
}
