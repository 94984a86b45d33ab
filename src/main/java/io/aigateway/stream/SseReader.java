package io.aigateway.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events (WHATWG HTML, "Server-sent events", section "Parsing an event stream")
 * as soon as they are complete: an event is returned once its blank line has been read, and no byte
 * more is waited for.
 *
 * <p>Lines end with CRLF, LF or CR; comments, {@code id}, {@code retry} and unknown fields are
 * skipped; a leading byte order mark is ignored; an event without {@code data} is dropped. Unlike
 * the standard, a last event whose blank line (or even line end) is missing is still returned when
 * it has data, since some providers close after {@code data: [DONE]}.
 *
 * <p>Not safe for use by several threads.
 */
public final class SseReader {

    /** The largest event accepted unless told otherwise: 8 MB. */
    public static final int DEFAULT_MAX_EVENT_BYTES = 8 * 1024 * 1024;

    private static final int READ_SIZE = 8 * 1024;

    /**
     * Small, since thousands of streams may be open at once; both buffers grow when an event needs
     * it.
     */
    private static final int FIRST_SIZE = 1024;

    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final int maxEventBytes;

    /** Bytes read and not yet parsed are {@code buffer[lineStart..limit)}. */
    private byte[] buffer = new byte[FIRST_SIZE];

    private int lineStart;
    private int scanned;
    private int limit;

    private byte[] data = new byte[FIRST_SIZE];
    private int dataLength;
    private boolean hasData;
    private @Nullable String event;

    private boolean skipLineFeed;
    private boolean atFirstLine = true;
    private boolean ended;

    /** Reads from {@code in}, which stays the caller's to close, with the default limit. */
    public SseReader(InputStream in) {
        this(in, DEFAULT_MAX_EVENT_BYTES);
    }

    /**
     * Reads from {@code in}, which stays the caller's to close.
     *
     * @param maxEventBytes the largest line, and the largest sum of data in one event, in bytes
     */
    public SseReader(InputStream in, int maxEventBytes) {
        if (maxEventBytes <= 0) {
            throw new IllegalArgumentException(
                    "max event bytes must be positive, but was " + maxEventBytes);
        }
        this.in = in;
        this.maxEventBytes = maxEventBytes;
    }

    /**
     * The next event, or null at the end of the stream. Blocks only while the event is incomplete.
     *
     * @throws IOException when the stream breaks, or when an event is larger than allowed
     */
    public @Nullable SseEvent next() throws IOException {
        while (true) {
            int end = lineEnd();
            if (end < 0) {
                if (ended || !fill()) {
                    return last();
                }
            } else if (takeLine(end)) {
                return dispatch();
            }
        }
    }

    /** The index of the next line's end, or -1 when it has not been read yet. */
    private int lineEnd() {
        if (skipLineFeed && lineStart < limit) {
            skipLineFeed = false;
            if (buffer[lineStart] == '\n') {
                lineStart++;
            }
        }
        for (int i = Math.max(scanned, lineStart); i < limit; i++) {
            if (buffer[i] == '\n' || buffer[i] == '\r') {
                return i;
            }
        }
        scanned = limit;
        return -1;
    }

    /** Takes the line up to {@code end}; true when it was the blank line of an event with data. */
    private boolean takeLine(int end) throws IOException {
        skipLineFeed = buffer[end] == '\r';
        int start = lineStart;
        lineStart = end + 1;
        scanned = lineStart;
        return line(start, end);
    }

    private boolean line(int start, int end) throws IOException {
        int from = atFirstLine && startsWithMark(start, end) ? start + 3 : start;
        atFirstLine = false;
        if (from == end) {
            return endEvent();
        }
        int colon = indexOfColon(from, end);
        int value = colon < end ? colon + 1 : end;
        if (value < end && buffer[value] == ' ') {
            value++;
        }
        field(from, colon, value, end);
        return false;
    }

    private boolean endEvent() {
        if (!hasData) {
            event = null;
        }
        return hasData;
    }

    private void field(int from, int colon, int value, int end) throws IOException {
        if (isName(DATA, from, colon)) {
            addData(value, end);
        } else if (isName(EVENT, from, colon)) {
            event =
                    value == end
                            ? null
                            : new String(buffer, value, end - value, StandardCharsets.UTF_8);
        }
    }

    private void addData(int from, int to) throws IOException {
        int separator = hasData ? 1 : 0;
        int needed = dataLength + separator + to - from;
        requireAllowed(needed);
        if (needed > data.length) {
            data = Arrays.copyOf(data, Math.max(needed, grown(data.length)));
        }
        if (hasData) {
            data[dataLength++] = '\n';
        }
        System.arraycopy(buffer, from, data, dataLength, to - from);
        dataLength = needed;
        hasData = true;
    }

    private SseEvent dispatch() {
        SseEvent complete =
                new SseEvent(event, new String(data, 0, dataLength, StandardCharsets.UTF_8));
        event = null;
        dataLength = 0;
        hasData = false;
        return complete;
    }

    private @Nullable SseEvent last() throws IOException {
        ended = true;
        if (lineStart < limit) {
            int start = lineStart;
            lineStart = limit;
            line(start, limit);
        }
        return hasData ? dispatch() : null;
    }

    private boolean fill() throws IOException {
        requireAllowed(limit - lineStart);
        makeRoom();
        int read = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(read, 0);
        return read >= 0;
    }

    private void makeRoom() {
        if (lineStart > 0) {
            System.arraycopy(buffer, lineStart, buffer, 0, limit - lineStart);
            limit -= lineStart;
            scanned = Math.max(0, scanned - lineStart);
            lineStart = 0;
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, grown(buffer.length));
        }
    }

    /** Bounded, so that an endless line costs at most the limit and one read. */
    private int grown(int length) {
        return (int) Math.min(2L * length, (long) maxEventBytes + READ_SIZE);
    }

    private void requireAllowed(int bytes) throws IOException {
        if (bytes > maxEventBytes) {
            throw new IOException(
                    "an event of the stream is larger than the allowed "
                            + maxEventBytes
                            + " bytes");
        }
    }

    private boolean startsWithMark(int start, int end) {
        return end - start >= 3
                && buffer[start] == (byte) 0xEF
                && buffer[start + 1] == (byte) 0xBB
                && buffer[start + 2] == (byte) 0xBF;
    }

    private int indexOfColon(int from, int end) {
        int i = from;
        while (i < end && buffer[i] != ':') {
            i++;
        }
        return i;
    }

    private boolean isName(byte[] name, int from, int to) {
        return Arrays.equals(buffer, from, to, name, 0, name.length);
    }
}
