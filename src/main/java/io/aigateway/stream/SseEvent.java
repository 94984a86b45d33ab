package io.aigateway.stream;

import org.jspecify.annotations.Nullable;

/**
 * One server-sent event.
 *
 * @param event the name given by {@code event:}, or null when none was given
 * @param data the {@code data:} lines, joined by line feeds; empty when the field had no value
 */
public record SseEvent(@Nullable String event, String data) {

    private static final String DONE = "[DONE]";

    /** Whether this is the mark that ends a stream of OpenAI chunks. */
    public boolean isDone() {
        return data.strip().equals(DONE);
    }
}
