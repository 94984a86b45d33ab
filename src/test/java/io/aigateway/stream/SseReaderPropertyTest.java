package io.aigateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SseReaderPropertyTest {

    private static final List<String> FRAGMENTS =
            List.of(
                    "data: ",
                    "data:",
                    "event: ",
                    "event:x",
                    ": note",
                    "id: 1",
                    "{\"a\":1}",
                    "日本語🎉",
                    "é",
                    " ",
                    "\n",
                    "\n",
                    "\r",
                    "\r\n",
                    "\n\n",
                    "\r\n\r\n",
                    "\uFEFF",
                    ":",
                    "[DONE]");

    @Property(tries = 2_000)
    void givesTheSameEventsHoweverTheBytesArrive(
            @ForAll("streams") String stream, @ForAll long seed) throws IOException {
        // Given
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        List<SseEvent> whole = read(new ByteArrayInputStream(bytes));

        // When
        List<SseEvent> split = read(new InPieces(bytes, new Random(seed)));

        // Then
        assertThat(split).isEqualTo(whole);
    }

    @Property(tries = 2_000)
    void agreesWithTheStandardsAlgorithm(@ForAll("streams") String stream) throws IOException {
        // Given
        byte[] bytes = (stream + "\n\n").getBytes(StandardCharsets.UTF_8);

        // When
        List<SseEvent> events = read(new ByteArrayInputStream(bytes));

        // Then
        assertThat(events).isEqualTo(bySpecification(stream + "\n\n"));
    }

    @Example
    void readsTextSplitAtEveryOffset() throws IOException {
        // Given
        byte[] bytes =
                "\uFEFFevent: 日本\r\ndata: 日本語🎉\r\ndata: é\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8);

        for (int at = 0; at <= bytes.length; at++) {
            // When
            List<SseEvent> events = read(new InTwo(bytes, at));

            // Then
            assertThat(events).containsExactly(new SseEvent("日本", "日本語🎉\né"));
        }
    }

    @Provide
    Arbitrary<String> streams() {
        return Arbitraries.of(FRAGMENTS).list().ofMaxSize(40).map(parts -> String.join("", parts));
    }

    /** The standard's own words, on a whole text. */
    private static List<SseEvent> bySpecification(String stream) {
        String text = stream.startsWith("\uFEFF") ? stream.substring(1) : stream;
        List<SseEvent> events = new ArrayList<>();
        StringBuilder data = new StringBuilder();
        String name = "";
        for (String line : text.split("\r\n|\r|\n", -1)) {
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    String joined = data.substring(0, data.length() - 1);
                    events.add(new SseEvent(name.isEmpty() ? null : name, joined));
                }
                data.setLength(0);
                name = "";
            } else if (field.equals("data")) {
                data.append(value).append('\n');
            } else if (field.equals("event")) {
                name = value;
            }
        }
        return events;
    }

    private static List<SseEvent> read(InputStream in) throws IOException {
        SseReader reader = new SseReader(in);
        List<SseEvent> events = new ArrayList<>();
        for (SseEvent event = reader.next(); event != null; event = reader.next()) {
            events.add(event);
        }
        return events;
    }

    /** Gives one to five bytes at a time. */
    private static final class InPieces extends ByteArrayInputStream {
        private final Random random;

        InPieces(byte[] bytes, Random random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, 1 + random.nextInt(5)));
        }
    }

    /** Gives the bytes before an offset, then the rest. */
    private static final class InTwo extends InputStream {
        private final List<byte[]> parts = new ArrayList<>();

        InTwo(byte[] bytes, int at) {
            parts.add(Arrays.copyOfRange(bytes, 0, at));
            parts.add(Arrays.copyOfRange(bytes, at, bytes.length));
            parts.removeIf(part -> part.length == 0);
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("read in blocks");
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (parts.isEmpty()) {
                return -1;
            }
            byte[] part = parts.remove(0);
            System.arraycopy(part, 0, into, offset, part.length);
            return part.length;
        }
    }
}
