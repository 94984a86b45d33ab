package io.aigateway.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a journal: the one that is written, and the one before until it may go. A file goes
 * once what was carried over from it, and whatever was forgotten, outlasts a power cut.
 */
final class Segments {

    private static final Logger LOGGER = LoggerFactory.getLogger(Segments.class);

    private final JournalTerms terms;
    private final JournalLines lines;
    private final BooleanSupplier keptElsewhere;
    private final Segment.Maker maker;
    private final Queue<Removal> retired = new ConcurrentLinkedQueue<>();
    private final Thread keeper = new Thread(this::keep, "journal");
    private volatile Segment current;
    private volatile boolean ending;
    private volatile boolean broken;
    private long number;
    private long carriedOver;
    private @Nullable Segment forced;
    private long forcedLength;

    private Segments(
            JournalTerms terms,
            JournalLines lines,
            BooleanSupplier keptElsewhere,
            Segment.Maker maker,
            long number)
            throws IOException {
        this.terms = terms;
        this.lines = lines;
        this.keptElsewhere = keptElsewhere;
        this.maker = maker;
        this.number = number;
        this.current = begun();
    }

    /** Begins a new file after those that are there; what they still hold is carried over. */
    static Segments begin(
            Path folder, JournalTerms terms, JournalLines lines, BooleanSupplier keptElsewhere)
            throws IOException {
        List<Path> before = SegmentFile.in(folder);
        long last = before.isEmpty() ? 0 : SegmentFile.numberOf(before.get(before.size() - 1));
        Segments segments =
                begin(next -> SegmentFile.make(folder, next), terms, lines, keptElsewhere, last);
        before.forEach(file -> segments.retired.add(() -> Files.deleteIfExists(file)));
        return segments;
    }

    static Segments begin(
            Segment.Maker maker,
            JournalTerms terms,
            JournalLines lines,
            BooleanSupplier keptElsewhere,
            long last)
            throws IOException {
        Segments segments = new Segments(terms, lines, keptElsewhere, maker, last);
        segments.keeper.setDaemon(true);
        segments.keeper.start();
        return segments;
    }

    /** Adds bytes; one thread at a time. */
    void append(byte[] bytes) throws IOException {
        if (broken) {
            beginNext();
        } else if (isGrown() && retired.isEmpty()) {
            beginNextIfThereIsRoom();
        }
        current.append(bytes);
        if (terms.durability() == Durability.FULL) {
            force(current);
        }
    }

    /**
     * A file that began with much that was carried over may grow by as much before that is carried
     * over again: else each line would cost as much as all of them while nothing is forgotten.
     */
    private boolean isGrown() {
        return current.length() - carriedOver >= Math.max(terms.segmentBytes(), carriedOver);
    }

    private void beginNextIfThereIsRoom() {
        try {
            beginNext();
        } catch (IOException noRoom) {
            LOGGER.warn("the journal goes on in its large file: {}", noRoom.getMessage());
        }
    }

    private void beginNext() throws IOException {
        Segment before = current;
        current = begun();
        broken = false;
        retired.add(before::delete);
    }

    private Segment begun() throws IOException {
        Segment next = maker.make(number + 1);
        boolean whole = false;
        try {
            next.append(allLines());
            next.force();
            whole = true;
        } finally {
            if (!whole) {
                next.delete();
            }
        }
        number++;
        carriedOver = next.length();
        return next;
    }

    private byte[] allLines() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        lines.forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** After a failed force nobody knows what is on the disk: the next line begins a new file. */
    private void force(Segment segment) throws IOException {
        boolean done = false;
        try {
            segment.force();
            done = true;
        } finally {
            broken |= !done && segment == current;
        }
    }

    private void keep() {
        Duration pause = terms.forceEvery();
        while (!ending) {
            LockSupport.parkNanos(this, pause.toNanos());
            try {
                forceWhatIsNew();
                removeRetired();
            } catch (IOException | RuntimeException failed) {
                LOGGER.error("the journal cannot be brought to the disk: {}", failed.getMessage());
            }
        }
    }

    private void forceWhatIsNew() throws IOException {
        Segment segment = current;
        long length = segment.length();
        boolean isNew = segment != forced || length != forcedLength;
        if (isNew && terms.durability() == Durability.NORMAL) {
            force(segment);
            forced = segment;
            forcedLength = length;
        }
    }

    private void removeRetired() throws IOException {
        if (!retired.isEmpty() && keptElsewhere.getAsBoolean()) {
            for (Removal next = retired.poll(); next != null; next = retired.poll()) {
                next.run();
            }
        }
    }

    /** Stops; removes every file when nothing in them is needed any more. */
    void end() {
        ending = true;
        LockSupport.unpark(keeper);
        try {
            keeper.join();
            current.force();
            if (lines.isEmpty() && keptElsewhere.getAsBoolean()) {
                removeRetired();
                current.delete();
            }
            current.close();
        } catch (IOException failed) {
            LOGGER.error("the journal cannot be closed: {}", failed.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Removes a file. */
    @FunctionalInterface
    private interface Removal {
        void run() throws IOException;
    }
}
