package io.aigateway.limit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** How many calls a key has under way. Keys without any take no memory. Safe for any thread. */
public final class ParallelCalls {

    private final Map<String, Long> underWay = new ConcurrentHashMap<>();

    /**
     * Begins a call.
     *
     * @param most how many may be under way at once
     * @return the call's place, to be closed when it ends; empty when none is free
     */
    public Optional<Place> begin(String keyId, long most) {
        boolean[] begun = {false};
        underWay.compute(
                keyId,
                (key, count) -> {
                    long now = count == null ? 0 : count;
                    begun[0] = now < most;
                    if (begun[0]) {
                        return now + 1;
                    }
                    return count;
                });
        return begun[0] ? Optional.of(new Place(keyId)) : Optional.empty();
    }

    /** How many calls a key has under way. */
    public long underWay(String keyId) {
        return underWay.getOrDefault(keyId, 0L);
    }

    private void end(String keyId) {
        underWay.computeIfPresent(keyId, (key, count) -> count > 1 ? count - 1 : null);
    }

    /** One call's place among a key's parallel calls. */
    public final class Place implements AutoCloseable {

        private final String keyId;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Place(String keyId) {
            this.keyId = keyId;
        }

        /** Ends the call; a second time does nothing. */
        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                end(keyId);
            }
        }
    }
}
