package io.aigateway.config;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which edited files could not be taken into service, and why: until they are put right, what was
 * there before serves on. Thread-safe.
 */
public final class Reloads {

    /**
     * A file that was not taken.
     *
     * @param file its path
     * @param error what is wrong with it
     * @param since when it was found to be
     */
    public record Refused(String file, String error, Instant since) {}

    private final Clock clock;
    private final Map<String, Refused> refused = new ConcurrentHashMap<>();
    private final AtomicLong taken = new AtomicLong();

    public Reloads(Clock clock) {
        this.clock = clock;
    }

    /** An edit was taken into service. */
    public void taken(String file) {
        refused.remove(file);
        taken.incrementAndGet();
    }

    /** An edit was not. */
    public void refused(String file, String error) {
        refused.put(file, new Refused(file, error, clock.instant()));
    }

    /** The files that wait to be put right, by name. */
    public List<Refused> refused() {
        return refused.values().stream().sorted(Comparator.comparing(Refused::file)).toList();
    }

    /** How many edits were taken so far. */
    public long taken() {
        return taken.get();
    }
}
