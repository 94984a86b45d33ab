package io.aigateway.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which requests are being made, and what those were answered that have been made, for a bounded
 * time and in bounded memory: the oldest answers go first. Thread-safe.
 *
 * @param <R> what an answer is
 */
public final class KeptReplies<R> {

    /**
     * How much is kept.
     *
     * @param entries the most answers
     * @param bytes the most bytes of all of them
     * @param age how long one is kept
     */
    public record Room(int entries, long bytes, Duration age) {

        public Room {
            if (entries < 1 || bytes < 1) {
                throw new IllegalArgumentException(
                        "at least 1 answer and 1 byte must be kept, but were limited to %d and %d"
                                .formatted(entries, bytes));
            }
        }
    }

    /**
     * What was found under a name.
     *
     * @param mine true when nothing was: the request is now being made by whoever asked
     * @param fingerprint of the request that was first
     * @param running true while that one has not been answered
     * @param reply its answer; null while it runs, and when it was too large to be kept
     */
    public record Found<R>(boolean mine, String fingerprint, boolean running, @Nullable R reply) {}

    private record Entry<R>(
            String fingerprint, boolean running, @Nullable R reply, long bytes, Instant until) {}

    private final Room room;
    private final Clock clock;
    private final Map<String, Entry<R>> entries = new LinkedHashMap<>();
    private long bytes;

    public KeptReplies(Room room, Clock clock) {
        this.room = room;
        this.clock = clock;
    }

    /** Looks up a request, and notes it as running when it is new. */
    public synchronized Found<R> claim(String name, String fingerprint) {
        dropOld();
        Entry<R> known = entries.get(name);
        if (known != null) {
            return new Found<>(false, known.fingerprint, known.running, known.reply);
        }
        entries.put(name, new Entry<>(fingerprint, true, null, 0, Instant.MAX));
        return new Found<>(true, fingerprint, true, null);
    }

    /** Keeps the answer to a running request; {@code size} is its size in bytes. */
    public synchronized void keep(String name, @Nullable R reply, long size) {
        Entry<R> running = entries.remove(name);
        if (running == null) {
            return;
        }
        boolean fits = reply != null && size <= room.bytes;
        long kept = fits ? size : 0;
        Instant until = clock.instant().plus(room.age);
        entries.put(
                name, new Entry<>(running.fingerprint, false, fits ? reply : null, kept, until));
        bytes += kept;
        dropOld();
    }

    /** Forgets a request that came to nothing, so that it may be made again. */
    public synchronized void forget(String name) {
        Entry<R> entry = entries.get(name);
        if (entry != null && entry.running) {
            entries.remove(name);
        }
    }

    /** Answers stand in the order in which they came; what still runs stays whatever its age. */
    private void dropOld() {
        Instant now = clock.instant();
        Iterator<Entry<R>> oldest = entries.values().iterator();
        while (oldest.hasNext()) {
            Entry<R> entry = oldest.next();
            if (entry.running) {
                continue;
            }
            boolean full = entries.size() > room.entries || bytes > room.bytes;
            if (!full && entry.until.isAfter(now)) {
                return;
            }
            bytes -= entry.bytes;
            oldest.remove();
        }
    }

    /** How many requests are known. */
    public synchronized int size() {
        return entries.size();
    }
}
