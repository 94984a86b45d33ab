package io.aigateway.store;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The lines of a {@link Journal} that are not forgotten, by their ids, and how large they are. */
final class JournalLines {

    private final ConcurrentMap<String, byte[]> byId = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    void put(String id, byte[] line) {
        byte[] before = byId.put(id, line);
        bytes.addAndGet(line.length - (before == null ? 0 : before.length));
    }

    void forget(String id) {
        byte[] before = byId.remove(id);
        if (before != null) {
            bytes.addAndGet(-before.length);
        }
    }

    byte @Nullable [] get(String id) {
        return byId.get(id);
    }

    boolean has(String id) {
        return byId.containsKey(id);
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    int size() {
        return byId.size();
    }

    /** How long all of them are together. */
    long bytes() {
        return bytes.get();
    }

    void forEach(Consumer<byte[]> action) {
        byId.values().forEach(action);
    }
}
