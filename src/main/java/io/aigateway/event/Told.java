package io.aigateway.event;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers what was told since the start, so that the database is not asked each time whether it
 * was told before. Used by one thread.
 */
final class Told {

    private static final int MOST = 50_000;

    private final Events events;
    private final Clock clock;
    private final Map<String, Instant> keys = new LinkedHashMap<>(16, 0.75f, true);

    Told(Events events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** Publishes an event that is told once, unless it was. */
    void tell(Event event) {
        Event.Once once = event.once();
        if (once == null || keys.get(once.key()) == null) {
            boolean taken = events.publish(event);
            if (taken && once != null) {
                keys.put(once.key(), once.until());
            }
        }
        if (keys.size() > MOST) {
            forget();
        }
    }

    /** What is forgotten here, the database still knows. */
    private void forget() {
        Instant now = clock.instant();
        keys.values().removeIf(until -> until.isBefore(now));
        while (keys.size() > MOST / 2) {
            keys.remove(keys.keySet().iterator().next());
        }
    }
}
