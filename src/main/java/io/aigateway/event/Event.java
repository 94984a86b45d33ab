package io.aigateway.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened. It gets its id when it is taken.
 *
 * @param type what kind of thing
 * @param createdAt when it happened
 * @param data what is told of it; amounts in cents, times in ISO 8601
 * @param once when it may be told only once; null when every one is told
 */
public record Event(EventType type, Instant createdAt, ObjectNode data, @Nullable Once once) {

    /** An event that is told each time. */
    public Event(EventType type, Instant createdAt, ObjectNode data) {
        this(type, createdAt, data, null);
    }

    public Event {
        data = data.deepCopy();
    }

    /**
     * What makes an event the same as an earlier one, restarts included.
     *
     * @param key equal for events that are the same
     * @param until how long that is remembered
     */
    public record Once(String key, Instant until) {

        public Once {
            if (key.isBlank()) {
                throw new IllegalArgumentException("the key of an event must not be blank");
            }
        }
    }
}
