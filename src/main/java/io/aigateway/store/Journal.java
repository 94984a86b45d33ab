package io.aigateway.store;

import io.aigateway.error.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A write-ahead log in the data folder: a text for each id, the last one given counts, until it is
 * kept elsewhere. Adding a line costs microseconds, and once {@link #put} has returned a killed
 * process loses nothing of it. Safe for any number of threads.
 *
 * <p>Lines go to files that are begun anew when they have grown: what is still needed is carried
 * over. So neither memory nor disk grow with anything but the ids that are not forgotten.
 */
public final class Journal implements AutoCloseable {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final JournalLines lines;
    private final JournalTerms terms;
    private final Map<String, byte[]> found;
    private final @Nullable Segments segments;
    private final JournalQueue queue;
    private volatile boolean closed;

    private Journal(
            JournalLines lines,
            JournalTerms terms,
            Map<String, byte[]> found,
            @Nullable Segments segments) {
        this.lines = lines;
        this.terms = terms;
        this.found = found;
        this.segments = segments;
        this.queue = new JournalQueue(new JournalWriter(lines, segments));
    }

    /**
     * Opens the journal of a data folder that this process holds.
     *
     * @param keptElsewhere makes sure that whatever has been forgotten outlasts a power cut; false
     *     when it could not
     * @throws ConfigException when its files cannot be read or made
     */
    public static Journal open(Path folder, JournalTerms terms, BooleanSupplier keptElsewhere) {
        try {
            Map<String, byte[]> found = JournalReader.read(folder, STAMP.format(Instant.now()));
            JournalLines lines = new JournalLines();
            found.forEach((id, text) -> lines.put(id, JournalLine.bytes(id, text)));
            Segments segments = Segments.begin(folder, terms, lines, keptElsewhere);
            return new Journal(lines, terms, found, segments);
        } catch (IOException e) {
            throw PrivateFiles.unusable(folder, e);
        }
    }

    /**
     * What a process that ended left in a folder: the last text of each id. Changes nothing but
     * that it keeps a damaged file aside.
     *
     * @throws ConfigException when its files cannot be read
     */
    public static Map<String, byte[]> left(Path folder) {
        try {
            return JournalReader.read(folder, STAMP.format(Instant.now()));
        } catch (IOException e) {
            throw PrivateFiles.unusable(folder, e);
        }
    }

    /** A journal in files of another kind, to begin with empty. */
    static Journal on(Segment.Maker maker, JournalTerms terms) throws IOException {
        JournalLines lines = new JournalLines();
        Segments segments = Segments.begin(maker, terms, lines, () -> true, 0);
        return new Journal(lines, terms, Map.of(), segments);
    }

    /** A journal that is gone when it is closed. */
    public static Journal inMemory() {
        JournalTerms terms = JournalTerms.of(Durability.NORMAL, Duration.ofDays(1));
        return new Journal(new JournalLines(), terms, Map.of(), null);
    }

    /** What the last process left: the last text of each id. */
    public Map<String, byte[]> found() {
        return found;
    }

    /**
     * Gives an id this text, in place of the one before.
     *
     * @param text without a line break
     * @throws StoreException when it could not be written; nothing has changed then
     */
    public void put(String id, byte[] text) {
        if (closed) {
            throw new StoreException("The journal is closed.");
        }
        if (!lines.has(id) && !hasRoomBeside(0)) {
            throw new StoreException(
                    "The journal is full: " + lines.size() + " calls wait to be recorded.");
        }
        queue.add(new JournalTicket(id, JournalLine.bytes(id, text)));
    }

    /** Whether one more id may be kept beside so many that are kept in memory only. */
    public boolean hasRoomBeside(int others) {
        return (long) lines.size() + others < terms.most() && lines.bytes() < terms.mostBytes();
    }

    /** The text of an id that is not forgotten. */
    public Optional<byte[]> get(String id) {
        byte[] line = lines.get(id);
        return line == null
                ? Optional.empty()
                : JournalLine.read(Arrays.copyOf(line, line.length - 1)).map(JournalLine::text);
    }

    /** Whether an id has a text that is not forgotten. */
    public boolean has(String id) {
        return lines.has(id);
    }

    /** Drops an id that is kept elsewhere now. */
    public void forget(String id) {
        lines.forget(id);
    }

    /** How many ids are not forgotten. */
    public int size() {
        return lines.size();
    }

    /** Stops; leaves no file behind when everything is kept elsewhere. */
    @Override
    public void close() {
        if (!closed && segments != null) {
            segments.end();
        }
        closed = true;
    }
}
